/** Units that come back on the shelf: cancelled before they were sent, or returned. In variant order, like the holds. */
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'
import { watchStock } from './low-stock'

/** Adds the units with their movements; variants that are gone or no longer counted are passed over. */
export async function putBack(tx: Tx, units: readonly { variantId: number; quantity: number }[]): Promise<void> {
  if (units.length === 0) return
  const rows = JSON.stringify(units.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity })))
  await tx.execute(sql`
    with back as (
      select variant_id, sum(quantity)::int as quantity
      from jsonb_to_recordset(${rows}::jsonb) as r(variant_id bigint, quantity int) group by variant_id),
    locked as (
      select l.variant_id, b.quantity from inventory_levels l join back b on b.variant_id = l.variant_id
      where l.store_id = ${tx.storeId} and l.tracked order by l.variant_id for update of l),
    added as (
      update inventory_levels l set available = l.available + k.quantity, version = l.version + 1
      from locked k where l.store_id = ${tx.storeId} and l.variant_id = k.variant_id returning l.variant_id, k.quantity)
    insert into inventory_movements (store_id, variant_id, delta, reason)
    select ${tx.storeId}, variant_id, quantity, 'restock' from added order by variant_id`)
  await watchStock(
    tx,
    units.map(({ variantId }) => variantId),
  )
}
