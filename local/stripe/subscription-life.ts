/**
 * How a subscription lives: starts with or without a trial, begins its next period, falls past due, is paid again, ends.
 * Time does not pass by itself here; tests say when a period is over (billing-hook.ts).
 */
import { invalid } from './errors'
import { newId, nowSeconds } from './ids'
import { collect, defaultMethod, type Invoice, makeInvoice, openInvoice } from './invoices'
import type { Metadata, StripeObject } from './objects'
import type { Price } from './prices'
import { enterNextPhase } from './schedules'
import type { State } from './state'
import type { Decline } from './test-cards'

const INTERVAL_S: Record<string, number> = { day: 86_400, week: 7 * 86_400, month: 30 * 86_400, year: 365 * 86_400 }

export interface SubscriptionItem extends StripeObject {
  price: Price
  quantity: number
  current_period_start: number
  current_period_end: number
}

export interface Subscription extends StripeObject {
  object: 'subscription'
  status: 'trialing' | 'active' | 'past_due' | 'unpaid' | 'canceled'
  cancel_at_period_end: boolean
  currency: string
  customer: string
  default_payment_method: string | null
  items: { object: 'list'; data: SubscriptionItem[]; has_more: boolean; url: string }
  latest_invoice: string | null
  metadata: Metadata
  schedule: string | null
  trial_end: number | null
}

export interface ItemChoice {
  price: string
  quantity: number
}

export interface Start {
  customer: string
  items: ItemChoice[]
  trialEnd: number | null
  metadata: Metadata
  method: string | null
}

/** A new subscription with its first invoice collected; past due when that failed. */
export function start(state: State, account: string, { customer, items, trialEnd, metadata, method }: Start) {
  const created = nowSeconds()
  const data = itemsFor(state, account, items, created, trialEnd)
  const first = state.put<Subscription>(account, {
    id: newId('sub'),
    object: 'subscription',
    billing_cycle_anchor: trialEnd ?? created,
    billing_mode: { type: 'flexible', flexible: null },
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    collection_method: 'charge_automatically',
    created,
    currency: data[0]?.price.currency ?? '',
    customer,
    default_payment_method: method,
    ended_at: null,
    items: { object: 'list', data, has_more: false, url: '/v1/subscription_items' },
    latest_invoice: null,
    livemode: false,
    metadata,
    pause_collection: null,
    schedule: null,
    start_date: created,
    status: trialEnd === null ? 'active' : 'trialing',
    trial_end: trialEnd,
    trial_start: trialEnd === null ? null : created,
  })
  state.emit(account, 'customer.subscription.created', first)
  return invoiceFor(state, account, first, 'subscription_create', trialEnd === null ? 1 : 0).subscription
}

/** The period (or the trial) is over: the next one begins, or the subscription ends. */
export function endPeriod(state: State, account: string, before: Subscription): Subscription {
  if (before.status === 'canceled') throw invalid('This subscription has ended.')
  if (before.cancel_at_period_end) return end(state, account, before)
  const items = enterNextPhase(state, account, before) ?? before.items.data.map(toChoice)
  const fresh = state.get<Subscription>(account, before.id, 'subscription')
  const data = itemsFor(state, account, items, nowSeconds(), null)
  const renewed: Subscription = { ...fresh, items: { ...fresh.items, data }, status: 'active' }
  const { subscription } = invoiceFor(state, account, state.put(account, renewed), 'subscription_cycle', 1)
  return tell(state, account, subscription, before)
}

/** Tries the open invoice again, as Stripe's own retries do. */
export function retryPayment(state: State, account: string, before: Subscription): Subscription {
  const invoice = openInvoice(state, account, before.id)
  if (!invoice) throw invalid('Nothing of this subscription is unpaid.')
  payOpen(state, account, invoice)
  return state.get<Subscription>(account, before.id, 'subscription')
}

/** Collects an open invoice; a subscription that owed it is active again. The decline, or null. */
export function payOpen(state: State, account: string, invoice: Invoice): Decline | null {
  const id = invoice.parent.subscription_details.subscription
  const before = state.get<Subscription>(account, id, 'subscription')
  const decline = collect(state, account, invoice, defaultMethod(state, account, before))
  if (decline || (before.status !== 'past_due' && before.status !== 'unpaid')) return decline
  tell(state, account, state.put<Subscription>(account, { ...before, status: 'active' }), before)
  return null
}

/** The last retry failed: what the account's settings say becomes of the subscription. */
export function giveUp(state: State, account: string, before: Subscription, to: 'unpaid' | 'canceled'): Subscription {
  if (to === 'canceled') return end(state, account, before)
  return tell(state, account, state.put<Subscription>(account, { ...before, status: 'unpaid' }), before)
}

export function end(state: State, account: string, before: Subscription): Subscription {
  const at = nowSeconds()
  const ended = state.put<Subscription>(account, {
    ...before,
    status: 'canceled',
    canceled_at: before.canceled_at ?? at,
    ended_at: at,
    schedule: null,
  })
  state.emit(account, 'customer.subscription.deleted', ended)
  return ended
}

/** Emits the update with what it was before, as Stripe does. */
export function tell(state: State, account: string, after: Subscription, before: Subscription): Subscription {
  const changed = Object.entries(before).filter(([key, was]) => JSON.stringify(was) !== JSON.stringify(after[key]))
  state.emit(account, 'customer.subscription.updated', after, Object.fromEntries(changed))
  return after
}

/** Invoices the periods of the items (`share` 0: a trial) and collects; past due when the card is refused. */
function invoiceFor(state: State, account: string, subscription: Subscription, reason: string, share: 0 | 1) {
  const lines = subscription.items.data.map(({ price, quantity }) => ({
    amount: share * Number(price.unit_amount ?? 0) * quantity,
    description: `${quantity} × ${price.product}`,
    price: price.id,
    proration: false,
  }))
  const invoice = makeInvoice(state, account, subscription, reason, lines)
  const decline = collect(state, account, invoice, defaultMethod(state, account, subscription))
  const status = decline ? ('past_due' as const) : subscription.status
  return {
    subscription: state.put<Subscription>(account, { ...subscription, status, latest_invoice: invoice.id }),
    decline,
  }
}

export const toChoice = ({ price, quantity }: SubscriptionItem): ItemChoice => ({ price: price.id, quantity })

export function itemsFor(
  state: State,
  account: string,
  items: ItemChoice[],
  from: number,
  until: number | null,
): SubscriptionItem[] {
  return items.map(({ price: id, quantity }) => {
    const price = state.get<Price>(account, id, 'price', 'items[0][price]')
    const length = (INTERVAL_S[price.recurring?.interval ?? 'month'] ?? 0) * (price.recurring?.interval_count ?? 1)
    const period = { current_period_start: from, current_period_end: until ?? from + length }
    return { id: newId('si', 14), object: 'subscription_item', created: from, price, quantity, ...period }
  })
}
