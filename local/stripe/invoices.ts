/**
 * Invoices of subscriptions: made, collected from the default card, paid on demand. A credit on the customer's balance is
 * used before any card. No PaymentIntents stand behind them here: the platform's own money is not in `/_ledger`.
 */
import type { Handler } from './call'
import { invalid, StripeFailure } from './errors'
import { newId, nowSeconds } from './ids'
import { listOf } from './lists'
import type { PaymentMethod, StripeObject } from './objects'
import { PLATFORM, type State } from './state'
import type { Subscription } from './subscription-life'
import { behaviourOf, type Decline } from './test-cards'

const RETRY_S = 3 * 86_400

export interface InvoiceLine {
  amount: number
  description: string
  price: string
  proration: boolean
}

export interface Invoice extends StripeObject {
  object: 'invoice'
  status: 'open' | 'paid' | 'void'
  total: number
  amount_due: number
  amount_paid: number
  amount_remaining: number
  attempt_count: number
  currency: string
  customer: string
  parent: { type: 'subscription_details'; subscription_details: { subscription: string } }
}

/** Makes an invoice as Stripe's own clock would: final, not yet collected. */
export function makeInvoice(
  state: State,
  account: string,
  subscription: Subscription,
  reason: string,
  lines: InvoiceLine[],
): Invoice {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const { due, balance } = settledBy(state, account, subscription.customer, total)
  const customer = state.get(account, subscription.customer, 'customer')
  state.put(account, { ...customer, balance })
  return state.put<Invoice>(account, {
    ...draft(subscription, reason, lines, total, due),
    starting_balance: Number(customer.balance ?? 0),
    ending_balance: balance,
  })
}

/** What a change would cost now; nothing is kept. */
export function previewOf(state: State, account: string, subscription: Subscription, lines: InvoiceLine[]): Invoice {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const { due } = settledBy(state, account, subscription.customer, total)
  return { ...draft(subscription, 'subscription_update', lines, total, due), id: newId('upcoming_in') }
}

/** Takes the money of an open invoice. The decline, or null when it is paid. */
export function collect(state: State, account: string, invoice: Invoice, method: PaymentMethod | null): Decline | null {
  const decline = invoice.amount_due > 0 ? declineOf(method) : null
  const attempts = invoice.attempt_count + (invoice.amount_due > 0 ? 1 : 0)
  if (decline) {
    const failed = { ...invoice, attempt_count: attempts, next_payment_attempt: nowSeconds() + RETRY_S }
    state.emit(account, 'invoice.payment_failed', state.put<Invoice>(account, failed))
    return decline
  }
  const paid = state.put<Invoice>(account, {
    ...invoice,
    status: 'paid',
    amount_paid: invoice.amount_due,
    amount_remaining: 0,
    attempt_count: attempts,
    next_payment_attempt: null,
  })
  state.emit(account, 'invoice.paid', paid)
  return null
}

/** Why a card cannot be charged while nobody is there to confirm. */
export function declineOf(method: PaymentMethod | null): Decline | null {
  if (!method) return { code: 'resource_missing', message: 'This customer has no attached payment source.' }
  const behaviour = behaviourOf(method._behaviour)
  if (behaviour?.needsAuthentication) {
    return { code: 'authentication_required', message: 'Your card was declined. It requires authentication.' }
  }
  return behaviour?.decline ?? null
}

export function cardError({ code, declineCode, message }: Decline): StripeFailure {
  return new StripeFailure(402, { type: 'card_error', code, decline_code: declineCode, message }, true)
}

/** The card that the subscription's invoices are paid with. */
export function defaultMethod(state: State, account: string, subscription: Subscription): PaymentMethod | null {
  const customer = state.get(account, subscription.customer, 'customer')
  const settings = customer.invoice_settings as { default_payment_method?: string } | undefined
  const id = subscription.default_payment_method ?? settings?.default_payment_method
  return id ? (state.find<PaymentMethod>(account, id, 'payment_method') ?? null) : null
}

/** The open invoice of a subscription that was made last. */
export function openInvoice(state: State, account: string, subscription: string): Invoice | undefined {
  return [...state.all<Invoice>(account, 'invoice')]
    .reverse()
    .find(({ status, parent }) => status === 'open' && parent.subscription_details.subscription === subscription)
}

export const retrieveInvoice: Handler = ({ state, account, ids: [id = ''] }) =>
  state.get<Invoice>(account, id, 'invoice')

export const listInvoices: Handler = (call) =>
  listOf<Invoice>(call, 'invoice', '/v1/invoices', ({ customer, parent, status }) => {
    const wanted = (name: string, value: string) =>
      call.params.string(name) === null || call.params.string(name) === value
    return (
      wanted('customer', customer) &&
      wanted('subscription', parent.subscription_details.subscription) &&
      wanted('status', status)
    )
  })

function settledBy(state: State, account: string, customer: string, total: number): { due: number; balance: number } {
  const before = Number(state.get(account, customer, 'customer').balance ?? 0)
  const due = Math.max(0, total + before)
  return { due, balance: before + total - due }
}

function draft(
  { id: subscription, customer, currency }: Subscription,
  reason: string,
  lines: InvoiceLine[],
  total: number,
  due: number,
): Invoice {
  const id = newId('in')
  return {
    id,
    object: 'invoice',
    amount_due: due,
    amount_paid: 0,
    amount_remaining: due,
    attempt_count: 0,
    billing_reason: reason,
    created: nowSeconds(),
    currency,
    customer,
    lines: {
      object: 'list',
      data: lines.map((line) => ({ id: newId('il'), object: 'line_item', currency, ...line })),
      has_more: false,
      url: `/v1/invoices/${id}/lines`,
    },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    parent: { type: 'subscription_details', subscription_details: { subscription } },
    status: 'open',
    total,
  }
}

/** An open invoice of the platform, or Stripe's refusal. */
export function requireOpen(state: State, id: string): Invoice {
  const invoice = state.get<Invoice>(PLATFORM, id, 'invoice', 'invoice')
  if (invoice.status !== 'open') throw invalid('Invoice is already paid', 'invoice', 'invoice_already_paid')
  return invoice
}
