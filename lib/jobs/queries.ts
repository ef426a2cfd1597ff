/**
 * The work that the platform owes, across stores: what waits in each queue, and what was given up and needs a person. Counts
 * and ids only, as the platform role sees them. Deliveries of a merchant's webhooks that failed are in the merchant's own log.
 */
import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { readPlatform } from '@/db/platform'
import { refunds } from '@/db/schema/after-sale'
import { ACTIVE_ATTEMPT_STATES, checkoutRequests } from '@/db/schema/checkout'
import { outbox } from '@/db/schema/events'
import { payments } from '@/db/schema/orders'
import { deadLetters, stripeEvents, webhookDeliveries } from '@/db/schema/webhooks'
import { listDeadLetters } from './dead-letters'

/** `events`: the outbox; `stripe`: Stripe's events; the others are rows that a job brings to their end. */
export type Queue = 'events' | 'stripe' | 'webhooks' | 'checkouts' | 'captures' | 'refunds'

export interface Waiting {
  queue: Queue
  count: number
  oldest: Date | null
}

const SENDABLE = sql`${outbox.availableAt} < 'infinity'`

/** What waits in each queue. */
export function listWaiting(): Promise<Waiting[]> {
  return readPlatform((tx) => {
    const waiting = async (queue: Queue, table: PgTable, since: PgColumn, where: SQL | undefined): Promise<Waiting> => {
      const [row] = await tx
        .select({ count: sql<number>`count(*)::int`, oldest: sql<string | null>`min(${since})` })
        .from(table)
        .where(where)
      return { queue, count: row?.count ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null }
    }
    const unfinished = inArray(checkoutRequests.status, [...ACTIVE_ATTEMPT_STATES, 'refunding'])
    return Promise.all([
      waiting('events', outbox, outbox.createdAt, and(isNull(outbox.sentAt), SENDABLE)),
      waiting('stripe', stripeEvents, stripeEvents.createdAt, eq(stripeEvents.status, 'received')),
      waiting('webhooks', webhookDeliveries, webhookDeliveries.createdAt, eq(webhookDeliveries.status, 'pending')),
      waiting('checkouts', checkoutRequests, checkoutRequests.createdAt, unfinished),
      waiting('captures', payments, payments.createdAt, eq(payments.status, 'authorized')),
      waiting('refunds', refunds, refunds.updatedAt, eq(refunds.status, 'pending')),
    ])
  })
}

export const DEAD_KINDS = ['function', 'event', 'stripe'] as const
export type DeadKind = (typeof DEAD_KINDS)[number]

/** Something that was given up. `id` names it to the operator: `function/12`, `event/{uuid}`, `stripe/connect:evt_...`. */
export interface DeadJob {
  id: string
  storeId: number | null
  /** What did not work: a function and its event, a topic, a type of Stripe's. */
  what: string
  error: string | null
  attempts: number
  since: Date
}

/** At most `limit` of each kind, the oldest first. */
export async function listDead(limit: number): Promise<DeadJob[]> {
  const kinds = await Promise.all(DEAD_KINDS.map((kind) => listDeadOf(kind, limit)))
  return kinds.flat().sort((a, b) => a.since.getTime() - b.since.getTime())
}

/** At most `limit` of one kind, the oldest first, those after the one named `after` (as `DeadJob.id` names it). */
export function listDeadOf(kind: DeadKind, limit: number, after?: string): Promise<DeadJob[]> {
  const last = after?.startsWith(`${kind}/`) ? after.slice(kind.length + 1) : undefined
  if (kind === 'function') return deadFunctions(limit, last)
  return kind === 'event' ? deadEvents(limit, last) : deadOfStripe(limit, last)
}

async function deadFunctions(limit: number, last?: string): Promise<DeadJob[]> {
  const letters = await listDeadLetters(limit, last && /^\d{1,15}$/.test(last) ? Number(last) : undefined)
  return letters.map(({ id, storeId, functionId, eventName, error, attempts, createdAt }) => {
    return { id: `function/${id}`, storeId, what: `${functionId} ${eventName}`, error, attempts, since: createdAt }
  })
}

async function deadEvents(limit: number, last?: string): Promise<DeadJob[]> {
  const beyond =
    last && sql`(${outbox.createdAt}, ${outbox.id}) > (select created_at, id from outbox where id::text = ${last})`
  const events = await readPlatform((tx) =>
    tx
      .select()
      .from(outbox)
      .where(and(isNull(outbox.sentAt), sql`not ${SENDABLE}`, beyond || undefined))
      .orderBy(asc(outbox.createdAt), asc(outbox.id))
      .limit(limit),
  )
  return events.map(({ id, storeId, topic, lastError, attempts, createdAt }) => {
    return { id: `event/${id}`, storeId, what: topic, error: lastError, attempts, since: createdAt }
  })
}

async function deadOfStripe(limit: number, last?: string): Promise<DeadJob[]> {
  const beyond =
    last &&
    sql`(${stripeEvents.createdAt}, ${stripeEvents.id}) > (select created_at, id from stripe_events where id = ${last})`
  const events = await readPlatform((tx) =>
    tx
      .select()
      .from(stripeEvents)
      .where(and(eq(stripeEvents.status, 'dead'), beyond || undefined))
      .orderBy(asc(stripeEvents.createdAt), asc(stripeEvents.id))
      .limit(limit),
  )
  return events.map(({ id, type, lastError, attempts, createdAt }) => {
    return { id: `stripe/${id}`, storeId: null, what: type, error: lastError, attempts, since: createdAt }
  })
}

/** What is counted of each kind: more is as bad. */
export const DEAD_COUNTED_MAX = 10_000

/** How much of each kind was given up, at most DEAD_COUNTED_MAX. */
export async function countDead(): Promise<Record<DeadKind, number>> {
  const counted = async (from: SQL): Promise<number> => {
    const [row] = await readPlatform((tx) =>
      tx.execute<{ n: number }>(sql`select count(*)::int as n from (select ${from} limit ${DEAD_COUNTED_MAX}) d`),
    )
    return row?.n ?? 0
  }
  const [letters, events, fromStripe] = await Promise.all([
    counted(sql`from ${deadLetters} where ${isNull(deadLetters.replayedAt)}`),
    counted(sql`from ${outbox} where ${isNull(outbox.sentAt)} and not ${SENDABLE}`),
    counted(sql`from ${stripeEvents} where ${eq(stripeEvents.status, 'dead')}`),
  ])
  return { function: letters, event: events, stripe: fromStripe }
}
