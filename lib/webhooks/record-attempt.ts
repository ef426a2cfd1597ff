/**
 * Writing down how a try ended: the log's row, and what follows for the delivery and its subscription. A try whose lease
 * ran out while it went on may find its delivery settled by another; then only the log is written.
 */
import { and, eq, sql } from 'drizzle-orm'
import { webhookAttempts, webhookDeliveries, webhookSubscriptions } from '@/db/schema/webhooks'
import type { Tx } from '@/db/store'
import { fromNow, now } from '@/lib/clock'
import type { Outcome } from './post'
import { MAX_GIVEN_UP, MAX_TRIES, pauseAfter } from './schedule'
import { lock, stopSubscription } from './subscriptions'

export interface Attempt {
  subscriptionId: number
  deliveryId: string
  /** Of the delivery, from 1; above MAX_TRIES: the last one broke off and nothing was sent. */
  tries: number
  /** null: nothing was sent. */
  sent: { headers: Record<string, string>; outcome: Outcome } | null
}

export async function recordAttempt(tx: Tx, { subscriptionId, deliveryId, tries, sent }: Attempt): Promise<void> {
  const subscription = await lock(tx, subscriptionId)
  const [delivery] = await tx
    .select({ status: webhookDeliveries.status })
    .from(webhookDeliveries)
    .where(thisOne(tx, deliveryId))
    .for('update')
  if (!delivery) return
  if (sent) await addToLog(tx, deliveryId, sent.headers, sent.outcome)
  if (delivery.status !== 'pending') return
  const outcome = sent?.outcome
  if (outcome?.ok) {
    await settle(tx, deliveryId, { status: 'succeeded', lastStatusCode: outcome.statusCode, lastError: null })
    if (subscription.failures > 0) await countFailures(tx, subscriptionId, 0)
    return
  }
  const last = {
    lastStatusCode: outcome?.statusCode ?? null,
    lastError: outcome?.error ?? 'The last try broke off on our side.',
  }
  const pause = tries >= MAX_TRIES ? null : pauseAfter(tries)
  if (pause !== null) {
    // Stopped meanwhile: it waits with the others.
    const nextAttemptAt = subscription.status === 'active' ? { nextAttemptAt: fromNow(pause) } : {}
    await settle(tx, deliveryId, { ...last, ...nextAttemptAt })
    return
  }
  await settle(tx, deliveryId, { ...last, status: 'failed' })
  const failures = subscription.failures + 1
  await countFailures(tx, subscriptionId, failures)
  if (failures >= MAX_GIVEN_UP && subscription.status === 'active') await stopSubscription(tx, subscriptionId)
}

/** Adds a row to the delivery's log; its number follows the last one's. */
export async function addToLog(
  tx: Tx,
  deliveryId: string,
  requestHeaders: Record<string, string>,
  outcome: Outcome,
): Promise<void> {
  const { statusCode, responseHeaders, responseBody, error, durationMs } = outcome
  await tx.insert(webhookAttempts).values({
    storeId: tx.storeId,
    deliveryId,
    attemptNo: sql`(select coalesce(max(attempt_no), 0) + 1 from webhook_attempts
      where store_id = ${tx.storeId} and delivery_id = ${deliveryId})`,
    requestHeaders,
    statusCode,
    responseHeaders,
    responseBody,
    error,
    durationMs,
    createdAt: now(),
  })
}

async function settle(tx: Tx, id: string, values: Partial<typeof webhookDeliveries.$inferInsert>): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ ...values, updatedAt: now() })
    .where(thisOne(tx, id))
}

async function countFailures(tx: Tx, id: number, failures: number): Promise<void> {
  await tx
    .update(webhookSubscriptions)
    .set({ failures })
    .where(and(eq(webhookSubscriptions.storeId, tx.storeId), eq(webhookSubscriptions.id, id)))
}

function thisOne(tx: Tx, id: string) {
  return and(eq(webhookDeliveries.storeId, tx.storeId), eq(webhookDeliveries.id, id))
}
