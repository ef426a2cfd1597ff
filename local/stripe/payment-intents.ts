/** PaymentIntents: create, retrieve, update, confirm, capture, cancel, list. */
import { bookCharge } from './balance'
import type { Call, Handler } from './call'
import { type ConfirmOptions, confirmIntent } from './confirm'
import { disputeIfAsked } from './disputes'
import { invalid, missing, unexpectedState } from './errors'
import { newId, nowSeconds } from './ids'
import {
  CONFIRM_FIELDS,
  CREATE_FIELDS,
  echoedFields,
  readAmount,
  readCurrency,
  readFee,
  UPDATE_FIELDS,
} from './intent-params'
import { listOf } from './lists'
import { type Charge, type PaymentIntent, publicView } from './objects'
import { paymentMethodOf } from './payment-methods'

const CAPTURE_METHODS = ['automatic', 'automatic_async', 'manual'] as const
const CANCEL_REASONS = ['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'] as const

export const createIntent: Handler = (call) => {
  const { state, account, params } = call
  params.only(...CREATE_FIELDS)
  const amount = readAmount(params)
  const currency = readCurrency(params)
  if (amount === null) throw missing('amount')
  const fee = readFee(call, amount)
  const id = newId('pi')
  const captureMethod = params.oneOf('capture_method', CAPTURE_METHODS) ?? 'automatic_async'
  const confirming = params.boolean('confirm') === true
  const metadata = params.metadata()
  const draft: PaymentIntent = {
    id,
    object: 'payment_intent',
    ...echoedFields(params),
    amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: fee,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: captureMethod,
    client_secret: `${id}_secret_${newId('x').slice(2)}`,
    confirmation_method: params.oneOf('confirmation_method', ['automatic', 'manual'] as const) ?? 'automatic',
    created: nowSeconds(),
    currency,
    customer: params.string('customer'),
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata,
    next_action: null,
    payment_method: null,
    processing: null,
    status: 'requires_payment_method',
  }
  if (confirming) checkRedirects(call, draft)
  const method = paymentMethodOf(call)
  if (confirming && !method) throw invalid(NO_METHOD, 'payment_method')
  if (method) Object.assign(draft, { payment_method: method.id, status: 'requires_confirmation' })
  const intent = state.put(account, draft)
  state.emit(account, 'payment_intent.created', publicView(intent))
  return confirming && method ? confirmIntent(state, account, intent, method, confirmOptions(call)) : intent
}

export const retrieveIntent: Handler = (call) => getIntent(call)

export const updateIntent: Handler = (call) => {
  const { state, account, params } = call
  params.only(...UPDATE_FIELDS)
  const intent = getIntent(call)
  const amount = readAmount(params) ?? intent.amount
  const changesMoney = params.has('amount') || params.has('currency') || params.has('payment_method')
  if (
    changesMoney &&
    !['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)
  ) {
    throw unexpectedState(
      `This PaymentIntent's amount could not be updated because it has a status of ${intent.status}.`,
      publicView(intent),
    )
  }
  const currency = params.has('currency') ? readCurrency(params) : intent.currency
  const fee = params.has('application_fee_amount') ? readFee(call, amount) : intent.application_fee_amount
  const metadata = params.metadata(intent.metadata)
  const method = paymentMethodOf(call)
  const given = Object.entries(echoedFields(params)).filter(([name]) => params.has(name))
  return state.put<PaymentIntent>(account, {
    ...intent,
    ...Object.fromEntries(given),
    amount,
    currency,
    application_fee_amount: fee,
    customer: params.string('customer') ?? intent.customer,
    metadata,
    ...(method ? { payment_method: method.id, status: 'requires_confirmation' as const, next_action: null } : {}),
  })
}

export const confirmIntentRoute: Handler = (call) => {
  const { state, account, params } = call
  params.only(...CONFIRM_FIELDS)
  const intent = getIntent(call)
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) {
    const why =
      intent.status === 'succeeded'
        ? 'it has already succeeded after being previously confirmed'
        : `it has a status of ${intent.status}`
    throw unexpectedState(`You cannot confirm this PaymentIntent because ${why}.`, publicView(intent))
  }
  checkRedirects(call, intent)
  const given = paymentMethodOf(call)
  const method = given ?? (intent.payment_method ? state.find(account, intent.payment_method, 'payment_method') : null)
  if (!method) throw unexpectedState(NO_METHOD, publicView(intent))
  return confirmIntent(state, account, intent, method as NonNullable<typeof given>, confirmOptions(call))
}

export const captureIntent: Handler = (call) => {
  const { state, account, params } = call
  const intent = getIntent(call)
  if (intent.status !== 'requires_capture') {
    const needed = 'Only a PaymentIntent with one of the following statuses may be captured: requires_capture.'
    const message = `This PaymentIntent could not be captured because it has a status of ${intent.status}. ${needed}`
    throw unexpectedState(message, publicView(intent))
  }
  const amount = params.amount('amount_to_capture') ?? intent.amount_capturable
  if (amount > intent.amount_capturable) {
    throw invalid(
      `The provided amount_to_capture (${amount}) is greater than the amount capturable (${intent.amount_capturable}).`,
      'amount_to_capture',
      'amount_too_large',
    )
  }
  const fee = params.has('application_fee_amount') ? readFee(call, amount) : intent.application_fee_amount
  const metadata = params.metadata(intent.metadata)
  const charge = { ...state.get<Charge>(account, intent.latest_charge ?? '', 'charge') }
  Object.assign(charge, { captured: true, amount_captured: amount, application_fee_amount: fee })
  // What is not captured is released, and Stripe shows that as refunded.
  charge.amount_refunded = charge.amount - amount
  bookCharge(state, account, charge)
  state.put(account, charge)
  const captured = state.put<PaymentIntent>(account, {
    ...intent,
    status: 'succeeded',
    amount_capturable: 0,
    amount_received: amount,
    application_fee_amount: fee,
    metadata,
  })
  state.emit(account, 'charge.captured', charge)
  state.emit(account, 'payment_intent.succeeded', publicView(captured))
  disputeIfAsked(state, account, charge)
  return captured
}

export const cancelIntent: Handler = (call) => {
  const { state, account, params } = call
  const intent = getIntent(call)
  const reason = params.oneOf('cancellation_reason', CANCEL_REASONS)
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
      publicView(intent),
    )
  }
  const charge = intent.latest_charge ? state.find<Charge>(account, intent.latest_charge, 'charge') : undefined
  if (intent.status === 'requires_capture' && charge) {
    const released = state.put(account, { ...charge, refunded: true, amount_refunded: charge.amount })
    state.emit(account, 'charge.refunded', released)
  }
  const canceled = state.put<PaymentIntent>(account, {
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: nowSeconds(),
    cancellation_reason: reason,
    next_action: null,
  })
  state.emit(account, 'payment_intent.canceled', publicView(canceled))
  return canceled
}

export const listIntents: Handler = (call) =>
  listOf<PaymentIntent>(call, 'payment_intent', '/v1/payment_intents', (intent) => {
    const customer = call.params.string('customer')
    return customer === null || intent.customer === customer
  })

const NO_METHOD =
  "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken."

function getIntent({ state, account, ids: [id = ''] }: Call): PaymentIntent {
  return state.get<PaymentIntent>(account, id, 'payment_intent', 'intent')
}

function confirmOptions({ params, baseUrl }: Call): ConfirmOptions {
  const offSession = params.string('off_session')
  return {
    returnUrl: params.string('return_url'),
    refuseAction:
      params.boolean('error_on_requires_action') === true || (offSession !== null && offSession !== 'false'),
    baseUrl,
  }
}

/** Stripe refuses this too, and a checkout that works here must work there. */
function checkRedirects({ params }: Call, intent: PaymentIntent): void {
  const automatic = intent.automatic_payment_methods as { enabled?: boolean; allow_redirects?: string } | null
  if (!automatic?.enabled || automatic.allow_redirects === 'never') return
  if (params.string('return_url') !== null || params.boolean('error_on_requires_action') === true) return
  throw invalid(
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    'return_url',
  )
}
