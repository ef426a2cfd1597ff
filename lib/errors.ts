/**
 * What the commerce refuses, as values with a closed list of codes. Throwing a DomainError inside withStore rolls the
 * transaction back; the edge (actions, routes) turns it into an answer. Messages are written for the person who reads them.
 */
export const ERROR_STATUS = {
  invalid_request: 422,
  not_found: 404,
  conflict: 409,
  unauthorized: 401,
  forbidden: 403,
  rate_limited: 429,
  unavailable: 503,
  idempotency_key_reused: 422,
  checkout_in_progress: 409,
  payment_declined: 402,
  payment_action_required: 402,
  payments_not_active: 422,
  out_of_stock: 409,
  price_changed: 409,
  slug_taken: 409,
  email_taken: 409,
  plan_limit_reached: 422,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

/** Message by field name; nested fields are dotted (`shippingAddress.zip`). */
export type FieldErrors = Record<string, string>

export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly fields?: FieldErrors
  /** Further members of the answer's `error` object, e.g. `lines` of out_of_stock, `quote` of price_changed. */
  readonly details?: Record<string, unknown>
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number

  constructor(
    readonly code: ErrorCode,
    message: string,
    more: { fields?: FieldErrors; details?: Record<string, unknown>; retryAfter?: number } = {},
  ) {
    super(message)
    this.fields = more.fields
    this.details = more.details
    this.retryAfter = more.retryAfter
  }

  /** HTTP status of this error. */
  get status(): number {
    return ERROR_STATUS[this.code]
  }
}

export function notFound(what: string): DomainError {
  return new DomainError('not_found', `${what} was not found.`)
}
