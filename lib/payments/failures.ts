/** What an error of Stripe means for the card, and what the shopper is told. Pure. */
import Stripe from 'stripe'
import type { ErrorCode, FieldErrors } from '@/lib/errors'

/** A definite no: nothing was charged and nothing will be by repeating the same request. */
export interface Refusal {
  code: ErrorCode
  message: string
  fields?: FieldErrors
}

export type Failure =
  /** The bank said no; `intent` is what is left of the payment. */
  | { kind: 'declined'; intent: Stripe.PaymentIntent | null; refusal: Refusal }
  | { kind: 'refused'; refusal: Refusal }
  /** Certainly not executed: the same request may be sent again. */
  | { kind: 'unsent' }
  /**
   * Executed or not: only asking again tells. `replayed`: this answer is kept under the request's key and will not change,
   * so that only looking for the payment tells.
   */
  | { kind: 'unknown'; replayed: boolean }

export function isStripeError(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError
}

const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

/** Reads an error of `paymentIntents.create`. Rethrows what is not Stripe's. */
export function failureOf(error: unknown): Failure {
  const { errors } = Stripe
  if (!(error instanceof errors.StripeError)) throw error
  if (error instanceof errors.StripeCardError) {
    return { kind: 'declined', intent: error.payment_intent ?? null, refusal: declineOf(error) }
  }
  if (error instanceof errors.StripeConnectionError) {
    // The SDK retries a connection that was closed on it, whatever it is told: then the first try may have arrived.
    const retried = /retried/i.test(error.message)
    return !retried && neverConnected(error.detail) ? { kind: 'unsent' } : { kind: 'unknown', replayed: false }
  }
  if (error instanceof errors.StripeRateLimitError || error instanceof errors.StripeAuthenticationError) {
    return { kind: 'unsent' }
  }
  if (error instanceof errors.StripePermissionError) return { kind: 'refused', refusal: NOT_ACTIVE }
  if (error instanceof errors.StripeInvalidRequestError && error.statusCode !== 409) {
    return { kind: 'refused', refusal: refusalOf(error) }
  }
  return { kind: 'unknown', replayed: error.headers?.['idempotent-replayed'] === 'true' }
}

/** Whether the account took our access away: it lets nobody pay, and nobody be asked, through us. */
export function isDisconnected(error: unknown): boolean {
  return error instanceof Stripe.errors.StripePermissionError
}

/** Whether nothing can be learnt or done about the payment any more: the account left us, or has no such payment (test data is deleted). */
export function isOutOfReach(error: unknown): boolean {
  return isDisconnected(error) || (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing')
}

/** Banks' reasons help whoever tries stolen cards, so only what the card's owner can act on is named. */
export function declineOf(error: { code?: string | null; decline_code?: string | null } | null): Refusal {
  return { code: 'payment_declined', message: declineMessage(error?.decline_code ?? error?.code ?? '') }
}

function declineMessage(reason: string): string {
  if (reason === 'insufficient_funds') return 'Your card has insufficient funds. Try another card.'
  if (reason === 'payment_intent_authentication_failure') {
    return 'Your bank could not confirm that it is you. Try again or use another card.'
  }
  return 'Your card was declined. Try another card or ask your bank.'
}

export const NOT_ACTIVE: Refusal = {
  code: 'payments_not_active',
  message: 'This shop cannot take payments at the moment.',
}

function refusalOf({ code, param }: { code?: string; param?: string }): Refusal {
  if (code === 'account_invalid') return NOT_ACTIVE
  if (code === 'amount_too_small' || code === 'amount_too_large') {
    const size = code === 'amount_too_small' ? 'small' : 'large'
    return field('cart', `This order is too ${size} to be paid by card.`)
  }
  if (param && /^(payment_method|confirmation_token)/.test(param)) {
    return field('paymentMethod', 'This way of paying is not known or was used before. Enter your card again.')
  }
  return { code: 'unavailable', message: 'The payment could not be started. Your card was not charged.' }
}

function field(name: string, message: string): Refusal {
  return { code: 'invalid_request', message, fields: { [name]: message } }
}

function neverConnected(detail: unknown): boolean {
  const code = typeof detail === 'object' && detail !== null && 'code' in detail ? detail.code : undefined
  return typeof code === 'string' && NEVER_CONNECTED.has(code)
}
