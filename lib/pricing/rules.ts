/**
 * The price of a cart as pure arithmetic in integer minor units: the one function from lines, discounts, rate and taxes to
 * totals.
 *
 * Invariants (property-tested): total = subtotal - discount + shipping + (inclusive ? 0 : tax); the lines' subtotals and
 * discounts sum to the quote's, their taxes and the tax on shipping to its tax, the applied discounts' amounts to what was
 * taken off; nothing is negative. Tax is rounded half up on each line, so that an order's lines can be refunded one by one.
 */
import type { AppliedDiscount } from '@/db/schema/checkout'
import { chooseDiscounts, type Discount } from '@/lib/discounts/rules'
import { invariant } from '@/lib/invariant'
import { allocate, basisPoints, includedTax } from '@/lib/money'
import type { Quote, QuoteLine } from './types'

export type PricedLine = Omit<QuoteLine, 'subtotal' | 'discount' | 'tax' | 'total'> & {
  taxable: boolean
  /** Collections that the product is in, of those that a discount names. */
  collectionIds?: readonly number[]
}

export type Candidate = Pick<Discount, 'id' | 'title' | 'code' | 'kind' | 'value' | 'appliesTo' | 'buyXGetY'>

export interface PriceInput {
  currency: string
  /** Whether prices contain the tax. */
  taxInclusive: boolean
  /** Whether shipping is taxed like goods. */
  taxShipping: boolean
  lines: readonly PricedLine[]
  /** Discounts that apply (see discountRefusal); the best are chosen. */
  discounts: readonly Candidate[]
  /** A draft order's own reduction, in place of all discounts. */
  agreed?: { title: string; kind: 'percentage' | 'fixed_amount'; value: number } | null
  /** The chosen rate with its price for these goods; null when nothing needs shipping or the destination is not known. */
  shippingRate: { id: number; name: string; priceMinor: number } | null
  /** Basis points; 0 where no tax is collected. */
  taxRateBps: number
  /** Amounts that were worked out for exactly these lines and this shipping, in place of the rate. */
  taxes?: { lines: readonly number[]; shipping: number } | null
}

/** Prices the cart. */
export function priceCart(input: PriceInput): Quote {
  const subtotals = input.lines.map((line) => line.quantity * line.unitPrice)
  const subtotal = sum(subtotals)
  const reduction = reductionOf(input, subtotals)
  const discount = sum(reduction.amounts)
  const taxOf = (amount: number) =>
    input.taxInclusive ? includedTax(amount, input.taxRateBps) : basisPoints(amount, input.taxRateBps)
  const lines = input.lines.map(({ taxable, collectionIds: _, ...line }, index): QuoteLine => {
    const gross = subtotals[index] ?? 0
    const off = reduction.amounts[index] ?? 0
    const net = gross - off
    const given = input.taxes ? checkedTax(input.taxes.lines[index], net, input.taxInclusive) : null
    const tax = given ?? (taxable ? taxOf(net) : 0)
    return { ...line, subtotal: gross, discount: off, tax, total: net + (input.taxInclusive ? 0 : tax) }
  })
  const rate = input.shippingRate
  const shipping = reduction.shipsFree ? 0 : (rate?.priceMinor ?? 0)
  const shippingTax = input.taxes
    ? checkedTax(input.taxes.shipping, shipping, input.taxInclusive)
    : input.taxShipping
      ? taxOf(shipping)
      : 0
  const tax = sum(lines.map((line) => line.tax)) + shippingTax
  return {
    currency: input.currency,
    lines,
    subtotal,
    discount,
    discountCode: reduction.applied.find(({ code }) => code !== null)?.code ?? null,
    discounts: reduction.applied,
    shipping,
    shippingDiscount: (rate?.priceMinor ?? 0) - shipping,
    shippingRate: rate && { id: rate.id, name: rate.name },
    tax,
    shippingTax,
    taxInclusive: input.taxInclusive,
    total: subtotal - discount + shipping + (input.taxInclusive ? 0 : tax),
  }
}

/** A given tax is a whole amount, never negative, and where it is inside the price never more than it. */
function checkedTax(tax: number | undefined, amount: number, inclusive: boolean): number {
  const sound = Number.isSafeInteger(tax) && tax !== undefined && tax >= 0 && (!inclusive || tax <= amount)
  invariant(sound, `a tax of ${tax} on ${amount}`)
  return tax
}

interface Reduction {
  amounts: number[]
  shipsFree: boolean
  applied: AppliedDiscount[]
}

function reductionOf(input: PriceInput, subtotals: number[]): Reduction {
  if (input.agreed) return agreedReduction(input.agreed, subtotals)
  const lines = input.lines.map((line) => ({ ...line, collectionIds: line.collectionIds ?? [] }))
  const { goods, shipping } = chooseDiscounts(input.discounts, lines)
  const applied: AppliedDiscount[] = []
  if (goods) applied.push(noted(goods.discount, sum(goods.amounts), 0))
  if (shipping) applied.push(noted(shipping, 0, input.shippingRate?.priceMinor ?? 0))
  return { amounts: goods?.amounts ?? lines.map(() => 0), shipsFree: shipping !== null, applied }
}

function agreedReduction({ title, kind, value }: NonNullable<PriceInput['agreed']>, subtotals: number[]): Reduction {
  const subtotal = sum(subtotals)
  const amount = kind === 'percentage' ? basisPoints(subtotal, value) : Math.min(value, subtotal)
  const amounts = amount === 0 ? subtotals.map(() => 0) : allocate(amount, subtotals)
  const applied = { discountId: null, code: null, title, kind, amount, shippingAmount: 0 }
  return { amounts, shipsFree: false, applied: amount === 0 ? [] : [applied] }
}

function noted({ id, code, title, kind }: Candidate, amount: number, shippingAmount: number): AppliedDiscount {
  return { discountId: id, code, title: title || (code ?? ''), kind, amount, shippingAmount }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((a, b) => a + b, 0)
}
