/** Refunds, whole and partial. They succeed at once, as card refunds do. */
import { bookRefund, refundApplicationFee } from './balance'
import type { Call, Handler } from './call'
import { holdsMoney } from './disputes'
import { invalid, missing, StripeFailure } from './errors'
import { newId, nowSeconds } from './ids'
import { listOf } from './lists'
import type { Charge, PaymentIntent, Refund } from './objects'

const FIELDS = [
  'amount',
  'charge',
  'currency',
  'customer',
  'instructions_email',
  'metadata',
  'origin',
  'payment_intent',
  'reason',
  'refund_application_fee',
  'reverse_transfer',
]
const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const

export const createRefund: Handler = (call) => {
  const { state, account, params } = call
  params.only(...FIELDS)
  const charge = chargeOf(call)
  const reason = params.oneOf('reason', REASONS)
  const metadata = params.metadata()
  const giveFeeBack = params.boolean('refund_application_fee') === true
  if (!charge.captured || charge.status !== 'succeeded') {
    throw invalid(`Charge ${charge.id} has not been captured, so it cannot be refunded.`, 'charge')
  }
  if (charge.refunded) {
    const message = `Charge ${charge.id} has already been refunded.`
    throw new StripeFailure(400, { type: 'invalid_request_error', code: 'charge_already_refunded', message }, true)
  }
  if (holdsMoney(state, account, charge.id)) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`
    throw new StripeFailure(400, { type: 'invalid_request_error', code: 'charge_disputed', message }, true)
  }
  const left = charge.amount - charge.amount_refunded
  const amount = params.amount('amount') ?? left
  if (amount > left) {
    const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`
    throw invalid(message, 'amount', 'amount_too_large')
  }
  const draft: Refund = {
    id: newId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: nowSeconds(),
    currency: charge.currency,
    destination_details: { card: { type: 'refund' }, type: 'card' },
    metadata,
    payment_intent: charge.payment_intent,
    reason,
    receipt_number: null,
    status: 'succeeded',
  }
  const feeBack = giveFeeBack ? refundApplicationFee(state, charge, amount) : 0
  draft.balance_transaction = bookRefund(state, account, { ...draft, currency: charge.currency }, feeBack)
  const refund = state.put(account, draft)
  const amountRefunded = charge.amount_refunded + amount
  const after = state.put<Charge>(account, {
    ...charge,
    amount_refunded: amountRefunded,
    refunded: amountRefunded === charge.amount,
  })
  state.emit(account, 'refund.created', refund)
  state.emit(account, 'charge.refunded', after, { amount_refunded: charge.amount_refunded, refunded: false })
  return refund
}

export const retrieveRefund: Handler = ({ state, account, ids: [id = ''] }) => state.get<Refund>(account, id, 'refund')

export const updateRefund: Handler = ({ state, account, params, ids: [id = ''] }) => {
  const refund = state.get<Refund>(account, id, 'refund')
  return state.put(account, { ...refund, metadata: params.metadata(refund.metadata as Record<string, string>) })
}

export const listRefunds: Handler = (call) =>
  listOf<Refund>(call, 'refund', '/v1/refunds', (refund) => {
    const [charge, intent] = [call.params.string('charge'), call.params.string('payment_intent')]
    return (charge === null || refund.charge === charge) && (intent === null || refund.payment_intent === intent)
  })

function chargeOf({ state, account, params }: Call): Charge {
  const intentId = params.string('payment_intent')
  const chargeId = params.string('charge')
  if (intentId === null && chargeId === null) throw missing('payment_intent')
  if (intentId === null) return state.get<Charge>(account, chargeId ?? '', 'charge', 'charge')
  const intent = state.get<PaymentIntent>(account, intentId, 'payment_intent', 'payment_intent')
  const charge = intent.latest_charge ? state.find<Charge>(account, intent.latest_charge, 'charge') : undefined
  if (charge?.status === 'succeeded') return charge
  throw invalid(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, 'payment_intent')
}
