/**
 * PaymentIntents on a store's own Stripe account (direct charges): authorise, look, capture, give back. Workflows call these
 * between transactions, never inside one. Invariant: every call that may move money carries a key made from the attempt's
 * id, so that repeating it moves the money once.
 */
import type Stripe from 'stripe'
import type { PlainObject } from '@/lib/canonical-json'
import { SECOND } from '@/lib/clock'
import { log } from '@/lib/log'
import { type Failure, failureOf } from './failures'
import { isLivemode, STRIPE_TIMEOUT_MS, stripe } from './stripe'

/** A failure that came sooner than this is worth one more try within the same request. */
const QUICK_MS = 2 * SECOND
/** Pages of 100 that are searched for a payment whose id was lost. */
const MAX_SEARCH_PAGES = 20
const SEARCH_MARGIN_S = 60

export interface Authorisation {
  attemptId: string
  account: string
  /** As stored before the first call: a repeat sends the very same. */
  params: PlainObject
}

export type IntentAnswer = { kind: 'intent'; intent: Stripe.PaymentIntent } | Failure

/** Creates and confirms the attempt's PaymentIntent. Sent again, Stripe repeats its first answer and charges nothing more. */
export async function createIntent({ attemptId, account, params }: Authorisation): Promise<IntentAnswer> {
  const options = { idempotencyKey: `pi:${attemptId}`, stripeAccount: account, timeout: STRIPE_TIMEOUT_MS }
  const started = performance.now()
  let mayHaveArrived = false
  for (let attempt = 1; ; attempt++) {
    try {
      const intent = await stripe().paymentIntents.create(params as unknown as Stripe.PaymentIntentCreateParams, {
        ...options,
        maxNetworkRetries: 0,
      })
      return { kind: 'intent', intent }
    } catch (error) {
      const failure = failureOf(error)
      if (failure.kind === 'declined') return failure
      log.warn({ attemptId, err: error, failure: failure.kind }, 'creating a payment failed')
      if (failure.kind === 'refused') return failure
      if (failure.kind === 'unknown') mayHaveArrived = true
      if (attempt === 1 && performance.now() - started <= QUICK_MS) continue
      if (failure.kind === 'unknown' || !mayHaveArrived) return failure
      return { kind: 'unknown', replayed: false }
    }
  }
}

/** The PaymentIntent as it is now. @throws Stripe's error. */
export function retrieveIntent(account: string, id: string): Promise<Stripe.PaymentIntent> {
  return stripe().paymentIntents.retrieve(id, { expand: ['latest_charge'] }, { stripeAccount: account })
}

/**
 * The attempt's PaymentIntent when its id was never learnt; null when there is none. `createdMs` is the attempt's age mark.
 * The metadata is a hint of where to look on this account and no more: the caller checks amount, currency and mode.
 *
 * @throws Stripe's error; an Error when the account has too many payments to search.
 */
export async function findIntent(
  account: string,
  attemptId: string,
  createdMs: number,
): Promise<Stripe.PaymentIntent | null> {
  const created = { gte: Math.floor(createdMs / 1000) - SEARCH_MARGIN_S }
  let after: string | undefined
  for (let page = 0; page < MAX_SEARCH_PAGES; page++) {
    const list = await stripe().paymentIntents.list(
      { created, limit: 100, expand: ['data.latest_charge'], ...(after ? { starting_after: after } : {}) },
      { stripeAccount: account },
    )
    const found = list.data.find((intent) => intent.metadata.attempt_id === attemptId)
    if (found) return found
    after = list.data.at(-1)?.id
    if (!list.has_more || !after) return null
  }
  throw new Error(`the payment of attempt ${attemptId} was not found in ${MAX_SEARCH_PAGES} pages`)
}

/** Cancels what is not captured yet and returns the PaymentIntent as it then is: `canceled`, or what it had become before. */
export async function cancelIntent(account: string, id: string): Promise<Stripe.PaymentIntent> {
  try {
    return await stripe().paymentIntents.cancel(id, { cancellation_reason: 'abandoned' }, { stripeAccount: account })
  } catch (error) {
    if (!isUnexpectedState(error)) throw error
    return retrieveIntent(account, id)
  }
}

/** Captures the whole authorisation. @throws Stripe's error. */
export async function captureIntent(account: string, id: string, attemptId: string): Promise<Stripe.PaymentIntent> {
  try {
    return await stripe().paymentIntents.capture(id, {}, { stripeAccount: account, idempotencyKey: `cap:${attemptId}` })
  } catch (error) {
    if (!isUnexpectedState(error)) throw error
    return retrieveIntent(account, id)
  }
}

/**
 * Gives the money back, whichever way it still can be: by cancelling the authorisation, or by a refund after a capture. A
 * payment of which all has gone back (the key is forgotten after a day, the merchant may have done it) is what was wanted.
 */
export async function returnMoney(account: string, id: string, attemptId: string): Promise<void> {
  const intent = await cancelIntent(account, id)
  if (intent.status === 'canceled') return
  if (intent.status !== 'succeeded') throw new Error(`payment ${id} is ${intent.status}: nothing to give back yet`)
  try {
    await stripe().refunds.create(
      { payment_intent: id, ...(intent.application_fee_amount ? { refund_application_fee: true } : {}) },
      { stripeAccount: account, idempotencyKey: `rf:${attemptId}` },
    )
  } catch (error) {
    if (!hasCode(error, 'charge_already_refunded')) throw error
  }
}

/** Why this PaymentIntent may not become that order, or null. An account's owner can change what is on it. */
export function mismatch(
  intent: Stripe.PaymentIntent,
  expected: { amountMinor: number; currency: string },
): string | null {
  if (intent.livemode !== isLivemode()) return 'it is of the other mode (test or live)'
  if (intent.amount !== expected.amountMinor) return `its amount is ${intent.amount}, not ${expected.amountMinor}`
  if (intent.currency !== expected.currency.toLowerCase()) return `its currency is ${intent.currency}`
  return null
}

/** Brand and last four digits, where the payment was by card. */
export function cardOf(intent: Stripe.PaymentIntent): { cardBrand: string | null; cardLast4: string | null } {
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null
  const card = charge?.payment_method_details?.card
  return { cardBrand: card?.brand ?? null, cardLast4: card?.last4 ?? null }
}

function isUnexpectedState(error: unknown): boolean {
  return hasCode(error, 'payment_intent_unexpected_state')
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
