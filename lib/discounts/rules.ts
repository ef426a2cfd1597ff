/**
 * When a discount applies, what it takes off which line, and which one a cart gets. Pure; money is minor units of the
 * store's currency.
 *
 * Combination follows Shopify's default: one discount on the goods (the code's or an automatic one, whichever is better for
 * the shopper) and one on shipping. Nothing ever takes off more than a line costs.
 */
import type { BuyXGetY, DISCOUNT_KINDS, DiscountTarget } from '@/db/schema/selling'
import { allocate, basisPoints, formatMoney } from '@/lib/money'
import { buyXGetYAmounts } from './buy-x-get-y'

export type DiscountKind = (typeof DISCOUNT_KINDS)[number]

export interface Discount {
  id: number
  title: string
  /** Upper case; null: automatic. */
  code: string | null
  kind: DiscountKind
  /** Basis points (percentage) or minor units (fixed_amount). */
  value: number
  appliesTo: DiscountTarget
  buyXGetY: BuyXGetY | null
  minimumSubtotalMinor: number
  minimumQuantity: number
  usageLimit: number | null
  perCustomerLimit: number | null
  timesUsed: number
  active: boolean
  startsAt: Date | null
  endsAt: Date | null
}

/** A cart line as discounts see it. */
export interface DiscountLine {
  variantId: number
  productId: number
  /** Collections that the product is in. */
  collectionIds: readonly number[]
  quantity: number
  unitPrice: number
}

export interface Occasion {
  lines: readonly DiscountLine[]
  now: Date
  currency: string
  locale?: string
}

/** Codes are compared in upper case without surrounding space. */
export function normaliseCode(code: string): string {
  return code.trim().toUpperCase()
}

/** Why the discount does not apply, in words for the shopper, or null when it does. */
export function discountRefusal(discount: Discount, at: Occasion): string | null {
  const name = discount.code === null ? `The discount “${discount.title}”` : `The code ${discount.code}`
  if (!discount.active) return `${name} is no longer valid.`
  if (discount.startsAt && at.now < discount.startsAt) return `${name} is not valid yet.`
  if (discount.endsAt && at.now >= discount.endsAt) return `${name} has expired.`
  if (discount.usageLimit !== null && discount.timesUsed >= discount.usageLimit) return `${name} has been used up.`
  const entitled =
    discount.kind === 'buy_x_get_y' ? at.lines : at.lines.filter((line) => isIn(discount.appliesTo, line))
  if (entitled.length === 0) return `${name} is not for the items in your cart.`
  const subtotal = entitled.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0)
  if (subtotal < discount.minimumSubtotalMinor) {
    const minimum = formatMoney(discount.minimumSubtotalMinor, at.currency, at.locale)
    return `${name} needs a subtotal of at least ${minimum}.`
  }
  const quantity = entitled.reduce((sum, line) => sum + line.quantity, 0)
  if (quantity < discount.minimumQuantity) return `${name} needs at least ${discount.minimumQuantity} items.`
  if (discount.buyXGetY && sum(lineAmounts(discount, at.lines)) === 0) {
    return `${name} needs ${discount.buyXGetY.buyQuantity} items that qualify, and ${discount.buyXGetY.getQuantity} more to take off.`
  }
  return null
}

/** What the discount takes off each line, in their order; zeros for free shipping. */
export function lineAmounts(
  discount: Pick<Discount, 'kind' | 'value' | 'appliesTo' | 'buyXGetY'>,
  lines: readonly DiscountLine[],
): number[] {
  const subtotals = lines.map((line) => (isIn(discount.appliesTo, line) ? line.quantity * line.unitPrice : 0))
  const subtotal = sum(subtotals)
  switch (discount.kind) {
    case 'percentage':
      return spread(basisPoints(subtotal, discount.value), subtotals)
    case 'fixed_amount':
      return spread(Math.min(discount.value, subtotal), subtotals)
    case 'buy_x_get_y':
      return discount.buyXGetY ? buyXGetYAmounts(discount.buyXGetY, lines, isIn) : lines.map(() => 0)
    case 'free_shipping':
      return lines.map(() => 0)
  }
}

export interface Chosen<D> {
  goods: { discount: D; amounts: number[] } | null
  shipping: D | null
}

/** The best discount for the goods, and one that ships free, of those that apply. The code wins a tie. */
export function chooseDiscounts<D extends Pick<Discount, 'code' | 'kind' | 'value' | 'appliesTo' | 'buyXGetY'>>(
  candidates: readonly D[],
  lines: readonly DiscountLine[],
): Chosen<D> {
  const codesFirst = [...candidates].sort((a, b) => Number(a.code === null) - Number(b.code === null))
  const chosen: Chosen<D> = { goods: null, shipping: null }
  for (const discount of codesFirst) {
    if (discount.kind === 'free_shipping') {
      chosen.shipping ??= discount
      continue
    }
    const amounts = lineAmounts(discount, lines)
    if (sum(amounts) > sum(chosen.goods?.amounts ?? [])) chosen.goods = { discount, amounts }
  }
  return chosen
}

function isIn(target: DiscountTarget, line: DiscountLine): boolean {
  if (target.scope === 'all') return true
  if (target.scope === 'products') return target.ids.includes(line.productId)
  if (target.scope === 'variants') return target.ids.includes(line.variantId)
  return target.ids.some((id) => line.collectionIds.includes(id))
}

/** In proportion to the subtotals; a line without one gets nothing. */
function spread(total: number, subtotals: readonly number[]): number[] {
  return total === 0 ? subtotals.map(() => 0) : allocate(total, subtotals)
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((a, b) => a + b, 0)
}
