/** The API of subscriptions: created, their price changed now with proration, cancelled now or with the period. */
import type { Call, Handler } from './call'
import { invalid, missing } from './errors'
import { nowSeconds } from './ids'
import {
  cardError,
  collect,
  declineOf,
  defaultMethod,
  type InvoiceLine,
  makeInvoice,
  previewOf,
  requireOpen,
} from './invoices'
import { listOf } from './lists'
import type { StripeObject } from './objects'
import type { Params } from './params'
import { end, type ItemChoice, itemsFor, payOpen, type Subscription, start, tell, toChoice } from './subscription-life'

export const createSubscription: Handler = ({ state, account, params }) => {
  const customer = state.get(account, params.required('customer'), 'customer', 'customer').id
  const items = readItems(params)
  if (items.length === 0) throw missing('items')
  const days = params.integer('trial_period_days')
  const trialEnd = params.integer('trial_end') ?? (days === null ? null : nowSeconds() + days * 86_400)
  const method = params.string('default_payment_method')
  return start(state, account, { customer, items, trialEnd, metadata: params.metadata(), method })
}

export const updateSubscription: Handler = (call) => {
  const { state, account, params } = call
  const before = state.get<Subscription>(account, call.ids[0] ?? '', 'subscription')
  if (before.status === 'canceled') {
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.')
  }
  const atEnd = params.boolean('cancel_at_period_end')
  if (atEnd !== null && before.schedule) {
    throw invalid(
      `The subscription is managed by the subscription schedule \`${before.schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
      'cancel_at_period_end',
    )
  }
  const items = readItems(params)
  const invoice = items.length > 0 ? invoiceChange(call, before, items) : null
  const [item] = before.items.data
  const data =
    items.length > 0
      ? itemsFor(state, account, items, item?.current_period_start ?? nowSeconds(), item?.current_period_end ?? null)
      : before.items.data
  const after = state.put<Subscription>(account, {
    ...before,
    items: { ...before.items, data },
    ...(atEnd === null ? {} : cancelling(atEnd, item?.current_period_end ?? null)),
    ...(invoice ? { latest_invoice: invoice } : {}),
    default_payment_method: params.string('default_payment_method') ?? before.default_payment_method,
    metadata: params.metadata(before.metadata),
  })
  return tell(state, account, after, before)
}

export const cancelSubscription: Handler = ({ state, account, params, ids: [id = ''] }) => {
  const before = state.get<Subscription>(account, id, 'subscription')
  if (before.status === 'canceled') throw invalid(`No such subscription: '${id}'`, 'id', 'resource_missing')
  if (params.boolean('prorate') && params.boolean('invoice_now')) {
    const lines = prorations(before, [], nowSeconds())
    collect(state, account, makeInvoice(state, account, before, 'subscription_update', lines), null)
  }
  return end(state, account, state.get<Subscription>(account, id, 'subscription'))
}

export const listSubscriptions: Handler = (call) =>
  listOf<Subscription>(call, 'subscription', '/v1/subscriptions', ({ customer, status }) => {
    const [wanted, state] = [call.params.string('customer'), call.params.string('status')]
    const visible = state === 'all' || (state === null ? status !== 'canceled' : status === state)
    return visible && (wanted === null || customer === wanted)
  })

/** POST /v1/invoices/create_preview: what changing the price would cost at once. */
export const previewInvoice: Handler = (call) => {
  const { state, account, params } = call
  const subscription = state.get<Subscription>(account, params.required('subscription'), 'subscription', 'subscription')
  const details = params.group('subscription_details')
  const items = priced(call, readItems(details))
  return previewOf(state, account, subscription, prorations(subscription, items, dateOf(details)))
}

export const payInvoice: Handler = ({ state, account, ids: [id = ''] }) => {
  const decline = payOpen(state, account, requireOpen(state, id))
  if (decline) throw cardError(decline)
  return state.get(account, id, 'invoice')
}

/** Charges the difference when the caller wants it at once; its invoice's id. Throws before anything changed. */
function invoiceChange(call: Call, before: Subscription, items: ItemChoice[]): string | null {
  const { state, account, params } = call
  const behaviour = params.oneOf('proration_behavior', ['create_prorations', 'none', 'always_invoice'] as const)
  if (behaviour !== 'always_invoice' || before.status === 'trialing') return null
  const lines = prorations(before, priced(call, items), dateOf(params))
  const method = defaultMethod(state, account, before)
  const due = previewOf(state, account, before, lines).amount_due
  const decline = due > 0 ? declineOf(method) : null
  if (decline && params.string('payment_behavior') === 'error_if_incomplete') throw cardError(decline)
  const invoice = makeInvoice(state, account, before, 'subscription_update', lines)
  collect(state, account, invoice, method)
  return invoice.id
}

interface Priced {
  id: string
  amount: number
}

const priced = ({ state, account }: Call, items: ItemChoice[]): Priced[] =>
  items.map(({ price: id, quantity }) => {
    const price = state.get<StripeObject>(account, id, 'price', 'items[0][price]')
    return { id, amount: Number(price.unit_amount ?? 0) * quantity }
  })

/** The unused rest of what was paid comes back, the rest of the new price is due: to the second, as Stripe counts. */
function prorations(subscription: Subscription, items: Priced[], at: number): InvoiceLine[] {
  if (subscription.status === 'trialing') return []
  const [item] = subscription.items.data
  if (!item) return []
  const [from, until] = [item.current_period_start, item.current_period_end]
  const left = Math.min(1, Math.max(0, (until - at) / (until - from)))
  const line = (id: string, amount: number, description: string): InvoiceLine => ({
    amount: Math.round(amount * left),
    description,
    price: id,
    proration: true,
  })
  const before = subscription.items.data.map(toChoice)
  return [
    ...before.map(({ price, quantity }) => line(price, -Number(item.price.unit_amount ?? 0) * quantity, 'Unused time')),
    ...items.map(({ id, amount }) => line(id, amount, 'Remaining time')),
  ]
}

function cancelling(atEnd: boolean, periodEnd: number | null) {
  return {
    cancel_at_period_end: atEnd,
    cancel_at: atEnd ? periodEnd : null,
    canceled_at: atEnd ? nowSeconds() : null,
  }
}

const dateOf = (params: Params): number => params.integer('proration_date') ?? nowSeconds()

function readItems(params: Params): ItemChoice[] {
  return params
    .groups('items')
    .map((item) => ({ price: item.required('price'), quantity: item.integer('quantity') ?? 1 }))
}
