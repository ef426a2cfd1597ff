/**
 * The relay's side of the outbox, across stores, as the platform role. A row is claimed by moving the time it becomes
 * available ahead; a relay that dies lets go of it when that time comes. Nothing is sent here.
 */
import { and, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { readPlatform, withPlatform } from '@/db/platform'
import { outbox } from '@/db/schema/events'
import { fromNow } from '@/lib/clock'

/** A claimed row is nobody else's for so long. */
const CLAIM_S = 60
const FIRST_BACKOFF_S = 5
const MAX_BACKOFF_S = 15 * 60
/** About three days of tries; afterwards the row waits for a person (available_at is infinity). */
export const MAX_SEND_ATTEMPTS = 300
const MAX_ERROR_CHARACTERS = 500

export interface OutboxEvent {
  id: string
  storeId: number
  topic: string
  payload: Record<string, string | number | boolean | null>
  createdAt: Date
}

/** Claims at most `limit` events that are due, oldest first. Relays running at once get different ones. */
export async function claimOutbox(limit: number): Promise<OutboxEvent[]> {
  // Materialized: inside a join PostgreSQL may run a locking subquery anew for each row, past its limit.
  const rows = await withPlatform((tx) =>
    tx.execute<{
      id: string
      store_id: string
      topic: string
      payload: OutboxEvent['payload']
      created_at: string
    }>(sql`
      with due as materialized (
        select store_id, id from outbox where sent_at is null and available_at <= now()
        order by available_at, created_at limit ${limit} for update skip locked)
      update outbox o set available_at = now() + make_interval(secs => ${CLAIM_S}), attempts = o.attempts + 1
      from due where o.store_id = due.store_id and o.id = due.id
      returning o.id, o.store_id, o.topic, o.payload, o.created_at`),
  )
  const events = rows.map(({ id, store_id, topic, payload, created_at }) => ({
    id,
    storeId: Number(store_id),
    topic,
    payload,
    createdAt: new Date(created_at),
  }))
  return events.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** How many events wait to be sent, how many of these failed before, and the oldest one's time. */
export async function outboxStatus(): Promise<{ waiting: number; failing: number; oldest: Date | null }> {
  const [row] = await readPlatform((tx) =>
    tx
      .select({
        waiting: sql<number>`count(*)::int`,
        failing: sql<number>`count(*) filter (where ${outbox.lastError} is not null)::int`,
        oldest: sql<string | null>`min(${outbox.createdAt})`,
      })
      .from(outbox)
      .where(isNull(outbox.sentAt)),
  )
  return { waiting: row?.waiting ?? 0, failing: row?.failing ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null }
}

export async function markSent(ids: readonly string[]): Promise<void> {
  await withPlatform((tx) =>
    tx
      .update(outbox)
      .set({ sentAt: sql`now()`, lastError: null })
      .where(inArray(outbox.id, [...ids])),
  )
}

/** Lets the events wait, longer each time. */
export async function markUnsent(ids: readonly string[], error: string): Promise<void> {
  await withPlatform((tx) =>
    tx
      .update(outbox)
      .set({
        lastError: error.slice(0, MAX_ERROR_CHARACTERS),
        availableAt: sql`case when ${outbox.attempts} >= ${MAX_SEND_ATTEMPTS} then 'infinity'::timestamptz
          else now() + make_interval(secs => least(${MAX_BACKOFF_S}, ${FIRST_BACKOFF_S} * power(2, least(${outbox.attempts}, 12)))) end`,
      })
      .where(inArray(outbox.id, [...ids])),
  )
}

/** Lets an event that was given up be sent again, with all its tries; whose it is, or null when there is none. */
export async function reopenOutboxEvent(id: string): Promise<number | null> {
  const given = sql`${outbox.id}::text = ${id} and ${outbox.availableAt} = 'infinity'`
  const rows = await withPlatform((tx) =>
    tx
      .update(outbox)
      .set({ availableAt: sql`now()`, attempts: 0, lastError: null })
      .where(and(isNull(outbox.sentAt), given))
      .returning({ storeId: outbox.storeId }),
  )
  return rows[0]?.storeId ?? null
}

/** Forgets at most `limit` events that were sent more than `ageMs` ago; how many there were. */
export async function pruneOutbox(ageMs: number, limit: number): Promise<number> {
  const gone = await withPlatform((tx) =>
    tx
      .delete(outbox)
      .where(
        and(
          isNotNull(outbox.sentAt),
          lt(outbox.sentAt, fromNow(-ageMs)),
          inArray(
            outbox.id,
            sql`(select id from outbox where sent_at is not null and sent_at < ${fromNow(-ageMs).toISOString()}::timestamptz limit ${limit})`,
          ),
        ),
      )
      .returning({ id: outbox.id }),
  )
  return gone.length
}
