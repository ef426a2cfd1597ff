/**
 * A merchant's changes of stock. Each is one guarded UPDATE in variant order (like the holds, so that nothing deadlocks)
 * with its movement in the same transaction: available + active holds = sum of movements, always.
 */
import { sql } from 'drizzle-orm'
import { inventoryLevels } from '@/db/schema/inventory'
import type { Tx } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { watchStock } from './low-stock'

export interface StockChange {
  variantId: number
  tracked: boolean
  policy: 'deny' | 'continue'
  /** Units to add; negative to take away. Ignored for what is not counted. */
  delta: number
}

/** Stock rows for new variants, with what lies on the shelf as their first movement. */
export async function openStock(tx: Tx, changes: readonly StockChange[], userId: number | null): Promise<void> {
  if (changes.length === 0) return
  refuseNegative(changes.filter((change) => change.policy === 'deny' && change.delta < 0))
  await tx.insert(inventoryLevels).values(
    changes.map(({ variantId, tracked, policy, delta }) => ({
      storeId: tx.storeId,
      variantId,
      tracked,
      policy,
      available: tracked ? delta : 0,
    })),
  )
  await tx.execute(sql`
    insert into inventory_movements (store_id, variant_id, delta, reason, user_id)
    select ${tx.storeId}, variant_id, delta, 'initial', ${userId}::bigint from (${rowsOf(changes)}) c
    where tracked and delta <> 0 order by variant_id`)
}

/**
 * Adds the deltas and sets how stock is counted, all or nothing.
 * @throws conflict when stock would fall below zero where that is not allowed
 */
export async function changeStock(tx: Tx, changes: readonly StockChange[], userId: number | null): Promise<void> {
  if (changes.length === 0) return
  const written = await tx.execute<{ variant_id: string }>(sql`
    with change as (${rowsOf(changes)}),
    locked as (
      select l.variant_id, c.tracked, c.policy, case when c.tracked then c.delta else 0 end as delta
      from inventory_levels l join change c on c.variant_id = l.variant_id
      where l.store_id = ${tx.storeId} order by l.variant_id for update of l),
    changed as (
      update inventory_levels l set available = l.available + k.delta, tracked = k.tracked, policy = k.policy,
        version = l.version + 1
      from locked k where l.store_id = ${tx.storeId} and l.variant_id = k.variant_id
        and (k.policy = 'continue' or l.available + k.delta >= 0)
      returning l.variant_id, k.delta),
    moved as (
      insert into inventory_movements (store_id, variant_id, delta, reason, user_id)
      select ${tx.storeId}, variant_id, delta, 'adjustment', ${userId}::bigint from changed
      where delta <> 0 order by variant_id)
    select variant_id from changed`)
  const done = new Set(written.map((row) => Number(row.variant_id)))
  refuseNegative(changes.filter((change) => !done.has(change.variantId)))
  await watchStock(tx, [...done])
}

/**
 * Sets what may be sold to `quantity`, provided nothing moved since `expectedVersion` was read.
 * @throws conflict otherwise, and for a variant without a stock row
 */
export async function setStock(
  tx: Tx,
  { variantId, quantity, expectedVersion }: { variantId: number; quantity: number; expectedVersion: number },
  userId: number | null,
): Promise<void> {
  const [written] = await tx.execute<{ delta: number }>(sql`
    with locked as (
      select variant_id, ${quantity}::int - available as delta from inventory_levels
      where store_id = ${tx.storeId} and variant_id = ${variantId} and version = ${expectedVersion} and tracked
        and (policy = 'continue' or ${quantity}::int >= 0)
      for update),
    changed as (
      update inventory_levels l set available = ${quantity}::int, version = l.version + 1
      from locked k where l.store_id = ${tx.storeId} and l.variant_id = k.variant_id returning k.delta),
    moved as (
      insert into inventory_movements (store_id, variant_id, delta, reason, user_id)
      select ${tx.storeId}, ${variantId}, delta, 'adjustment', ${userId}::bigint from changed where delta <> 0)
    select delta from changed`)
  if (!written) {
    throw new DomainError(
      'conflict',
      'The stock changed meanwhile. Reload to see the present number, then set it again.',
    )
  }
  await watchStock(tx, [variantId])
}

function rowsOf(changes: readonly StockChange[]) {
  const json = JSON.stringify(
    changes.map(({ variantId, tracked, policy, delta }) => ({ variant_id: variantId, tracked, policy, delta })),
  )
  return sql`select * from jsonb_to_recordset(${json}::jsonb) as r(variant_id bigint, tracked boolean, policy text, delta int)`
}

function refuseNegative(refused: readonly StockChange[]): void {
  if (refused.length === 0) return
  throw new DomainError(
    'conflict',
    'Stock cannot fall below zero: units were sold or are being paid for meanwhile. Reload to see what is left, or allow selling without stock.',
  )
}
