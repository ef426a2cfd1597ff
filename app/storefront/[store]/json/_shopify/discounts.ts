/** Discounts as Shopify's Ajax API names them. */
import { toDecimalString } from '@/lib/money'
import type { DiscountPreview } from '@/lib/pricing/discount-preview'

type Discount = DiscountPreview['discount']

/** Whether it is spread over everything in the cart, and not over the products it is for. */
export function isOfWholeCart({ discount }: DiscountPreview): boolean {
  return discount.kind !== 'buy_x_get_y' && discount.appliesTo.scope === 'all'
}

/** `discount_application`. */
export function applicationOf(discount: Discount, currency: string) {
  const title = discount.code ?? discount.title
  return {
    type: discount.code === null ? 'automatic' : 'discount_code',
    key: `${discount.code === null ? 'automatic' : 'code'}/${discount.id}`,
    title,
    description: discount.title || title,
    value: shownValue(discount, currency),
    value_type: discount.kind === 'fixed_amount' ? 'fixed_amount' : 'percentage',
    allocation_method: discount.kind === 'buy_x_get_y' ? 'each' : 'across',
    target_selection: discount.appliesTo.scope === 'all' ? 'all' : 'entitled',
    target_type: 'line_item',
  }
}

/** '10.0' per cent, or '5.00' in the store's currency. */
function shownValue({ kind, value, buyXGetY }: Discount, currency: string): string {
  if (kind === 'fixed_amount') return toDecimalString(value, currency)
  const points = buyXGetY?.valueBps ?? value
  return (points / 100).toFixed(points % 10 === 0 ? 1 : 2)
}
