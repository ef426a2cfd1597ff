/** What the checkout's parts hand each other. Money is integer minor units of the shop's currency. */
import type { Quote, ShippingOption } from '@/lib/pricing/types'

export interface CheckoutShop {
  name: string
  locale: string
  currency: string
  taxInclusive: boolean
  /** The tax depends on the whole address: the price is asked again when the postal code is there. */
  taxByAddress: boolean
  /** Real Stripe's keys; null: the stand-in, whose test cards are offered. */
  stripe: { publishableKey: string; account: string } | null
  paymentsActive: boolean
}

/** The draft order that is paid in place of the shopper's own cart. */
export interface DraftToPay {
  token: string
  /** What the merchant knows of the customer; '' where nothing. */
  email: string
  name: string
}

/** A price for a destination, and the ways to ship there. */
export interface Offer {
  quote: Quote
  shippingOptions: ShippingOption[]
}

/** What a quote depends on beside the cart. */
export interface Choice {
  country: string
  province: string
  /** '' until it is typed, and where no price depends on it. */
  zip: string
  /** Id of a rate; null: the destination's first. */
  shippingRate: number | null
  /** '' for none. */
  discountCode: string
}

export interface Start {
  offer: Offer
  choice: Choice
  /** Why the cart's own discount code does not apply, when it does not. */
  discountRefusal: string | null
}

/** A card of the payment stand-in, or a way to make and confirm a real one. */
export interface PaymentHandle {
  /** The id to pay with, or what is wrong with what was typed. */
  prepare(billing: BillingDetails): Promise<{ paymentMethod: string } | { problem: string }>
  /** Lets the bank ask its question; the problem in words, or null when it was answered. */
  authenticate(clientSecret: string): Promise<string | null>
}

export interface BillingDetails {
  name: string
  email: string
  address1: string
  address2: string
  city: string
  province: string
  zip: string
  country: string
}
