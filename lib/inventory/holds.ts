/**
 * Holds: units that an attempt to pay keeps from everybody else. Each verb is one statement that takes its rows in variant
 * order, so that crossing carts wait for each other and never deadlock, and so that the last unit is decided by the guard
 * in the UPDATE and not by what anybody read before.
 *
 * Invariant: available + active holds = sum of movements, after every transaction.
 */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { inventoryLevels } from '@/db/schema/inventory'
import type { Tx } from '@/db/store'
import { DomainError } from '@/lib/errors'

export interface WantedLine {
  variantId: number
  title: string
  variantTitle: string
  quantity: number
  /** false: stock is not counted and nothing is held. */
  tracked: boolean
}

/** A line that cannot be had, as the out_of_stock answer names it. */
export interface ShortLine {
  variantId: number
  title: string
  requested: number
  left: number
}

/**
 * Takes the lines' units for the attempt, all or nothing.
 *
 * @throws out_of_stock with `details.lines`, which must roll the transaction back.
 */
export async function holdStock(tx: Tx, attemptId: string, lines: readonly WantedLine[]): Promise<void> {
  await requireHeld(tx, lines, await takeUnits(tx, attemptId, lines))
}

/**
 * The statement of `holdStock`: takes what it can, and nothing when no row of the attempt exists. The guard stands twice:
 * where rows are locked, so that whoever comes after the last unit does not even wait for it, and in the UPDATE, which
 * decides. Deliberately not async: it goes out in its place among the statements of a Promise.all, behind the INSERT of the
 * attempt that it refers to.
 */
export function takeUnits(tx: Tx, attemptId: string, lines: readonly WantedLine[]) {
  const wanted = lines.filter((line) => line.tracked)
  return tx.execute<{ variant_id: string }>(sql`
    with wanted as (${wantedRows(wanted)}),
    locked as (
      select l.variant_id, w.quantity from inventory_levels l join wanted w on w.variant_id = l.variant_id
      where l.store_id = ${tx.storeId} and l.tracked and (l.policy = 'continue' or l.available >= w.quantity)
        and exists (select from checkout_requests where store_id = ${tx.storeId} and id = ${attemptId}::uuid)
      order by l.variant_id for update of l),
    taken as (
      update inventory_levels l set available = l.available - k.quantity, version = l.version + 1
      from locked k where l.store_id = ${tx.storeId} and l.variant_id = k.variant_id
        and (l.policy = 'continue' or l.available >= k.quantity)
      returning l.variant_id, k.quantity)
    insert into stock_reservations (store_id, attempt_id, variant_id, quantity)
    select ${tx.storeId}, ${attemptId}::uuid, variant_id, quantity from taken returning variant_id`)
}

/** Checks what `takeUnits` returned. @throws out_of_stock */
export async function requireHeld(
  tx: Tx,
  lines: readonly WantedLine[],
  taken: readonly { variant_id: string }[],
): Promise<void> {
  const held = new Set(taken.map((row) => Number(row.variant_id)))
  const missing = lines.filter((line) => line.tracked && !held.has(line.variantId))
  if (missing.length > 0) await refuseShort(tx, missing)
}

/** Gives an ended attempt's units back. */
export async function releaseHolds(tx: Tx, attemptId: string): Promise<void> {
  await tx.execute(sql`
    with freed as (
      delete from stock_reservations where store_id = ${tx.storeId} and attempt_id = ${attemptId}::uuid
      returning variant_id, quantity),
    locked as (
      select l.variant_id, f.quantity from inventory_levels l join freed f on f.variant_id = l.variant_id
      where l.store_id = ${tx.storeId} order by l.variant_id for update of l)
    update inventory_levels l set available = l.available + k.quantity, version = l.version + 1
    from locked k where l.store_id = ${tx.storeId} and l.variant_id = k.variant_id`)
}

/** Turns the attempt's holds into sales. `available` was lowered when they were taken. */
export async function sellHolds(tx: Tx, attemptId: string): Promise<void> {
  await tx.execute(sql`
    with sold as (
      delete from stock_reservations where store_id = ${tx.storeId} and attempt_id = ${attemptId}::uuid
      returning variant_id, quantity)
    insert into inventory_movements (store_id, variant_id, delta, reason, attempt_id)
    select ${tx.storeId}, variant_id, -quantity, 'sale', ${attemptId}::uuid from sold order by variant_id`)
}

function wantedRows(lines: readonly WantedLine[]): SQL {
  const variants = lines.map((line) => line.variantId)
  const quantities = lines.map((line) => line.quantity)
  return sql`select * from unnest(${sql.param(variants)}::bigint[], ${sql.param(quantities)}::int[]) as w(variant_id, quantity)`
}

async function refuseShort(tx: Tx, missing: readonly WantedLine[]): Promise<void> {
  const ids = missing.map((line) => line.variantId)
  const levels = await tx
    .select()
    .from(inventoryLevels)
    .where(and(eq(inventoryLevels.storeId, tx.storeId), inArray(inventoryLevels.variantId, ids)))
    .limit(ids.length)
  const byVariant = new Map(levels.map((level) => [level.variantId, level]))
  const short = missing.flatMap((line): ShortLine[] => {
    const level = byVariant.get(line.variantId)
    // The merchant stopped counting it a moment ago: nothing to hold.
    if (level && !level.tracked) return []
    const left = Math.max(0, level?.available ?? 0)
    return [{ variantId: line.variantId, title: titleOf(line), requested: line.quantity, left }]
  })
  if (short.length > 0) throw new DomainError('out_of_stock', outOfStockMessage(short), { details: { lines: short } })
}

function titleOf({ title, variantTitle }: WantedLine): string {
  return variantTitle && variantTitle !== 'Default Title' ? `${title} (${variantTitle})` : title
}

function outOfStockMessage(lines: ShortLine[]): string {
  const [first] = lines
  if (!first || lines.length > 1) return `${lines.length} products in your cart are no longer available as ordered.`
  return first.left === 0 ? `“${first.title}” is sold out.` : `Only ${first.left} of “${first.title}” left.`
}
