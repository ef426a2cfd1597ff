/** Deliveries across stores, for the jobs: which subscriptions have something due, how much waits, what is old. No contents. */
import { and, eq, lt, lte, type SQL, sql } from 'drizzle-orm'
import { readPlatform, withPlatform } from '@/db/platform'
import { webhookDeliveries } from '@/db/schema/webhooks'
import { DAY, fromNow, now } from '@/lib/clock'

/** Due rows looked at to find whose they are. */
const LOOKED_AT = 20_000

export interface DueSubscription {
  storeId: number
  subscriptionId: number
}

/** At most `limit` subscriptions with something due, the longest waiting first. */
export async function dueSubscriptions(limit: number): Promise<DueSubscription[]> {
  const rows = await readPlatform((tx) =>
    tx.execute<{ store_id: string; subscription_id: string }>(sql`
      select store_id, subscription_id from (
        select store_id, subscription_id, next_attempt_at from webhook_deliveries
        where status = 'pending' and next_attempt_at <= ${now().toISOString()}::timestamptz
        order by next_attempt_at limit ${LOOKED_AT}) due
      group by store_id, subscription_id order by min(next_attempt_at) limit ${limit}`),
  )
  return rows.map((row) => ({ storeId: Number(row.store_id), subscriptionId: Number(row.subscription_id) }))
}

/** What waits, what of it is overdue, and what was given up in the last day. */
export async function webhookBacklog(): Promise<{ pending: number; due: number; failedToday: number }> {
  const count = (condition: SQL | undefined) =>
    readPlatform((tx) => tx.select({ n: sql<number>`count(*)::int` }).from(webhookDeliveries).where(condition))
  const pending = eq(webhookDeliveries.status, 'pending')
  const [[all], [due], [failed]] = await Promise.all([
    count(pending),
    count(and(pending, lte(webhookDeliveries.nextAttemptAt, now()))),
    count(and(eq(webhookDeliveries.status, 'failed'), sql`created_at > ${fromNow(-DAY).toISOString()}::timestamptz`)),
  ])
  return { pending: all?.n ?? 0, due: due?.n ?? 0, failedToday: failed?.n ?? 0 }
}

/** Forgets at most `limit` deliveries that were made more than `ageMs` ago, with their tries; how many. */
export async function pruneDeliveries(ageMs: number, limit: number): Promise<number> {
  return deleteSome(lt(webhookDeliveries.createdAt, fromNow(-ageMs)), limit)
}

/** Forgets at most `limit` deliveries of the subscription, whatever became of them; how many. */
export async function forgetDeliveries({ storeId, subscriptionId }: DueSubscription, limit: number): Promise<number> {
  const its = and(eq(webhookDeliveries.storeId, storeId), eq(webhookDeliveries.subscriptionId, subscriptionId))
  return deleteSome(its, limit)
}

async function deleteSome(which: SQL | undefined, limit: number): Promise<number> {
  const gone = await withPlatform(async (tx) => {
    const { storeId, id } = webhookDeliveries
    const some = tx.select({ storeId, id }).from(webhookDeliveries).where(which).limit(limit)
    return tx.delete(webhookDeliveries).where(sql`(store_id, id) in ${some}`).returning({ id })
  })
  return gone.length
}
