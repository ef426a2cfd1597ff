/** Hosted Checkout of a plan: a session is open until it is paid, expired by the API, or a day old. */
import type { Call, Handler } from './call'
import { invalid, missing } from './errors'
import { newId, nowSeconds } from './ids'
import { declineOf } from './invoices'
import { listOf } from './lists'
import type { Metadata, StripeObject } from './objects'
import { makeMethod } from './payment-methods'
import type { Price } from './prices'
import type { State } from './state'
import { type ItemChoice, start } from './subscription-life'
import { behaviourOf, type Decline } from './test-cards'

const LIFE_S = 86_400
/** Stripe asks for at least so much between now and the end of a trial that Checkout grants. */
const SHORTEST_TRIAL_S = 48 * 3_600

export interface CheckoutSession extends StripeObject {
  object: 'checkout.session'
  amount_total: number
  currency: string
  customer: string | null
  expires_at: number
  status: 'open' | 'complete' | 'expired'
  success_url: string
  cancel_url: string | null
  _items: ItemChoice[]
  _trial_end: number | null
  _subscription_metadata: Metadata
}

export const createSession: Handler = (call) => {
  const { state, account, params, baseUrl } = call
  const mode = params.oneOf('mode', ['subscription', 'payment', 'setup'] as const)
  if (mode !== 'subscription') throw invalid('The stand-in knows Checkout for subscriptions only.', 'mode')
  const items = params.groups('line_items').map((item) => ({
    price: state.get<Price>(account, item.required('price'), 'price', 'line_items[0][price]'),
    quantity: item.integer('quantity') ?? 1,
  }))
  const [first] = items
  if (!first) throw missing('line_items')
  const customer = params.string('customer')
  if (customer !== null) state.get(account, customer, 'customer', 'customer')
  const trialEnd = readTrialEnd(call)
  const total = items.reduce((sum, { price, quantity }) => sum + Number(price.unit_amount ?? 0) * quantity, 0)
  const id = newId('cs_test')
  return state.put<CheckoutSession>(account, {
    id,
    object: 'checkout.session',
    amount_total: trialEnd === null ? total : 0,
    cancel_url: params.string('cancel_url'),
    client_reference_id: params.string('client_reference_id'),
    created: nowSeconds(),
    currency: first.price.currency,
    customer,
    customer_email: params.string('customer_email'),
    expires_at: nowSeconds() + LIFE_S,
    livemode: false,
    metadata: params.metadata(),
    mode,
    payment_status: 'unpaid',
    status: 'open',
    subscription: null,
    success_url: params.required('success_url'),
    url: `${baseUrl}/_checkout/${id}`,
    _items: items.map(({ price, quantity }) => ({ price: price.id, quantity })),
    _trial_end: trialEnd,
    _subscription_metadata: params.group('subscription_data').metadata(),
    _full_price: total,
  })
}

export const listSessions: Handler = (call) =>
  listOf<CheckoutSession>(call, 'checkout.session', '/v1/checkout/sessions', ({ customer, status }) => {
    const [wanted, state] = [call.params.string('customer'), call.params.string('status')]
    return (wanted === null || customer === wanted) && (state === null || status === state)
  })

export const expireSession: Handler = ({ state, account, ids: [id = ''] }) => {
  const session = state.get<CheckoutSession>(account, id, 'checkout.session')
  if (session.status !== 'open') {
    throw invalid(`Only Checkout Sessions with a status in ["open"] can be expired. This one is ${session.status}.`)
  }
  const expired = state.put<CheckoutSession>(account, { ...session, status: 'expired', url: null })
  state.emit(account, 'checkout.session.expired', expired)
  return expired
}

/** Whether the page may still be paid on. */
export function isOpen(session: CheckoutSession): boolean {
  return session.status === 'open' && session.expires_at > nowSeconds()
}

/** The customer pays on the hosted page: the subscription starts. The decline, or null. */
export function completeSession(state: State, account: string, session: CheckoutSession, card: string): Decline | null {
  const customer = session.customer ?? newCustomer(state, account, session)
  const method = makeMethod({ state, account }, card, {})
  // The customer is there and confirms; without money due now the card is only kept.
  const decline = behaviourOf(card)?.needsAuthentication ? null : declineOf(method)
  if (decline && session.amount_total > 0) return decline
  state.put(account, { ...method, customer })
  const subscription = start(state, account, {
    customer,
    items: session._items,
    trialEnd: session._trial_end,
    metadata: session._subscription_metadata,
    method: method.id,
  })
  const paid = session.amount_total > 0 ? 'paid' : 'no_payment_required'
  const after = state.put<CheckoutSession>(account, {
    ...session,
    customer,
    subscription: subscription.id,
    status: 'complete',
    payment_status: paid,
    url: null,
  })
  state.emit(account, 'checkout.session.completed', after)
  return null
}

function newCustomer(state: State, account: string, { customer_email: email }: CheckoutSession): string {
  const customer = {
    id: newId('cus', 14),
    object: 'customer',
    created: nowSeconds(),
    email: email ?? null,
    metadata: {},
  }
  return state.put(account, customer).id
}

function readTrialEnd({ params }: Call): number | null {
  const data = params.group('subscription_data')
  const days = data.integer('trial_period_days')
  const end = data.integer('trial_end') ?? (days === null ? null : nowSeconds() + days * 86_400)
  if (end !== null && end < nowSeconds() + SHORTEST_TRIAL_S) {
    const message = 'The `trial_end` date has to be at least 2 days in the future.'
    throw invalid(message, 'subscription_data[trial_end]')
  }
  return end
}
