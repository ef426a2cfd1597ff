/**
 * The cart as Shopify's Ajax API speaks it: money in hundredths for every currency. A discount of the whole cart stands
 * beside its lines (`cart_level_discount_applications`), one of some products in their prices.
 */
import type { CartLine, CartView } from '@/lib/cart/types'
import { DEFAULT_VARIANT_TITLE } from '@/lib/catalog/rules'
import { sha256 } from '@/lib/ids'
import type { DiscountPreview } from '@/lib/pricing/discount-preview'
import { hundredths } from './amounts'
import { applicationOf, isOfWholeCart } from './discounts'
import { featuredImage, source } from './images'

/** `/cart.js`. The `token` member is a name for logs and analytics; it opens nothing (the cookie's token does). */
export function cartJs(cart: CartView, token: string | null, discount: DiscountPreview | null) {
  const { currency } = cart
  const off = discount?.amounts.reduce((sum, amount) => sum + amount, 0) ?? 0
  const whole = discount && isOfWholeCart(discount) ? discount : null
  const total = hundredths(cart.subtotalMinor, currency)
  return {
    token: sha256(`cart:${token ?? ''}`).slice(0, 32),
    note: cart.note,
    attributes: cart.attributes,
    original_total_price: total,
    total_price: hundredths(cart.subtotalMinor - off, currency),
    total_discount: hundredths(off, currency),
    total_weight: cart.lines.reduce((grams, line) => grams + line.grams * line.quantity, 0),
    item_count: cart.itemCount,
    items: cart.lines.map((line, index) => lineJs(line, currency, lineDiscount(discount, index))),
    requires_shipping: cart.requiresShipping,
    currency,
    items_subtotal_price: whole ? total : hundredths(cart.subtotalMinor - off, currency),
    cart_level_discount_applications: whole
      ? [{ ...applicationOf(whole.discount, currency), total_allocated_amount: hundredths(off, currency) }]
      : [],
    discount_codes:
      cart.discountCode === null
        ? []
        : [{ code: cart.discountCode, applicable: discount?.discount.code === cart.discountCode }],
  }
}

/** What a discount of some products takes off this line; null for one of the whole cart, or for nothing. */
export function lineDiscount(discount: DiscountPreview | null, index: number): LineDiscount | null {
  const amount = discount?.amounts[index] ?? 0
  return discount && amount > 0 && !isOfWholeCart(discount) ? { discount: discount.discount, amount } : null
}

interface LineDiscount {
  discount: DiscountPreview['discount']
  /** Minor units, of the whole line. */
  amount: number
}

/** A line; `key` names it in `/cart/change.js`. */
export function lineJs(line: CartLine, currency: string, off: LineDiscount | null) {
  const price = hundredths(line.unitPriceMinor, currency)
  const amount = hundredths(off?.amount ?? 0, currency)
  const linePrice = price * line.quantity
  const finalPrice = Math.round((linePrice - amount) / line.quantity)
  const isDefault = line.variantTitle === DEFAULT_VARIANT_TITLE
  return {
    id: line.variantId,
    properties: {},
    quantity: line.quantity,
    variant_id: line.variantId,
    key: `${line.variantId}:${sha256(`line:${line.variantId}`).slice(0, 32)}`,
    title: isDefault ? line.title : `${line.title} - ${line.variantTitle}`,
    price,
    original_price: price,
    presentment_price: price / 100,
    discounted_price: finalPrice,
    line_price: linePrice - amount,
    original_line_price: linePrice,
    total_discount: amount,
    discounts: off ? [{ amount, title: off.discount.code ?? off.discount.title }] : [],
    sku: line.sku,
    grams: line.grams,
    vendor: line.vendor,
    taxable: line.taxable,
    product_id: line.productId,
    product_has_only_default_variant: isDefault,
    gift_card: false,
    final_price: finalPrice,
    final_line_price: linePrice - amount,
    url: `/products/${line.handle}?variant=${line.variantId}`,
    featured_image: line.image ? featuredImage(line.image) : null,
    image: line.image ? source(line.image) : null,
    handle: line.handle,
    requires_shipping: line.requiresShipping,
    product_type: line.productType,
    product_title: line.title,
    variant_title: isDefault ? null : line.variantTitle,
    variant_options: isDefault ? [DEFAULT_VARIANT_TITLE] : Object.values(line.optionValues),
    options_with_values: isDefault
      ? [{ name: 'Title', value: DEFAULT_VARIANT_TITLE }]
      : Object.entries(line.optionValues).map(([name, value]) => ({ name, value })),
    line_level_discount_allocations: off
      ? [{ amount, discount_application: applicationOf(off.discount, currency) }]
      : [],
    line_level_total_discount: amount,
    quantity_rule: { min: 1, max: null, increment: 1 },
    has_components: false,
    available: line.sellable,
  }
}
