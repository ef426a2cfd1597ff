/** Errors in Stripe's shapes. Thrown anywhere below the router; turned into the answer in one place (api.ts). */
import type { ApiErrorBody } from './objects'

export class StripeFailure extends Error {
  constructor(
    readonly status: number,
    readonly body: ApiErrorBody,
    /** True when the request was executed before it failed: such an answer is kept under its idempotency key. */
    readonly executed = false,
  ) {
    super(body.message)
  }
}

export function invalid(message: string, param?: string, code?: string): StripeFailure {
  return new StripeFailure(400, { type: 'invalid_request_error', message, param, code })
}

export function missing(param: string): StripeFailure {
  return invalid(`Missing required param: ${param}.`, param, 'parameter_missing')
}

export function noSuch(kind: string, id: string, param = 'id'): StripeFailure {
  const message = `No such ${kind}: '${id}'`
  return new StripeFailure(404, { type: 'invalid_request_error', code: 'resource_missing', message, param })
}

/** The object is not in a state that allows this. */
export function unexpectedState(message: string, paymentIntent: unknown): StripeFailure {
  const code = 'payment_intent_unexpected_state'
  return new StripeFailure(400, { type: 'invalid_request_error', code, message, payment_intent: paymentIntent }, true)
}

export function unauthorised(given: string | null): StripeFailure {
  const message =
    given === null
      ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
      : `Invalid API Key provided: ${given.slice(0, 7)}****${given.slice(-4)}`
  return new StripeFailure(401, { type: 'invalid_request_error', message })
}
