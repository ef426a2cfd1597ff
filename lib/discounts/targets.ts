/** What a discount names, looked up among the store's own: what is gone, or was never there, is not kept. */
import { and, eq, inArray } from 'drizzle-orm'
import { collections, products, variants } from '@/db/schema/catalog'
import type { DiscountTarget } from '@/db/schema/selling'
import type { Tx } from '@/db/store'

const TABLES = { products, variants, collections } as const

/** The target with those of its ids that exist, in their order. */
export async function existing(tx: Tx, target: DiscountTarget): Promise<DiscountTarget> {
  if (target.scope === 'all' || target.ids.length === 0) return target
  const table = TABLES[target.scope]
  const rows = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.storeId, tx.storeId), inArray(table.id, target.ids)))
  const found = new Set(rows.map(({ id }) => id))
  return { ...target, ids: target.ids.filter((id) => found.has(id)) }
}
