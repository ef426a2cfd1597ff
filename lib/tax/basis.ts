/**
 * What taxes are worked out from, where the store's own rates do not decide: the amounts of a quote before tax and the place
 * they go to. A quote that needs them and has none says so by throwing, since nothing may be asked of anybody while its
 * transaction is open; lib/checkout/taxes.ts asks between two transactions and has the quote made again.
 */
import { canonicalJson } from '@/lib/canonical-json'
import { provinceCode } from './provinces'

/** Who computes a store's taxes: its table of rates (queries.ts), or Stripe Tax on its account. */
export type TaxProvider = 'rates' | 'stripe_tax'

export interface TaxPlace {
  country: string
  province?: string
  city?: string
  zip?: string
  address1?: string
}

export interface TaxBasis {
  /** The store's own Stripe account. */
  account: string
  currency: string
  /** Whether the amounts contain the tax. */
  inclusive: boolean
  place: { country: string; state: string; city: string; zip: string; line1: string }
  /** After discounts, minor units; `reference` names the line within the quote. */
  lines: { reference: string; amount: number; quantity: number; taxable: boolean }[]
  shipping: number
}

/** Amounts for exactly one basis. */
export interface ComputedTaxes {
  /** Of the basis: amounts for another one count for nothing. */
  key: string
  byReference: Record<string, number>
  shipping: number
  /** The provider's record of it; null when there was nothing to ask. */
  calculation: string | null
}

/** `later`: the quote is shown without tax and says so; nothing can be paid with it. */
export type GivenTaxes = ComputedTaxes | 'later' | null

/** Countries whose tax cannot be told without a postal code. */
const POSTAL_CODE_DECIDES = ['US', 'CA']

/** Thrown by a quote: these taxes are needed. Nothing has been written. */
export class TaxesNeededError extends Error {
  override readonly name = 'TaxesNeededError'

  constructor(readonly basis: TaxBasis) {
    super('the taxes of this quote have to be worked out first')
  }
}

export function placeOf({ country, province, city, zip, address1 }: TaxPlace): TaxBasis['place'] {
  const state = provinceCode(country, province ?? '')
  return { country, state, city: city ?? '', zip: zip ?? '', line1: address1 ?? '' }
}

/** Whether enough of the address is known to ask. */
export function isPlaceKnown({ country, zip }: TaxPlace): boolean {
  return !POSTAL_CODE_DECIDES.includes(country) || Boolean(zip?.trim())
}

export function basisKey(basis: TaxBasis): string {
  return canonicalJson(basis)
}

/** The taxes of a basis in which nothing costs anything. */
export function freeOfTax(basis: TaxBasis): ComputedTaxes | null {
  const amount = basis.lines.reduce((sum, line) => sum + line.amount, basis.shipping)
  return amount === 0 ? { key: basisKey(basis), byReference: {}, shipping: 0, calculation: null } : null
}
