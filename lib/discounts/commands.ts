/** Writing discounts. Nothing cached depends on them: carts and checkouts are priced live. */
import { and, eq, sql } from 'drizzle-orm'
import { pgErrorOf, violates } from '@/db/errors'
import { discountRedemptions, discounts } from '@/db/schema/selling'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { invariant } from '@/lib/invariant'
import type { discountRow } from './inputs'
import { isRunning, MAX_AUTOMATIC } from './queries'
import { existing } from './targets'

/** Discounts of one store. */
const DISCOUNTS_MAX = 10_000

/**
 * Makes (`id` null) or changes a discount and answers its id. A limit that is set counts the uses of before.
 * @throws not_found; conflict for the limit of discounts; invalid_request when the code is taken or the limit is below the uses
 */
export async function saveDiscount(tx: Tx, id: number | null, row: ReturnType<typeof discountRow>): Promise<number> {
  const kept = await withExisting(tx, row)
  try {
    const saved = id === null ? await insert(tx, kept) : await update(tx, id, kept)
    await refuseTooManyAutomatic(tx)
    return saved
  } catch (error) {
    if (violates(error, 'discounts_code')) throw field('code', 'Another discount has this code.')
    if (pgErrorOf(error)?.constraint_name === 'discounts_usage') {
      throw field('usageLimit', 'It has been used more often than this already.')
    }
    throw error
  }
}

/** @throws invalid_request with `fields` when nothing is left of what was chosen */
async function withExisting(tx: Tx, row: ReturnType<typeof discountRow>): Promise<ReturnType<typeof discountRow>> {
  const appliesTo = await existing(tx, row.appliesTo)
  const buys = row.buyXGetY && (await existing(tx, row.buyXGetY.buys))
  for (const [name, target] of [
    ['appliesTo', appliesTo],
    ['buys', buys],
  ] as const) {
    if (target && target.scope !== 'all' && target.ids.length === 0) {
      throw field(name, 'None of these exist any more. Choose again.')
    }
  }
  return { ...row, appliesTo, buyXGetY: row.buyXGetY && buys && { ...row.buyXGetY, buys, gets: appliesTo } }
}

/** Switches a discount on or off. @throws not_found; conflict when too many automatic ones are on */
export async function setDiscountActive(tx: Tx, id: number, active: boolean): Promise<void> {
  const rows = await tx
    .update(discounts)
    .set({ active, updatedAt: now() })
    .where(and(eq(discounts.storeId, tx.storeId), eq(discounts.id, id)))
    .returning({ id: discounts.id })
  if (rows.length === 0) throw notFound('This discount')
  if (active) await refuseTooManyAutomatic(tx)
}

/** A cart is priced with all of them, so that none is forgotten without a word. */
async function refuseTooManyAutomatic(tx: Tx): Promise<void> {
  const running = await tx
    .select({ id: discounts.id })
    .from(discounts)
    .where(and(eq(discounts.storeId, tx.storeId), isRunning()))
    .limit(MAX_AUTOMATIC + 1)
  if (running.length <= MAX_AUTOMATIC) return
  throw new DomainError(
    'conflict',
    `At most ${MAX_AUTOMATIC} automatic discounts can be on at a time. Switch one off or give it an end first.`,
  )
}

/** @throws not_found; conflict for one that was used: switch it off instead, so that its orders can still name it */
export async function deleteDiscount(tx: Tx, id: number): Promise<void> {
  const [used] = await tx
    .select({ id: discountRedemptions.discountId })
    .from(discountRedemptions)
    .where(and(eq(discountRedemptions.storeId, tx.storeId), eq(discountRedemptions.discountId, id)))
    .limit(1)
  if (used) throw new DomainError('conflict', 'This discount has been used. Switch it off instead.')
  const rows = await tx
    .delete(discounts)
    .where(and(eq(discounts.storeId, tx.storeId), eq(discounts.id, id)))
    .returning({ id: discounts.id })
  if (rows.length === 0) throw notFound('This discount')
}

async function insert(tx: Tx, row: ReturnType<typeof discountRow>): Promise<number> {
  const [count] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(discounts)
    .where(eq(discounts.storeId, tx.storeId))
  if ((count?.n ?? 0) >= DISCOUNTS_MAX) {
    throw new DomainError('conflict', `A store has at most ${DISCOUNTS_MAX.toLocaleString('en-US')} discounts.`)
  }
  const [made] = await tx
    .insert(discounts)
    .values({ storeId: tx.storeId, ...row })
    .returning({ id: discounts.id })
  invariant(made, 'an inserted discount is returned')
  return made.id
}

async function update(tx: Tx, id: number, row: ReturnType<typeof discountRow>): Promise<number> {
  const own = and(eq(discounts.storeId, tx.storeId), eq(discounts.id, id))
  const [locked] = await tx.select({ id: discounts.id }).from(discounts).where(own).for('update')
  if (!locked) throw notFound('This discount')
  const uses = sql<number>`(select count(*) from discount_redemptions r
    where r.store_id = ${tx.storeId} and r.discount_id = ${id})`
  await tx
    .update(discounts)
    .set({ ...row, timesUsed: uses, updatedAt: now() })
    .where(own)
  return id
}

function field(name: string, message: string): DomainError {
  return new DomainError('invalid_request', message, { fields: { [name]: message } })
}
