/**
 * The pages that Stripe would host for a platform plan: Checkout with a choice of test cards, and the customer's portal where
 * the card is changed and what is open is paid. The forms may be posted by a test as well, with the card in `card`.
 */
import { escapeHtml } from '../http'
import { type CheckoutSession, completeSession, isOpen } from './checkout-sessions'
import { type Invoice, openInvoice } from './invoices'
import type { PaymentMethod } from './objects'
import { money, notThere, type Reply, renderPage } from './pages'
import { makeMethod } from './payment-methods'
import type { PortalSession } from './portal'
import { PLATFORM, type State } from './state'
import { payOpen, type Subscription } from './subscription-life'
import { cardName } from './test-cards'

/** What a person can try here; a test may post any of Stripe's test cards. */
const CARDS = [
  ['pm_card_visa', 'Visa 4242', 'Pays'],
  ['pm_card_mastercard', 'Mastercard 4444', 'Pays'],
  ['pm_card_chargeDeclined', 'Visa 0002', 'Is declined'],
  ['pm_card_chargeCustomerFail', 'Visa 0341', 'Is kept, but fails when it is charged'],
] as const

/** The reply of one page or posted form; null when the path is none of them. */
export function answerBillingPage(state: State, method: string, url: URL, body: string): Reply | null {
  const [kind, id = '', verb] = url.pathname.split('/').filter(Boolean)
  const card = new URLSearchParams(body).get('card') ?? 'pm_card_visa'
  switch (`${method} ${kind} ${verb ?? ''}`.trim()) {
    case 'GET _checkout':
      return checkoutPage(state, id, null)
    case 'POST _checkout pay':
      return checkedOut(state, id, card)
    case 'GET _portal':
      return portalPage(state, id, null)
    case 'POST _portal card':
      return portalDone(state, id, (session) => keepCard(state, session, card))
    case 'POST _portal pay':
      return portalDone(state, id, (session) => keepCard(state, session, card) ?? payAll(state, session))
    default:
      return null
  }
}

function checkoutPage(state: State, id: string, problem: string | null): Reply {
  const session = state.find<CheckoutSession>(PLATFORM, id, 'checkout.session')
  if (!session || !isOpen(session)) return notThere()
  const price = money({ amount: Number(session._full_price), currency: session.currency })
  const trial = session._trial_end ? ` Free until ${dayOf(session._trial_end)}; the card is charged then.` : ''
  const actions = [{ label: session._trial_end ? 'Start trial' : `Pay ${price}`, path: `/_checkout/${id}/pay` }]
  const back = session.cancel_url ? link(session.cancel_url, 'Back without paying') : ''
  return renderPage('Subscribe', `${price} per period.${trial}`, actions, { form: cardList(problem), below: back })
}

function checkedOut(state: State, id: string, given: string): Reply {
  const session = state.find<CheckoutSession>(PLATFORM, id, 'checkout.session')
  if (!session || !isOpen(session)) return notThere()
  const card = cardName(given)
  if (card === null) return checkoutPage(state, id, 'Choose one of the test cards.')
  const decline = completeSession(state, PLATFORM, session, card)
  if (decline) return checkoutPage(state, id, decline.message)
  return { location: session.success_url.replace('{CHECKOUT_SESSION_ID}', id) }
}

function portalPage(state: State, id: string, problem: string | null): Reply {
  const session = state.find<PortalSession>(PLATFORM, id, 'billing_portal.session')
  if (!session) return notThere()
  const open = unpaid(state, session.customer)
  const kept = keptCard(state, session.customer)
  const owed = open.map(({ amount_remaining: amount, currency }) => money({ amount, currency })).join(', ')
  const pay = { label: `Save card and pay ${owed}`, path: `/_portal/${id}/pay` }
  const save = { label: 'Save card', path: `/_portal/${id}/card` }
  const text = `${kept ? `Card in use: ${kept.card.brand} ${kept.card.last4}.` : 'No card is kept.'} ${owed ? `Not paid: ${owed}.` : 'Nothing is unpaid.'}`
  const back = session.return_url ? link(session.return_url, 'Return to the store') : ''
  return renderPage('Card and invoices', text, open.length > 0 ? [pay, save] : [save], {
    form: cardList(problem),
    below: back,
  })
}

function portalDone(state: State, id: string, act: (session: PortalSession) => string | null): Reply {
  const session = state.find<PortalSession>(PLATFORM, id, 'billing_portal.session')
  if (!session) return notThere()
  const problem = act(session)
  return problem ? portalPage(state, id, problem) : { location: `/_portal/${id}` }
}

/** Keeps the card for everything that follows. What is wrong with it, or null. */
function keepCard(state: State, { customer: id }: PortalSession, given: string): string | null {
  const card = cardName(given)
  if (card === null) return 'Choose one of the test cards.'
  const method = makeMethod({ state, account: PLATFORM }, card, {})
  state.put(PLATFORM, { ...method, customer: id })
  const customer = state.get(PLATFORM, id, 'customer')
  const after = state.put(PLATFORM, { ...customer, invoice_settings: { default_payment_method: method.id } })
  state.emit(PLATFORM, 'customer.updated', after)
  for (const subscription of subscriptionsOf(state, id)) {
    state.put<Subscription>(PLATFORM, { ...subscription, default_payment_method: method.id })
  }
  return null
}

function payAll(state: State, { customer }: PortalSession): string | null {
  for (const invoice of unpaid(state, customer)) {
    const decline = payOpen(state, PLATFORM, invoice)
    if (decline) return decline.message
  }
  return null
}

function unpaid(state: State, customer: string): Invoice[] {
  return subscriptionsOf(state, customer).flatMap(({ id }) => openInvoice(state, PLATFORM, id) ?? [])
}

function subscriptionsOf(state: State, customer: string): Subscription[] {
  return [...state.all<Subscription>(PLATFORM, 'subscription')].filter(
    (subscription) => subscription.customer === customer && subscription.status !== 'canceled',
  )
}

function keptCard(state: State, customer: string): PaymentMethod | undefined {
  const id = subscriptionsOf(state, customer).at(-1)?.default_payment_method
  return id ? state.find<PaymentMethod>(PLATFORM, id, 'payment_method') : undefined
}

function cardList(problem: string | null): string {
  const rows = CARDS.map(
    ([value, name, about], index) =>
      `<label><input type="radio" name="card" value="${value}"${index === 0 ? ' checked' : ''}> ${name} <span>${about}</span></label>`,
  )
  return `${problem ? `<p role="alert" class="bad">${escapeHtml(problem)}</p>` : ''}<fieldset><legend>Test card</legend>${rows.join('')}</fieldset>`
}

const link = (href: string, text: string) =>
  `<p class="below"><a href="${escapeHtml(href)}">${escapeHtml(text)}</a></p>`

function dayOf(seconds: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(seconds * 1000))
}
