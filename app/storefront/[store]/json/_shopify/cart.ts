/** The cart as Shopify's Ajax API speaks it: money in hundredths for every currency. */
import type { CartLine, CartView } from '@/lib/cart/types'
import { DEFAULT_VARIANT_TITLE } from '@/lib/catalog/rules'
import { sha256 } from '@/lib/ids'
import { hundredths } from './amounts'
import { featuredImage, source } from './images'

/** `/cart.js`. The `token` member is a name for logs and analytics; it opens nothing (the cookie's token does). */
export function cartJs(cart: CartView, token: string | null) {
  const total = hundredths(cart.subtotalMinor, cart.currency)
  return {
    token: sha256(`cart:${token ?? ''}`).slice(0, 32),
    note: cart.note,
    attributes: cart.attributes,
    original_total_price: total,
    total_price: total,
    total_discount: 0,
    total_weight: cart.lines.reduce((grams, line) => grams + line.grams * line.quantity, 0),
    item_count: cart.itemCount,
    items: cart.lines.map((line) => lineJs(line, cart.currency)),
    requires_shipping: cart.requiresShipping,
    currency: cart.currency,
    items_subtotal_price: total,
    cart_level_discount_applications: [],
    discount_codes: cart.discountCode === null ? [] : [{ code: cart.discountCode }],
  }
}

/** A line; `key` names it in `/cart/change.js`. */
export function lineJs(line: CartLine, currency: string) {
  const price = hundredths(line.unitPriceMinor, currency)
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
    discounted_price: price,
    line_price: price * line.quantity,
    original_line_price: price * line.quantity,
    total_discount: 0,
    discounts: [],
    sku: line.sku,
    grams: line.grams,
    vendor: line.vendor,
    taxable: line.taxable,
    product_id: line.productId,
    product_has_only_default_variant: isDefault,
    gift_card: false,
    final_price: price,
    final_line_price: price * line.quantity,
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
    line_level_discount_allocations: [],
    line_level_total_discount: 0,
    quantity_rule: { min: 1, max: null, increment: 1 },
    has_components: false,
    available: line.sellable,
  }
}
