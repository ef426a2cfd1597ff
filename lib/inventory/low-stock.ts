/**
 * Which variants run low. A variant falls when what is on hand (available and held together, so that a shopper who pays
 * does not count before the sale) reaches the store's threshold, and is told once until there is more again.
 *
 * Called after the sale, by the order's event, and within a merchant's own changes of stock; checkout writes nothing here.
 */
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'

/** Notes which of the variants have fallen, and arms those anew that have risen. Nothing where the store wants no alerts. */
export async function watchStock(tx: Tx, variantIds: readonly number[]): Promise<void> {
  if (variantIds.length === 0) return
  await noteFalls(tx, sql`select unnest(${sql.param([...variantIds])}::bigint[]) as variant_id`)
}

/** The same for what an order sold. */
export async function watchSoldStock(tx: Tx, orderId: number): Promise<void> {
  await noteFalls(tx, sql`select variant_id from order_items where store_id = ${tx.storeId} and order_id = ${orderId}`)
}

/** After the threshold was set: what is above it may fall again. */
export async function rearmAbove(tx: Tx, threshold: number): Promise<void> {
  await tx.execute(sql`
    update low_stock_alerts a set low = false, pending = false from inventory_levels l
    where a.store_id = ${tx.storeId} and l.store_id = ${tx.storeId} and l.variant_id = a.variant_id and a.low
      and l.available > ${threshold}`)
}

async function noteFalls(tx: Tx, variants: ReturnType<typeof sql>): Promise<void> {
  await tx.execute(sql`
    with changed as (${variants}),
    store as (
      select (settings ->> 'lowStockThreshold')::int as threshold from stores
      where id = ${tx.storeId} and settings ? 'lowStockThreshold'),
    level as (
      select l.variant_id, store.threshold, l.available + coalesce((
        select sum(r.quantity) from stock_reservations r
        where r.store_id = ${tx.storeId} and r.variant_id = l.variant_id), 0)::int as on_hand
      from inventory_levels l cross join store
      where l.store_id = ${tx.storeId} and l.tracked and l.variant_id in (select variant_id from changed)),
    rearmed as (
      update low_stock_alerts a set low = false, pending = false from level
      where a.store_id = ${tx.storeId} and a.variant_id = level.variant_id and a.low and level.on_hand > level.threshold)
    insert into low_stock_alerts as a (store_id, variant_id, available)
    select ${tx.storeId}, variant_id, on_hand from level where on_hand <= threshold order by variant_id
    on conflict (store_id, variant_id) do update set low = true, pending = true, available = excluded.available,
      created_at = now()
    where not a.low`)
}
