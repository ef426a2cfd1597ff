/** Balance transactions and application fees: what a captured charge and a refund do to the balances. */
import type { Handler } from './call'
import { newId, nowSeconds } from './ids'
import { listOf } from './lists'
import type { Charge, StripeObject } from './objects'
import { PLATFORM, type State } from './state'

/** The processing fee of the stand-in: 2.9 % and 30 minor units, rounded. */
const FEE_PERMILLE = 29
const FEE_FIXED = 30
const SETTLING_S = 2 * 86_400

export interface ApplicationFee extends StripeObject {
  object: 'application_fee'
  account: string
  amount: number
  amount_refunded: number
  charge: string
  refunded: boolean
}

export const listBalanceTransactions: Handler = (call) =>
  listOf<Movement>(call, 'balance_transaction', '/v1/balance_transactions', (item) => {
    const { params } = call
    const currency = params.string('currency')?.toLowerCase()
    return (
      (params.string('source') ?? item.source) === item.source &&
      (params.string('type') ?? item.type) === item.type &&
      (currency ?? item.currency) === item.currency &&
      (params.string('payout') ?? item._payout) === item._payout
    )
  })

export const retrieveBalanceTransaction: Handler = ({ state, account, ids: [id = ''] }) =>
  state.get(account, id, 'balance_transaction')

export const listApplicationFees: Handler = (call) =>
  listOf<ApplicationFee>(call, 'application_fee', '/v1/application_fees', (fee) => {
    const charge = call.params.string('charge')
    return charge === null || fee.charge === charge
  })

export const retrieveApplicationFee: Handler = ({ state, ids: [id = ''] }) =>
  state.get<ApplicationFee>(PLATFORM, id, 'application_fee')

/** Books a captured charge: the balance transaction, and the platform's fee of a connected account's charge. */
export function bookCharge(state: State, account: string, charge: Charge): void {
  const applicationFee = Math.min(charge.application_fee_amount ?? 0, charge.amount_captured)
  const stripeFee = Math.min(
    Math.round((charge.amount_captured * FEE_PERMILLE) / 1000) + FEE_FIXED,
    charge.amount_captured - applicationFee,
  )
  const { currency } = charge
  const details = [{ amount: stripeFee, currency, type: 'stripe_fee', description: 'Stripe processing fees' }]
  if (applicationFee > 0) {
    details.push({ amount: applicationFee, currency, type: 'application_fee', description: 'application fee' })
    charge.application_fee = bookApplicationFee(state, account, charge, applicationFee).id
  }
  const transaction = {
    ...balanceTransaction('charge', charge.amount_captured, stripeFee + applicationFee, charge),
    fee_details: details,
  }
  charge.balance_transaction = state.put(account, transaction).id
}

/**
 * Books a refund; the processing fee is not given back, as with Stripe. The platform's fee that is given back is a negative
 * fee of the same transaction.
 */
export function bookRefund(
  state: State,
  account: string,
  refund: StripeObject & { amount: number; currency: string },
  feeBack: number,
) {
  const { currency } = refund
  const details =
    feeBack > 0 ? [{ amount: -feeBack, currency, type: 'application_fee', description: 'application fee' }] : []
  const transaction = balanceTransaction('refund', -refund.amount, feeBack > 0 ? -feeBack : 0, refund)
  return state.put(account, { ...transaction, fee_details: details }).id
}

/** Gives back the platform's fee in proportion to the refund; how much that is. */
export function refundApplicationFee(state: State, charge: Charge, refunded: number): number {
  const fee = charge.application_fee && state.find<ApplicationFee>(PLATFORM, charge.application_fee, 'application_fee')
  if (!fee) return 0
  const share = Math.min(Math.round((fee.amount * refunded) / charge.amount_captured), fee.amount - fee.amount_refunded)
  const amountRefunded = fee.amount_refunded + share
  state.put(PLATFORM, { ...fee, amount_refunded: amountRefunded, refunded: amountRefunded === fee.amount })
  return share
}

function bookApplicationFee(state: State, account: string, charge: Charge, amount: number): ApplicationFee {
  return state.put<ApplicationFee>(PLATFORM, {
    id: newId('fee'),
    object: 'application_fee',
    account,
    amount,
    amount_refunded: 0,
    charge: charge.id,
    created: nowSeconds(),
    currency: charge.currency,
    livemode: false,
    refunded: false,
  })
}

export interface Movement extends StripeObject {
  object: 'balance_transaction'
  amount: number
  /** Seconds since the epoch. */
  available_on: number
  currency: string
  fee: number
  fee_details: unknown[]
  net: number
  source: string
  type: string
  /** Stand-in only: the payout that took it along. */
  _payout?: string
}

/** What moves a balance, not kept yet. Charges settle after two days, everything else at once. */
export function balanceTransaction(
  type: string,
  amount: number,
  fee: number,
  source: { id: string; currency: string },
): Movement {
  const created = nowSeconds()
  const settles = type === 'charge' ? created + SETTLING_S : created
  return {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: settles,
    balance_type: 'payments',
    created,
    currency: source.currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details: [],
    net: amount - fee,
    reporting_category: type,
    source: source.id,
    status: settles > created ? 'pending' : 'available',
    type,
  }
}
