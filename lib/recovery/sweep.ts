/**
 * Checkouts that were left and are due: each is judged once, in a transaction of its own, and is then reminded of, closed or
 * forgotten. Reminded of means that the event is recorded with the status that rules out a second one.
 */
import { and, asc, eq, inArray, lt, lte, sql } from 'drizzle-orm'
import { readPlatform, withPlatform } from '@/db/platform'
import { ACTIVE_ATTEMPT_STATES, checkoutRequests } from '@/db/schema/checkout'
import { abandonedCheckouts } from '@/db/schema/notifications'
import { type Tx, withStore } from '@/db/store'
import { DAY, fromNow, MINUTE, now } from '@/lib/clock'
import { recordEvent } from '@/lib/events/record'
import { log } from '@/lib/log'
import { boughtSince } from './queries'
import { isUnsubscribed } from './unsubscribe'

/** One address is reminded by one store no more often. */
const GAP_MS = 7 * DAY
/** Kept for the merchant's list, then forgotten with the address. */
const KEEP_MS = 90 * DAY
/** Somebody is paying just now: look again. */
const LATER_MS = 15 * MINUTE

export interface AbandonedReport {
  due: number
  mailed: number
}

/** Judges at most `limit` checkouts. */
export async function sweepAbandoned(limit: number): Promise<AbandonedReport> {
  const rows = await readPlatform((tx) =>
    tx
      .select({ storeId: abandonedCheckouts.storeId, id: abandonedCheckouts.id })
      .from(abandonedCheckouts)
      .where(and(eq(abandonedCheckouts.status, 'open'), lte(abandonedCheckouts.dueAt, now())))
      .orderBy(asc(abandonedCheckouts.dueAt))
      .limit(limit),
  )
  let mailed = 0
  for (const { storeId, id } of rows) {
    try {
      if ((await withStore(storeId, (tx) => judge(tx, id))) === 'mailed') mailed += 1
    } catch (error) {
      log.warn({ storeId, err: error }, 'a left checkout could not be judged; the next run tries again')
    }
  }
  return { due: rows.length, mailed }
}

/** Forgets at most `limit` old ones of all stores; how many there were. */
export async function pruneAbandoned(limit: number): Promise<number> {
  const old = sql`(select id from abandoned_checkouts where created_at < ${fromNow(-KEEP_MS).toISOString()}::timestamptz
    order by created_at limit ${limit})`
  const gone = await withPlatform((tx) =>
    tx
      .delete(abandonedCheckouts)
      .where(and(lt(abandonedCheckouts.createdAt, fromNow(-KEEP_MS)), inArray(abandonedCheckouts.id, old)))
      .returning({ id: abandonedCheckouts.id }),
  )
  return gone.length
}

type Verdict = 'mailed' | 'closed' | 'gone' | 'later' | 'taken'
type Left = Pick<typeof abandonedCheckouts.$inferSelect, 'id' | 'cartId' | 'email' | 'createdAt'>

async function judge(tx: Tx, id: number): Promise<Verdict> {
  const [left] = await tx
    .select({
      id: abandonedCheckouts.id,
      cartId: abandonedCheckouts.cartId,
      email: abandonedCheckouts.email,
      createdAt: abandonedCheckouts.createdAt,
    })
    .from(abandonedCheckouts)
    .where(
      and(
        eq(abandonedCheckouts.storeId, tx.storeId),
        eq(abandonedCheckouts.id, id),
        eq(abandonedCheckouts.status, 'open'),
      ),
    )
    .for('update', { skipLocked: true })
  if (!left) return 'taken'
  if (await isPaying(tx, left.cartId)) return mark(tx, id, { dueAt: fromNow(LATER_MS) }, 'later')
  if ((await boughtSince(tx, left.email, left.createdAt)) || (await isEmpty(tx, left.cartId))) {
    await tx
      .delete(abandonedCheckouts)
      .where(and(eq(abandonedCheckouts.storeId, tx.storeId), eq(abandonedCheckouts.id, id)))
    return 'gone'
  }
  if (!(await mayRemind(tx, left))) return mark(tx, id, { status: 'closed' }, 'closed')
  await recordEvent(tx, 'checkout.abandoned', { cartId: left.cartId, abandonedId: id })
  return mark(tx, id, { status: 'mailed', mailedAt: now() }, 'mailed')
}

async function mark<V extends Verdict>(
  tx: Tx,
  id: number,
  change: Partial<typeof abandonedCheckouts.$inferInsert>,
  verdict: V,
): Promise<V> {
  await tx
    .update(abandonedCheckouts)
    .set({ ...change, updatedAt: now() })
    .where(and(eq(abandonedCheckouts.storeId, tx.storeId), eq(abandonedCheckouts.id, id)))
  return verdict
}

/** The store reminds, the shopper has not said no, and was not reminded lately. */
async function mayRemind(tx: Tx, { email }: Left): Promise<boolean> {
  const [on] = await tx.execute(sql`
    select 1 from stores s left join notification_settings n on n.store_id = ${tx.storeId} and n.kind = 'abandoned-checkout'
    where s.id = ${tx.storeId} and s.status = 'active' and s.settings ? 'abandonedCheckoutHours'
      and coalesce(n.enabled, true)`)
  if (!on || (await isUnsubscribed(tx, email))) return false
  const lately = await tx
    .select({ id: abandonedCheckouts.id })
    .from(abandonedCheckouts)
    .where(
      and(
        eq(abandonedCheckouts.storeId, tx.storeId),
        eq(abandonedCheckouts.email, email),
        sql`${abandonedCheckouts.mailedAt} > ${fromNow(-GAP_MS).toISOString()}::timestamptz`,
      ),
    )
    .limit(1)
  return lately.length === 0
}

async function isPaying(tx: Tx, cartId: number): Promise<boolean> {
  const rows = await tx
    .select({ id: checkoutRequests.id })
    .from(checkoutRequests)
    .where(
      and(
        eq(checkoutRequests.storeId, tx.storeId),
        eq(checkoutRequests.cartId, cartId),
        inArray(checkoutRequests.status, [...ACTIVE_ATTEMPT_STATES]),
      ),
    )
    .limit(1)
  return rows.length > 0
}

async function isEmpty(tx: Tx, cartId: number): Promise<boolean> {
  const [item] = await tx.execute(sql`
    select 1 from cart_items where store_id = ${tx.storeId} and cart_id = ${cartId} limit 1`)
  return item === undefined
}
