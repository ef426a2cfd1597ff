/** Confirming a PaymentIntent: the card pays, is declined, or wants its owner to authenticate. */
import { makeCharge } from './charges'
import { disputeIfAsked } from './disputes'
import { StripeFailure } from './errors'
import { type ApiErrorBody, type PaymentIntent, type PaymentMethod, publicView } from './objects'
import type { State } from './state'
import { type Behaviour, behaviourOf, type Decline } from './test-cards'

export interface ConfirmOptions {
  /** Where the browser goes after authenticating; without it the next action is for Stripe.js. */
  returnUrl: string | null
  /** True when nobody is there to authenticate: the card is declined instead. */
  refuseAction: boolean
  /** Where the stand-in's own pages are. */
  baseUrl: string
}

/** Confirms with the given method and keeps the intent. Throws the card's decline after keeping it. */
export function confirmIntent(
  state: State,
  account: string,
  intent: PaymentIntent,
  method: PaymentMethod,
  options: ConfirmOptions,
): PaymentIntent {
  const behaviour = behaviourOf(method._behaviour) ?? { needsAuthentication: false, decline: null }
  const confirmed = { ...intent, payment_method: method.id, last_payment_error: null, next_action: null }
  if (!behaviour.needsAuthentication) return chargeOrDecline(state, account, confirmed, method, behaviour)
  if (options.refuseAction) {
    const message = 'Your card was declined. This transaction requires authentication.'
    throw fail(state, account, confirmed, method, {
      code: 'authentication_required',
      declineCode: 'authentication_required',
      message,
    })
  }
  const acting = state.put<PaymentIntent>(account, {
    ...confirmed,
    status: 'requires_action',
    next_action: nextAction(intent, options),
    _return_url: options.returnUrl,
  })
  state.emit(account, 'payment_intent.requires_action', publicView(acting))
  return acting
}

/** The owner of the card authenticated. A card that then declines leaves the intent waiting for another one. */
export function completeAuthentication(state: State, account: string, intent: PaymentIntent): PaymentIntent {
  const method = state.get<PaymentMethod>(account, intent.payment_method ?? '', 'payment_method')
  const behaviour = behaviourOf(method._behaviour) ?? { needsAuthentication: false, decline: null }
  try {
    return chargeOrDecline(state, account, { ...intent, next_action: null }, method, behaviour)
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error
    return state.get<PaymentIntent>(account, intent.id, 'payment_intent')
  }
}

/** The owner of the card failed to authenticate, or closed the page. */
export function failAuthentication(state: State, account: string, intent: PaymentIntent): PaymentIntent {
  const message =
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.'
  const code = 'payment_intent_authentication_failure'
  return reject(state, account, intent, { type: 'invalid_request_error', code, message })
}

/** Points the actions that shoppers have not taken yet at this process: its port may be another one than before. */
export function rebaseActions(state: State, baseUrl: string): void {
  for (const intent of [...state.all<PaymentIntent>(null, 'payment_intent')]) {
    const account = state.owner(intent.id)
    if (intent.status !== 'requires_action' || account === undefined) continue
    const returnUrl = typeof intent._return_url === 'string' ? intent._return_url : null
    state.put(account, { ...intent, next_action: nextAction(intent, { returnUrl, baseUrl }) })
  }
}

function chargeOrDecline(
  state: State,
  account: string,
  intent: PaymentIntent,
  method: PaymentMethod,
  behaviour: Behaviour,
): PaymentIntent {
  if (behaviour.decline) throw fail(state, account, intent, method, behaviour.decline)
  const charge = makeCharge(state, account, intent, method, null)
  const manual = intent.capture_method === 'manual'
  const paid = state.put<PaymentIntent>(account, {
    ...intent,
    status: manual ? 'requires_capture' : 'succeeded',
    amount_capturable: manual ? intent.amount : 0,
    amount_received: manual ? 0 : intent.amount,
    latest_charge: charge.id,
    next_action: null,
  })
  state.emit(account, 'charge.succeeded', charge)
  state.emit(
    account,
    manual ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded',
    publicView(paid),
  )
  if (!manual) disputeIfAsked(state, account, charge)
  return paid
}

/** Keeps the failed attempt and gives back the error that answers it. */
function fail(
  state: State,
  account: string,
  intent: PaymentIntent,
  method: PaymentMethod,
  decline: Decline,
): StripeFailure {
  const charge = makeCharge(state, account, intent, method, decline)
  const error: ApiErrorBody = {
    type: 'card_error',
    code: decline.code,
    ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
    message: decline.message,
    charge: charge.id,
    doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll('_', '-')}`,
    payment_method: publicView(method),
  }
  state.emit(account, 'charge.failed', charge)
  const after = reject(state, account, { ...intent, latest_charge: charge.id }, error)
  return new StripeFailure(402, { ...error, payment_intent: publicView(after) }, true)
}

function reject(state: State, account: string, intent: PaymentIntent, error: ApiErrorBody): PaymentIntent {
  const after = state.put<PaymentIntent>(account, {
    ...intent,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_payment_error: error,
  })
  state.emit(account, 'payment_intent.payment_failed', publicView(after))
  return after
}

function nextAction(
  intent: PaymentIntent,
  { returnUrl, baseUrl }: Pick<ConfirmOptions, 'returnUrl' | 'baseUrl'>,
): Record<string, unknown> {
  const url = `${baseUrl}/_3ds/${intent.id}?client_secret=${encodeURIComponent(intent.client_secret)}`
  return returnUrl === null
    ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url } }
    : { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } }
}
