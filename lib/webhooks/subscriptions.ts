/**
 * A merchant's changes to subscriptions. Steps. While one is paused or stopped, nothing new is put down for it, and what was
 * waiting waits until it is resumed.
 */
import { and, eq, sql } from 'drizzle-orm'
import { webhookDeliveries, webhookSubscriptions } from '@/db/schema/webhooks'
import type { Tx } from '@/db/store'
import { fromNow, now } from '@/lib/clock'
import { notFound } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { invariant } from '@/lib/invariant'
import { requireRoom } from '@/lib/plans/limits'
import { PLANS } from '@/lib/plans/table'
import { newSecret, ROTATION_MS } from './signature'
import type { WebhookTopic } from './topics'

/** What the largest plan holds: no store has more. */
export const MAX_SUBSCRIPTIONS = PLANS.enterprise.limits.webhooks
/** When nothing is due. */
const NEVER = new Date('9999-12-31T00:00:00Z')

export interface SubscriptionInput {
  /** Checked by url.ts. */
  url: string
  topics: readonly WebhookTopic[]
}

/** Adds a subscription; its secret is shown this once. @throws plan_limit_reached */
export async function addSubscription(
  tx: Tx,
  { url, topics }: SubscriptionInput,
  userId: number,
): Promise<{ id: number; secret: string }> {
  await requireRoom(tx, 'webhooks')
  const secret = newSecret()
  const [row] = await tx
    .insert(webhookSubscriptions)
    .values({ storeId: tx.storeId, url, topics: [...topics], secret, createdBy: userId })
    .returning({ id: webhookSubscriptions.id })
  invariant(row, 'an inserted subscription is returned')
  return { id: row.id, secret }
}

/** What waits for a further try goes to the new address. @throws not_found */
export async function changeSubscription(tx: Tx, id: number, { url, topics }: SubscriptionInput): Promise<void> {
  await change(tx, id, { url, topics: [...topics] })
}

/** A new secret, shown this once; the one before stays valid for a day. @throws not_found */
export async function rotateSecret(tx: Tx, id: number): Promise<{ secret: string; previousUntil: Date }> {
  const { secret: previousSecret } = await lock(tx, id)
  const secret = newSecret()
  const previousUntil = fromNow(ROTATION_MS)
  await change(tx, id, { secret, previousSecret, previousSecretUntil: previousUntil })
  return { secret, previousUntil }
}

/** Ends the time in which the former secret is still valid. @throws not_found */
export async function dropPreviousSecret(tx: Tx, id: number): Promise<void> {
  await change(tx, id, { previousSecret: null, previousSecretUntil: null })
}

/** @throws not_found */
export async function pauseSubscription(tx: Tx, id: number): Promise<void> {
  await change(tx, id, { status: 'paused' })
  await hold(tx, id)
}

/** Sends what waits, from now on. @throws not_found */
export async function resumeSubscription(tx: Tx, id: number): Promise<void> {
  await change(tx, id, { status: 'active', failures: 0 })
  await tx
    .update(webhookDeliveries)
    .set({ nextAttemptAt: now(), updatedAt: now() })
    .where(and(pendingOf(tx, id), eq(webhookDeliveries.nextAttemptAt, NEVER)))
  await recordEvent(tx, 'webhook.delivery_requested', { subscriptionId: id })
}

/** Stops a subscription whose consumer has not taken anything for long; the merchant is told. */
export async function stopSubscription(tx: Tx, id: number): Promise<void> {
  await change(tx, id, { status: 'failing' })
  await hold(tx, id)
  await recordEvent(tx, 'webhook.subscription_stopped', { subscriptionId: id })
}

/** Leaves what waits waiting, without anybody looking at it each minute. */
export async function hold(tx: Tx, id: number): Promise<void> {
  await tx.update(webhookDeliveries).set({ nextAttemptAt: NEVER, updatedAt: now() }).where(pendingOf(tx, id))
}

/** The subscription's row, locked before its deliveries, as everywhere. @throws not_found */
export async function lock(tx: Tx, id: number) {
  const [row] = await tx
    .select()
    .from(webhookSubscriptions)
    .where(and(eq(webhookSubscriptions.storeId, tx.storeId), eq(webhookSubscriptions.id, id)))
    .for('no key update')
  if (!row) throw notFound('This webhook')
  return row
}

async function change(tx: Tx, id: number, values: Partial<typeof webhookSubscriptions.$inferInsert>): Promise<void> {
  const changed = await tx
    .update(webhookSubscriptions)
    .set({ ...values, updatedAt: sql`now()` })
    .where(and(eq(webhookSubscriptions.storeId, tx.storeId), eq(webhookSubscriptions.id, id)))
    .returning({ id: webhookSubscriptions.id })
  if (changed.length === 0) throw notFound('This webhook')
}

function pendingOf(tx: Tx, id: number) {
  return and(
    eq(webhookDeliveries.storeId, tx.storeId),
    eq(webhookDeliveries.subscriptionId, id),
    eq(webhookDeliveries.status, 'pending'),
  )
}
