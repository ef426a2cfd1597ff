/**
 * Sending again what was sent or given up: the same bytes under the same id, with eight new tries. Steps; they record an
 * event that wakes the worker.
 */
import { and, asc, eq, gte, inArray, lt, ne, type SQL } from 'drizzle-orm'
import { webhookDeliveries } from '@/db/schema/webhooks'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { lock } from './subscriptions'

/** Deliveries sent again at once. */
export const MAX_REDELIVERED = 1_000

/** @throws not_found; conflict when it waits already, is a test, or its webhook is stopped */
export async function redeliverOne(tx: Tx, id: string): Promise<void> {
  const which = and(eq(webhookDeliveries.storeId, tx.storeId), eq(webhookDeliveries.id, id))
  const [found] = await tx
    .select({ subscriptionId: webhookDeliveries.subscriptionId })
    .from(webhookDeliveries)
    .where(which)
    .limit(1)
  if (!found) throw notFound('This delivery')
  await requireActive(tx, found.subscriptionId)
  const [row] = await tx
    .select({ status: webhookDeliveries.status, test: webhookDeliveries.test })
    .from(webhookDeliveries)
    .where(which)
    .for('update')
  if (!row) throw notFound('This delivery')
  if (row.test) throw new DomainError('conflict', 'A test is not sent again. Send a new one.')
  if (row.status === 'pending') throw new DomainError('conflict', 'This delivery waits to be sent already.')
  await again(tx, found.subscriptionId, [id])
}

export interface Range {
  subscriptionId: number
  from: Date
  /** Exclusive. */
  to: Date
  /** Only what was given up; otherwise also what arrived. */
  failedOnly: boolean
}

/**
 * Sends again what was made in the time, oldest first, at most `limit`. `next`: when the first of the rest was made; null:
 * there is none. Who goes on begins there, for what was sent again is in the time still.
 * @throws not_found; conflict when the webhook is stopped
 */
export async function redeliverRange(
  tx: Tx,
  range: Range,
  limit = MAX_REDELIVERED,
): Promise<{ redelivered: number; next: Date | null }> {
  await requireActive(tx, range.subscriptionId)
  const rows = await tx
    .select({ id: webhookDeliveries.id, createdAt: webhookDeliveries.createdAt })
    .from(webhookDeliveries)
    .where(and(...chosen(tx, range)))
    .orderBy(asc(webhookDeliveries.createdAt), asc(webhookDeliveries.id))
    .limit(limit + 1)
    .for('update')
  const ids = rows.slice(0, limit).map(({ id }) => id)
  if (ids.length > 0) await again(tx, range.subscriptionId, ids)
  return { redelivered: ids.length, next: rows[limit]?.createdAt ?? null }
}

function chosen(tx: Tx, { subscriptionId, from, to, failedOnly }: Range): SQL[] {
  return [
    eq(webhookDeliveries.storeId, tx.storeId),
    eq(webhookDeliveries.subscriptionId, subscriptionId),
    gte(webhookDeliveries.createdAt, from),
    lt(webhookDeliveries.createdAt, to),
    eq(webhookDeliveries.test, false),
    failedOnly ? eq(webhookDeliveries.status, 'failed') : ne(webhookDeliveries.status, 'pending'),
  ]
}

async function requireActive(tx: Tx, subscriptionId: number): Promise<void> {
  const { status } = await lock(tx, subscriptionId)
  if (status !== 'active') throw new DomainError('conflict', 'This webhook is not running. Resume it first.')
}

async function again(tx: Tx, subscriptionId: number, ids: string[]): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ status: 'pending', attempts: 0, nextAttemptAt: now(), updatedAt: now() })
    .where(and(eq(webhookDeliveries.storeId, tx.storeId), inArray(webhookDeliveries.id, ids)))
  await recordEvent(tx, 'webhook.delivery_requested', { subscriptionId })
}
