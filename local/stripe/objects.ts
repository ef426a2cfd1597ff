/** The Stripe objects that the stand-in keeps: the fields that Stoa, its tests and its pages read, in Stripe's own names. */

export interface StripeObject {
  id: string
  object: string
  /** Seconds since the epoch. */
  created?: number
  [field: string]: unknown
}

export type Metadata = Record<string, string>

export interface CardDetails {
  brand: string
  last4: string
  exp_month: number
  exp_year: number
  country: string
  funding: string
  fingerprint: string
}

export interface PaymentMethod extends StripeObject {
  object: 'payment_method'
  type: 'card'
  card: CardDetails
  customer: string | null
  billing_details: Record<string, unknown>
  metadata: Metadata
  /** Stand-in only: which test card it is. Never shown. */
  _behaviour: string
}

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_confirmation'
  | 'requires_action'
  | 'requires_capture'
  | 'succeeded'
  | 'canceled'

export interface ApiErrorBody {
  type: string
  message: string
  code?: string
  decline_code?: string
  param?: string
  charge?: string
  doc_url?: string
  request_log_url?: string
  payment_intent?: unknown
  payment_method?: unknown
}

export interface PaymentIntent extends StripeObject {
  object: 'payment_intent'
  status: IntentStatus
  amount: number
  amount_capturable: number
  amount_received: number
  currency: string
  capture_method: 'automatic' | 'automatic_async' | 'manual'
  client_secret: string
  application_fee_amount: number | null
  payment_method: string | null
  latest_charge: string | null
  last_payment_error: ApiErrorBody | null
  next_action: Record<string, unknown> | null
  customer: string | null
  metadata: Metadata
  created: number
}

export interface Charge extends StripeObject {
  object: 'charge'
  status: 'succeeded' | 'failed' | 'pending'
  amount: number
  amount_captured: number
  amount_refunded: number
  currency: string
  captured: boolean
  paid: boolean
  refunded: boolean
  payment_intent: string
  application_fee: string | null
  application_fee_amount: number | null
  balance_transaction: string | null
  metadata: Metadata
  created: number
}

export interface Refund extends StripeObject {
  object: 'refund'
  amount: number
  charge: string
  payment_intent: string
  status: 'succeeded'
  created: number
}

export interface Account extends StripeObject {
  object: 'account'
  charges_enabled: boolean
  payouts_enabled: boolean
  details_submitted: boolean
  metadata: Metadata
  /** Stand-in only: the account took the platform's access away. */
  _deauthorized?: boolean
}

export interface StripeEvent extends StripeObject {
  object: 'event'
  type: string
  /** The connected account, absent for the platform's own events. */
  account?: string
  created: number
  data: { object: StripeObject; previous_attributes?: Record<string, unknown> }
}

/** What goes out: fields with a leading underscore are the stand-in's own. */
export function publicView<T>(value: T): T {
  if (Array.isArray(value)) return value.map(publicView) as T
  if (typeof value !== 'object' || value === null) return value
  const shown = Object.entries(value).filter(([name]) => !name.startsWith('_'))
  return Object.fromEntries(shown.map(([name, inner]) => [name, publicView(inner)])) as T
}
