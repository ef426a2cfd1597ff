/** A cart as shown: prices and stock are the catalog's of this moment, never what they were when a line was added. */
import type { DraftTerms } from '@/db/schema/checkout'
import type { ImageRef } from '@/lib/catalog/types'

export interface CartLine {
  variantId: number
  productId: number
  handle: string
  title: string
  /** `Default Title` for a product without options. */
  variantTitle: string
  /** Value by option name. */
  optionValues: Record<string, string>
  vendor: string
  productType: string
  sku: string | null
  quantity: number
  unitPriceMinor: number
  compareAtMinor: number | null
  /** quantity x unitPriceMinor */
  lineTotalMinor: number
  image: ImageRef | null
  requiresShipping: boolean
  /** Of one unit. */
  grams: number
  taxable: boolean
  /** Whether this quantity can be bought now. */
  sellable: boolean
  /** Units left; null when not counted or sold beyond stock. */
  left: number | null
}

export interface CartView {
  lines: CartLine[]
  note: string
  attributes: Record<string, string>
  /** Upper case, as the shopper gave it; whether it applies is the quote's to say. */
  discountCode: string | null
  currency: string
  subtotalMinor: number
  /** Sum of quantities. */
  itemCount: number
  requiresShipping: boolean
  /** A draft order's terms; null for a shopper's own cart. */
  draft: DraftTerms | null
}

/** What a shopper may have, each with its unit. */
export const MAX_CART_LINES = 250
export const MAX_LINE_QUANTITY = 9_999
export const MAX_NOTE_CHARACTERS = 5_000
export const MAX_ATTRIBUTES = 50
export const MAX_ATTRIBUTE_CHARACTERS = 255
export const MAX_DISCOUNT_CODE_CHARACTERS = 64

export interface CartItemInput {
  variantId: number
  quantity: number
}

/** `null` takes the code away. */
export interface CartDetails {
  note?: string
  attributes?: Record<string, string>
  discountCode?: string | null
}
