/** Platform plans: products, prices, hosted Checkout sessions and subscriptions, as far as a plan page needs them. */
import type { Call, Handler } from './call'
import { invalid, missing } from './errors'
import { newId, nowSeconds } from './ids'
import { listOf } from './lists'
import type { Metadata, StripeObject } from './objects'
import type { Params } from './params'
import type { State } from './state'

const MONTH_S = 30 * 86_400
const INTERVAL_S: Record<string, number> = { day: 86_400, week: 7 * 86_400, month: MONTH_S, year: 365 * 86_400 }

export const createProduct: Handler = ({ state, account, params }) =>
  state.put(account, {
    id: params.string('id') ?? newId('prod', 14),
    object: 'product',
    active: true,
    created: nowSeconds(),
    description: params.string('description'),
    livemode: false,
    metadata: params.metadata(),
    name: params.required('name'),
  })

export const createPrice: Handler = (call) => {
  const { state, account, params } = call
  const productData = params.group('product_data')
  const product = productData.has('name')
    ? createProduct({ ...call, params: productData })
    : state.get(account, params.required('product'), 'product', 'product')
  const recurring = params.has('recurring')
    ? {
        interval: params.group('recurring').required('interval'),
        interval_count: params.group('recurring').integer('interval_count') ?? 1,
      }
    : null
  return state.put(account, {
    id: newId('price'),
    object: 'price',
    active: true,
    created: nowSeconds(),
    currency: params.required('currency').toLowerCase(),
    livemode: false,
    lookup_key: params.string('lookup_key'),
    metadata: params.metadata(),
    product: 'id' in product ? product.id : '',
    recurring,
    type: recurring ? 'recurring' : 'one_time',
    unit_amount: params.integer('unit_amount'),
  })
}

export const retrieve =
  (object: string): Handler =>
  ({ state, account, ids: [id = ''] }) =>
    state.get(account, id, object)

export const listProducts: Handler = (call) => listOf(call, 'product', '/v1/products')

export const listPrices: Handler = (call) =>
  listOf(call, 'price', '/v1/prices', (price) => {
    const product = call.params.string('product')
    const keys = call.params.list('lookup_keys')
    return (
      (product === null || price.product === product) && (keys.length === 0 || keys.includes(String(price.lookup_key)))
    )
  })

export const createSession: Handler = (call) => {
  const { state, account, params, baseUrl } = call
  const mode = params.oneOf('mode', ['subscription', 'payment', 'setup'] as const)
  if (mode !== 'subscription') throw invalid('The stand-in knows Checkout for subscriptions only.', 'mode')
  const items = params.groups('line_items').map((item) => ({
    price: state.get(account, item.required('price'), 'price', 'line_items[0][price]'),
    quantity: item.integer('quantity') ?? 1,
  }))
  if (items.length === 0) throw missing('line_items')
  const total = items.reduce((sum, { price, quantity }) => sum + Number(price.unit_amount ?? 0) * quantity, 0)
  const id = newId('cs_test')
  return state.put(account, {
    id,
    object: 'checkout.session',
    amount_total: total,
    cancel_url: params.string('cancel_url'),
    client_reference_id: params.string('client_reference_id'),
    created: nowSeconds(),
    currency: items[0]?.price.currency,
    customer: params.string('customer'),
    customer_email: params.string('customer_email'),
    expires_at: nowSeconds() + 86_400,
    livemode: false,
    metadata: params.metadata(),
    mode,
    payment_status: 'unpaid',
    status: 'open',
    subscription: null,
    success_url: params.required('success_url'),
    url: `${baseUrl}/_checkout/${id}`,
    _items: items.map(({ price, quantity }) => ({ price: price.id, quantity })),
    _subscription_metadata: params.group('subscription_data').metadata(),
  })
}

/** The customer paid on the hosted page: the subscription starts. */
export function completeSession(state: State, account: string, session: StripeObject): StripeObject {
  const customer =
    session.customer ??
    state.put(account, {
      id: newId('cus', 14),
      object: 'customer',
      created: nowSeconds(),
      email: session.customer_email ?? null,
      metadata: {},
    }).id
  const items = session._items as { price: string; quantity: number }[]
  const subscription = state.put(account, {
    ...newSubscription(state, account, items, session._subscription_metadata as Metadata),
    customer,
  })
  const done = { ...session, customer, subscription: subscription.id, status: 'complete', payment_status: 'paid' }
  const after = state.put<StripeObject>(account, done)
  state.emit(account, 'customer.subscription.created', subscription)
  state.emit(account, 'checkout.session.completed', after)
  state.emit(account, 'invoice.paid', invoiceOf(session, customer, subscription.id))
  return after
}

export const createSubscription: Handler = (call) => {
  const { state, account, params } = call
  const customer = state.get(account, params.required('customer'), 'customer', 'customer').id
  const items = readItems(params)
  if (items.length === 0) throw missing('items')
  const draft = { ...newSubscription(state, account, items, params.metadata()), customer }
  const subscription = state.put(account, draft)
  state.emit(account, 'customer.subscription.created', subscription)
  return subscription
}

export const updateSubscription: Handler = (call) => {
  const { state, account, params } = call
  const before = state.get(account, call.ids[0] ?? '', 'subscription')
  const items = readItems(params)
  const atEnd = params.boolean('cancel_at_period_end')
  const after = state.put<StripeObject>(account, {
    ...before,
    ...(items.length > 0 ? { items: itemList(state, account, items) } : {}),
    ...(atEnd === null ? {} : { cancel_at_period_end: atEnd }),
    metadata: params.metadata(before.metadata as Metadata),
  })
  state.emit(account, 'customer.subscription.updated', after)
  return after
}

export const cancelSubscription: Handler = ({ state, account, ids: [id = ''] }) => {
  const before = state.get(account, id, 'subscription')
  const canceled = state.put<StripeObject>(account, { ...before, status: 'canceled', canceled_at: nowSeconds() })
  state.emit(account, 'customer.subscription.deleted', canceled)
  return canceled
}

export const listSubscriptions: Handler = (call) =>
  listOf(call, 'subscription', '/v1/subscriptions', ({ customer, status }) => {
    const [wanted, state] = [call.params.string('customer'), call.params.string('status')]
    const visible = state === 'all' || (state === null ? status !== 'canceled' : status === state)
    return visible && (wanted === null || customer === wanted)
  })

function readItems(params: Params): { price: string; quantity: number }[] {
  return params
    .groups('items')
    .map((item) => ({ price: item.required('price'), quantity: item.integer('quantity') ?? 1 }))
}

function newSubscription(
  state: Call['state'],
  account: string,
  items: { price: string; quantity: number }[],
  metadata: Metadata,
): StripeObject {
  return {
    id: newId('sub'),
    object: 'subscription',
    cancel_at_period_end: false,
    canceled_at: null,
    created: nowSeconds(),
    items: itemList(state, account, items),
    livemode: false,
    metadata,
    status: 'active',
  }
}

function itemList(state: State, account: string, items: { price: string; quantity: number }[]) {
  const start = nowSeconds()
  const data = items.map(({ price: id, quantity }) => {
    const price = state.get(account, id, 'price', 'items[0][price]')
    const interval = (price.recurring as { interval?: string } | null)?.interval ?? 'month'
    const end = start + (INTERVAL_S[interval] ?? MONTH_S)
    const period = { current_period_start: start, current_period_end: end }
    return { id: newId('si', 14), object: 'subscription_item', created: start, price, quantity, ...period }
  })
  return { object: 'list', data, has_more: false, url: '/v1/subscription_items' }
}

function invoiceOf(session: StripeObject, customer: unknown, subscription: string): StripeObject {
  return {
    id: newId('in'),
    object: 'invoice',
    amount_paid: session.amount_total,
    created: nowSeconds(),
    currency: session.currency,
    customer,
    parent: { type: 'subscription_details', subscription_details: { subscription } },
    status: 'paid',
  }
}
