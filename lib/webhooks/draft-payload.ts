/** A draft order in the shape of Shopify's REST resource. Of a paid one, the lines are its order's. Pure. */
import { draftLink } from '@/lib/drafts/link'
import type { Draft } from '@/lib/drafts/types'
import { toDecimalString } from '@/lib/money'
import { orderPayload } from './order-payload'
import type { OrderRows } from './order-rows'
import type { PayloadStore } from './payload-store'
import { timeWriter } from './shopify-time'

const PERCENT = 100
const DEFAULT_TITLE = 'Default Title'

/** `paid`: the order that it became. */
export function draftPayload(draft: Draft, updatedAt: Date, store: PayloadStore, paid: OrderRows | null) {
  const time = timeWriter(store.timeZone)
  const money = (minor: number) => toDecimalString(minor, store.currency)
  const { discount, shipping } = draft.terms
  return {
    id: draft.id,
    name: `#D${draft.id}`,
    status: draft.status,
    email: draft.email || null,
    note: draft.note || null,
    currency: store.currency,
    created_at: time(new Date(draft.createdAt)),
    updated_at: time(updatedAt),
    completed_at: draft.status === 'completed' ? time(updatedAt) : null,
    invoice_sent_at: time(draft.invoiceSentAt === null ? null : new Date(draft.invoiceSentAt)),
    invoice_url: draftLink(store, draft.token),
    order_id: draft.order?.id ?? null,
    applied_discount: discount && {
      title: discount.title,
      value_type: discount.kind,
      // Basis points of a percentage, minor units of an amount.
      value: discount.kind === 'percentage' ? (discount.value / PERCENT).toFixed(2) : money(discount.value),
    },
    shipping_line: shipping && { title: shipping.name, custom: true, price: money(shipping.priceMinor) },
    line_items: paid ? orderPayload(paid).line_items : draft.cart.lines.map((line) => lineOf(line, money)),
  }
}

function lineOf(line: Draft['cart']['lines'][number], money: (minor: number) => string) {
  const variantTitle = line.variantTitle === DEFAULT_TITLE ? '' : line.variantTitle
  return {
    product_id: line.productId,
    variant_id: line.variantId,
    title: line.title,
    variant_title: variantTitle || null,
    name: variantTitle ? `${line.title} - ${variantTitle}` : line.title,
    sku: line.sku,
    quantity: line.quantity,
    price: money(line.unitPriceMinor),
    grams: line.grams,
    requires_shipping: line.requiresShipping,
    taxable: line.taxable,
  }
}
