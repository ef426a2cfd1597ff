/**
 * The price of a cart as pure arithmetic in integer minor units.
 *
 * Invariants (property-tested): total = subtotal - discount + shipping + (inclusive ? 0 : tax); the lines' subtotals and
 * discounts sum to the quote's, their taxes to the quote's less the tax on shipping; nothing is negative. Tax is rounded
 * half up on each line, so that an order's lines can be refunded one by one.
 */
import { type Discount, discountAmount } from '@/lib/discounts/rules'
import { allocate, basisPoints, includedTax } from '@/lib/money'
import type { Quote, QuoteLine } from './types'

export type PricedLine = Omit<QuoteLine, 'subtotal' | 'discount' | 'tax' | 'total'> & { taxable: boolean }

export interface PriceInput {
  currency: string
  /** Whether prices contain the tax. */
  taxInclusive: boolean
  /** Whether shipping is taxed like goods. */
  taxShipping: boolean
  lines: readonly PricedLine[]
  /** A code that applies; see discountRefusal. */
  discount: Pick<Discount, 'code' | 'kind' | 'value'> | null
  /** The chosen rate with its price for these goods; null when nothing needs shipping or the destination is not known. */
  shippingRate: { id: number; name: string; priceMinor: number } | null
  /** Basis points; 0 where no tax is collected. */
  taxRateBps: number
}

/** Prices the cart. */
export function priceCart(input: PriceInput): Quote {
  const subtotals = input.lines.map((line) => line.quantity * line.unitPrice)
  const subtotal = sum(subtotals)
  const discount = input.discount ? discountAmount(input.discount, subtotal) : 0
  const discounts = allocate(discount, subtotals)
  const taxOf = (amount: number) =>
    input.taxInclusive ? includedTax(amount, input.taxRateBps) : basisPoints(amount, input.taxRateBps)
  const lines = input.lines.map(({ taxable, ...line }, index): QuoteLine => {
    const gross = subtotals[index] ?? 0
    const off = discounts[index] ?? 0
    const tax = taxable ? taxOf(gross - off) : 0
    return { ...line, subtotal: gross, discount: off, tax, total: gross - off + (input.taxInclusive ? 0 : tax) }
  })
  const shipping = input.discount?.kind === 'free_shipping' ? 0 : (input.shippingRate?.priceMinor ?? 0)
  const tax = sum(lines.map((line) => line.tax)) + (input.taxShipping ? taxOf(shipping) : 0)
  return {
    currency: input.currency,
    lines,
    subtotal,
    discount,
    discountCode: input.discount?.code ?? null,
    shipping,
    shippingRate: input.shippingRate && { id: input.shippingRate.id, name: input.shippingRate.name },
    tax,
    taxInclusive: input.taxInclusive,
    total: subtotal - discount + shipping + (input.taxInclusive ? 0 : tax),
  }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((a, b) => a + b, 0)
}
