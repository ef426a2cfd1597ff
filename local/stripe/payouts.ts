/**
 * Balances and payouts. What has settled is paid out by itself, as Stripe's daily schedule does, whenever somebody looks;
 * /_payouts pays out at once, and lets a payout arrive or fail.
 */
import { balanceTransaction, type Movement } from './balance'
import type { Handler } from './call'
import { invalid, missing } from './errors'
import { newId, nowSeconds } from './ids'
import { listOf } from './lists'
import type { Account, Metadata, StripeObject } from './objects'
import { PLATFORM, type State } from './state'

/** From leaving Stripe to arriving at the bank. */
const TRANSIT_S = 2 * 86_400

export interface Payout extends StripeObject {
  object: 'payout'
  amount: number
  arrival_date: number
  automatic: boolean
  balance_transaction: string
  created: number
  currency: string
  failure_balance_transaction: string | null
  status: 'pending' | 'in_transit' | 'paid' | 'failed' | 'canceled'
}

export const retrieveBalance: Handler = ({ state, account }) => {
  settle(state, account)
  const sums = sumsOf(state, account)
  const own = state.find<Account>(PLATFORM, account, 'account')
  if (sums.size === 0) sums.set(String(own?.default_currency ?? 'usd'), { available: 0, pending: 0 })
  const shown = (which: 'available' | 'pending') =>
    [...sums].map(([currency, sum]) => ({ amount: sum[which], currency, source_types: { card: sum[which] } }))
  const available = shown('available')
  return {
    object: 'balance',
    available,
    instant_available: available,
    livemode: false,
    pending: shown('pending'),
  } as unknown as StripeObject
}

export const listPayouts: Handler = (call) => {
  settle(call.state, call.account)
  const status = call.params.string('status')
  return listOf<Payout>(call, 'payout', '/v1/payouts', (payout) => status === null || payout.status === status)
}

export const retrievePayout: Handler = ({ state, account, ids: [id = ''] }) => {
  settle(state, account)
  return state.get<Payout>(account, id, 'payout')
}

export const createPayout: Handler = ({ state, account, params }) => {
  params.only(
    'amount',
    'currency',
    'description',
    'destination',
    'metadata',
    'method',
    'source_type',
    'statement_descriptor',
  )
  const amount = params.amount('amount')
  const currency = params.required('currency').toLowerCase()
  if (amount === null) throw missing('amount')
  if (amount > (sumsOf(state, account).get(currency)?.available ?? 0)) {
    const message =
      'You have insufficient funds in your Stripe account for this transfer. Your card balance is too low.'
    throw invalid(message, undefined, 'balance_insufficient')
  }
  const payout = send(state, account, { amount, currency, automatic: false, metadata: params.metadata() })
  return payout
}

/** Pays out everything there is in the currency, settled or not; null when there is nothing. */
export function payOutEverything(state: State, account: string, currency: string): Payout | null {
  const taken = unpaid(state, account).filter((movement) => movement.currency === currency)
  return payOut(state, account, currency, taken)
}

/** The payout arrives at the bank, or comes back from it. */
export function endPayout(state: State, account: string, payout: Payout, failureCode: string | null): Payout {
  if (failureCode === null) return arrive(state, account, payout)
  const movement = state.put(account, balanceTransaction('payout_failure', payout.amount, 0, payout))
  const failed = state.put<Payout>(account, {
    ...payout,
    status: 'failed',
    failure_code: failureCode,
    failure_message: 'The bank account has been closed or cannot take the payout.',
    failure_balance_transaction: movement.id,
  })
  state.emit(account, 'payout.failed', failed)
  return failed
}

/** What happened by itself since somebody last looked: settled money leaves, what has left arrives. */
function settle(state: State, account: string): void {
  const now = nowSeconds()
  for (const payout of [...state.all<Payout>(account, 'payout')]) {
    const underWay = payout.status === 'pending' || payout.status === 'in_transit'
    if (underWay && payout.arrival_date <= now) arrive(state, account, payout)
  }
  const own = state.find<Account>(PLATFORM, account, 'account')
  if (!own?.payouts_enabled) return
  const due = unpaid(state, account).filter((movement) => movement.available_on <= now)
  // Only a charge that has settled sets a payout off: money that comes and goes at once waits for it.
  for (const currency of new Set(due.filter(({ type }) => type === 'charge').map((each) => each.currency))) {
    payOut(
      state,
      account,
      currency,
      due.filter((movement) => movement.currency === currency),
    )
  }
}

function payOut(state: State, account: string, currency: string, taken: Movement[]): Payout | null {
  const amount = taken.reduce((sum, { net }) => sum + net, 0)
  if (amount <= 0) return null
  const payout = send(state, account, { amount, currency, automatic: true, metadata: {} })
  const now = nowSeconds()
  for (const movement of taken) {
    const available = Math.min(movement.available_on, now)
    state.put<Movement>(account, { ...movement, available_on: available, status: 'available', _payout: payout.id })
  }
  return payout
}

interface Sending {
  amount: number
  currency: string
  automatic: boolean
  metadata: Metadata
}

function send(state: State, account: string, { amount, currency, automatic, metadata }: Sending): Payout {
  const id = newId('po')
  const movement = balanceTransaction('payout', -amount, 0, { id, currency })
  state.put<Movement>(account, { ...movement, _payout: id })
  const created = nowSeconds()
  const payout = state.put<Payout>(account, {
    id,
    object: 'payout',
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: created + TRANSIT_S,
    automatic,
    balance_transaction: movement.id,
    created,
    currency,
    description: automatic ? 'STRIPE PAYOUT' : null,
    destination: null,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata,
    method: 'standard',
    original_payout: null,
    reconciliation_status: automatic ? 'completed' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'in_transit',
    type: 'bank_account',
  })
  state.emit(account, 'payout.created', payout)
  return payout
}

function arrive(state: State, account: string, payout: Payout): Payout {
  const paid = state.put<Payout>(account, { ...payout, status: 'paid' })
  state.emit(account, 'payout.paid', paid)
  return paid
}

function unpaid(state: State, account: string): Movement[] {
  const all = [...state.all<Movement>(account, 'balance_transaction')]
  return all.filter(({ type, _payout }) => _payout === undefined && type !== 'payout')
}

function sumsOf(state: State, account: string): Map<string, { available: number; pending: number }> {
  const now = nowSeconds()
  const sums = new Map<string, { available: number; pending: number }>()
  for (const { currency, net, available_on } of state.all<Movement>(account, 'balance_transaction')) {
    const sum = sums.get(currency) ?? { available: 0, pending: 0 }
    sum[available_on <= now ? 'available' : 'pending'] += net
    sums.set(currency, sum)
  }
  return sums
}
