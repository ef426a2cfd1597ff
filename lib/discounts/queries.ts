/** Reads of discounts for carts. The merchant's list is in admin-queries.ts. */
import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import { collectionProducts } from '@/db/schema/catalog'
import { discounts } from '@/db/schema/selling'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { type Discount, normaliseCode } from './rules'

const MAX_CODE_CHARACTERS = 64
/** Automatic discounts that a store has switched on at a time and not ended: all of them are considered for a cart. */
export const MAX_AUTOMATIC = 25

const columns = {
  id: discounts.id,
  title: discounts.title,
  code: discounts.code,
  kind: discounts.kind,
  value: discounts.value,
  appliesTo: discounts.appliesTo,
  buyXGetY: discounts.buyXGetY,
  minimumSubtotalMinor: discounts.minimumSubtotalMinor,
  minimumQuantity: discounts.minimumQuantity,
  usageLimit: discounts.usageLimit,
  perCustomerLimit: discounts.perCustomerLimit,
  timesUsed: discounts.timesUsed,
  active: discounts.active,
  startsAt: discounts.startsAt,
  endsAt: discounts.endsAt,
}

/** The store's automatic discounts that are switched on and not over, and the one with this code whatever its state. One query. */
export function findDiscounts(tx: Tx, code: string | null): Promise<Discount[]> {
  const wanted = code === null ? '' : normaliseCode(code)
  const readable = wanted !== '' && wanted.length <= MAX_CODE_CHARACTERS && !wanted.includes('\0')
  const automatic = isRunning()
  return tx
    .select(columns)
    .from(discounts)
    .where(and(eq(discounts.storeId, tx.storeId), readable ? or(eq(discounts.code, wanted), automatic) : automatic))
    .orderBy(asc(discounts.code), asc(discounts.id))
    .limit(MAX_AUTOMATIC + 1)
}

/** Automatic, switched on, and not over. */
export function isRunning() {
  const notOver = or(isNull(discounts.endsAt), gt(discounts.endsAt, now()))
  return and(isNull(discounts.code), eq(discounts.active, true), notOver)
}

/** The lines with the collections they are in, where a discount asks for them: one more query, and only then. */
export async function withCollections<Line extends { productId: number }>(
  tx: Tx,
  lines: readonly Line[],
  found: readonly Discount[],
): Promise<(Line & { collectionIds?: readonly number[] })[]> {
  const targets = found.flatMap(({ appliesTo, buyXGetY }) => [
    appliesTo,
    ...(buyXGetY ? [buyXGetY.buys, buyXGetY.gets] : []),
  ])
  const ids = targets.flatMap((target) => (target.scope === 'collections' ? target.ids : []))
  if (ids.length === 0) return [...lines]
  const inCollections = await collectionsOf(tx, [...new Set(lines.map((line) => line.productId))], [...new Set(ids)])
  return lines.map((line) => ({ ...line, collectionIds: inCollections.get(line.productId) ?? [] }))
}

/** Collection ids by product id, for products that are in any of `collectionIds`. */
async function collectionsOf(
  tx: Tx,
  productIds: readonly number[],
  collectionIds: readonly number[],
): Promise<Map<number, number[]>> {
  const found = new Map<number, number[]>()
  if (collectionIds.length === 0 || productIds.length === 0) return found
  const rows = await tx
    .select({ productId: collectionProducts.productId, collectionId: collectionProducts.collectionId })
    .from(collectionProducts)
    .where(
      and(
        eq(collectionProducts.storeId, tx.storeId),
        inArray(collectionProducts.productId, [...productIds]),
        inArray(collectionProducts.collectionId, [...collectionIds]),
      ),
    )
  for (const { productId, collectionId } of rows) found.set(productId, [...(found.get(productId) ?? []), collectionId])
  return found
}
