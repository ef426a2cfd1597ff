/** A cart with the discount that it has, as the routes answer it. */
import type { Tx } from '@/db/store'
import type { CartView } from '@/lib/cart/types'
import { type DiscountPreview, previewDiscount } from '@/lib/pricing/discount-preview'

export interface ShownCart {
  cart: CartView
  discount: DiscountPreview | null
}

export async function withDiscount(tx: Tx, cart: CartView): Promise<ShownCart> {
  const { lines, discountCode: code, currency } = cart
  const priced = lines.map((line) => ({ ...line, unitPrice: line.unitPriceMinor }))
  return { cart, discount: await previewDiscount(tx, { lines: priced, code, currency }) }
}
