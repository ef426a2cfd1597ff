/**
 * What a cart's discounts take off before anything of an address is known: the same choice that the quote makes, from the
 * same rules, for showing beside a cart. What is paid is the quote's to say.
 */
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { findDiscounts, withCollections } from '@/lib/discounts/queries'
import { chooseDiscounts, type Discount, discountRefusal } from '@/lib/discounts/rules'

export interface PreviewLine {
  variantId: number
  productId: number
  quantity: number
  unitPrice: number
}

export interface DiscountPreview {
  discount: Discount
  /** By line, in their order; minor units. */
  amounts: number[]
}

/** The discount of the goods: the code's, where it applies, or an automatic one. One query for a store without discounts. */
export async function previewDiscount(
  tx: Tx,
  { lines, code, currency }: { lines: readonly PreviewLine[]; code: string | null; currency: string },
): Promise<DiscountPreview | null> {
  if (lines.length === 0) return null
  const found = await findDiscounts(tx, code)
  if (found.length === 0) return null
  const seen = (await withCollections(tx, lines, found)).map((line) => ({
    ...line,
    collectionIds: line.collectionIds ?? [],
  }))
  const occasion = { lines: seen, now: now(), currency }
  const candidates = found.filter((discount) => discountRefusal(discount, occasion) === null)
  return chooseDiscounts(candidates, seen).goods
}
