/** Inputs and answers of a quote. The quote itself is stored with the checkout attempt: see db/schema/checkout.ts. */
import type { Quote } from '@/db/schema/checkout'

export type { Quote, QuoteLine } from '@/db/schema/checkout'

export interface QuoteRequest {
  lines: readonly { variantId: number; quantity: number }[]
  /** null: shipping and tax are not known yet and count as 0. */
  destination: { country: string; province?: string } | null
  /** Id of one of the destination's rates; absent or null: its first. */
  shippingRate?: number | null
  discountCode?: string | null
}

/** A way to ship to the destination, with its price for these lines (minor units). */
export interface ShippingOption {
  id: number
  name: string
  priceMinor: number
  minDays: number
  maxDays: number
}

export interface QuoteAnswer {
  quote: Quote
  /** Empty without a destination or when nothing needs shipping. */
  shippingOptions: ShippingOption[]
}
