/** Inputs and answers of a quote. The quote itself is stored with the checkout attempt: see db/schema/checkout.ts. */

import type { DraftTerms, Quote } from '@/db/schema/checkout'
import type { Discount } from '@/lib/discounts/rules'
import type { StoreProfile } from '@/lib/stores/queries'
import type { GivenTaxes, TaxPlace } from '@/lib/tax/basis'

export type { Quote, QuoteLine } from '@/db/schema/checkout'

export interface QuoteRequest {
  /** As just read in this transaction; absent: read again. */
  store?: StoreProfile
  lines: readonly {
    variantId: number
    quantity: number
    /** A draft order's own price; absent or null: the catalog's. */
    unitPriceMinor?: number | null
  }[]
  /** null: shipping and tax are not known yet and count as 0. */
  destination: TaxPlace | null
  /** Id of one of the destination's rates; absent or null: its first. */
  shippingRate?: number | null
  discountCode?: string | null
  /** A draft order's terms take the place of the shop's discounts, and of its rates where they name shipping. */
  draft?: DraftTerms | null
  /** Taxes that were worked out for this quote, where the store's own rates do not decide. */
  taxes?: GivenTaxes
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
  /** The discounts in the quote, for lib/discounts/redemptions.ts. */
  applied: Discount[]
}
