/** What the desk shows of webhooks. A secret is never read here. Deliveries are paged by (created_at, id), newest first. */
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import { webhookAttempts, webhookDeliveries, webhookSubscriptions } from '@/db/schema/webhooks'
import type { Tx } from '@/db/store'
import { MAX_SUBSCRIPTIONS } from './subscriptions'

export const DELIVERIES_PAGE_SIZE = 50
const MAX_ATTEMPTS_SHOWN = 50
export const DELIVERY_STATUSES = ['pending', 'succeeded', 'failed'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

export interface SubscriptionView {
  id: number
  url: string
  topics: string[]
  status: 'active' | 'paused' | 'failing'
  failures: number
  createdAt: Date
  /** The secret before this one is valid until then. */
  previousSecretUntil: Date | null
}

const columns = {
  id: webhookSubscriptions.id,
  url: webhookSubscriptions.url,
  topics: webhookSubscriptions.topics,
  status: webhookSubscriptions.status,
  failures: webhookSubscriptions.failures,
  createdAt: webhookSubscriptions.createdAt,
  previousSecretUntil: webhookSubscriptions.previousSecretUntil,
}

export interface ListedSubscription extends SubscriptionView {
  /** The last delivery that is not a test. */
  last: { status: DeliveryStatus; at: string } | null
}

/** All of the store's, oldest first; at most MAX_SUBSCRIPTIONS. */
export function listSubscriptions(tx: Tx): Promise<ListedSubscription[]> {
  const last = sql<ListedSubscription['last']>`(
    select json_build_object('status', d.status, 'at', d.created_at) from webhook_deliveries d
    where d.store_id = ${tx.storeId} and d.subscription_id = webhook_subscriptions.id and not d.test
    order by d.created_at desc, d.id desc limit 1)`
  return tx
    .select({ ...columns, last })
    .from(webhookSubscriptions)
    .where(eq(webhookSubscriptions.storeId, tx.storeId))
    .orderBy(asc(webhookSubscriptions.id))
    .limit(MAX_SUBSCRIPTIONS)
}

export async function findSubscription(tx: Tx, id: number): Promise<SubscriptionView | null> {
  const [row] = await tx
    .select(columns)
    .from(webhookSubscriptions)
    .where(and(eq(webhookSubscriptions.storeId, tx.storeId), eq(webhookSubscriptions.id, id)))
    .limit(1)
  return row ?? null
}

export interface DeliveryRow {
  id: string
  topic: string
  status: DeliveryStatus
  test: boolean
  tries: number
  lastStatusCode: number | null
  lastError: string | null
  nextAttemptAt: Date
  createdAt: Date
}

const deliveryColumns = {
  id: webhookDeliveries.id,
  topic: webhookDeliveries.topic,
  status: webhookDeliveries.status,
  test: webhookDeliveries.test,
  tries: webhookDeliveries.attempts,
  lastStatusCode: webhookDeliveries.lastStatusCode,
  lastError: webhookDeliveries.lastError,
  nextAttemptAt: webhookDeliveries.nextAttemptAt,
  createdAt: webhookDeliveries.createdAt,
}

export interface DeliveryFilter {
  subscriptionId: number
  status?: DeliveryStatus
  topic?: string
  /** From the page before. */
  after?: string
}

export async function listDeliveries(
  tx: Tx,
  filter: DeliveryFilter,
): Promise<{ deliveries: DeliveryRow[]; next: string | null }> {
  const cursor = sql<string>`to_char(${webhookDeliveries.createdAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || ${webhookDeliveries.id}`
  const rows = await tx
    .select({ ...deliveryColumns, cursor })
    .from(webhookDeliveries)
    .where(and(...conditions(tx, filter)))
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(DELIVERIES_PAGE_SIZE + 1)
  const page = rows.slice(0, DELIVERIES_PAGE_SIZE)
  return {
    deliveries: page.map(({ cursor: _, ...row }) => row),
    next: rows.length > page.length ? (page.at(-1)?.cursor ?? null) : null,
  }
}

function conditions(tx: Tx, { subscriptionId, status, topic, after }: DeliveryFilter): (SQL | undefined)[] {
  const at = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z)_([0-9a-f-]{36})$/.exec(after ?? '')
  return [
    eq(webhookDeliveries.storeId, tx.storeId),
    eq(webhookDeliveries.subscriptionId, subscriptionId),
    status && eq(webhookDeliveries.status, status),
    topic ? eq(webhookDeliveries.topic, topic) : undefined,
    at
      ? sql`(${webhookDeliveries.createdAt}, ${webhookDeliveries.id}) < (${at[1]}::timestamptz, ${at[2]}::uuid)`
      : undefined,
  ]
}

export interface DeliveryDetail extends DeliveryRow {
  subscriptionId: number
  eventId: string
  body: string
  /** Newest first; at most MAX_ATTEMPTS_SHOWN. */
  attempts: Omit<typeof webhookAttempts.$inferSelect, 'storeId' | 'deliveryId'>[]
}

export async function findDelivery(tx: Tx, id: string): Promise<DeliveryDetail | null> {
  const [rows, attempts] = await Promise.all([
    tx
      .select({
        ...deliveryColumns,
        subscriptionId: webhookDeliveries.subscriptionId,
        eventId: webhookDeliveries.eventId,
        body: webhookDeliveries.body,
      })
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.storeId, tx.storeId), eq(webhookDeliveries.id, id)))
      .limit(1),
    tx
      .select()
      .from(webhookAttempts)
      .where(and(eq(webhookAttempts.storeId, tx.storeId), eq(webhookAttempts.deliveryId, id)))
      .orderBy(desc(webhookAttempts.attemptNo))
      .limit(MAX_ATTEMPTS_SHOWN),
  ])
  const [row] = rows
  return row === undefined
    ? null
    : { ...row, attempts: attempts.map(({ storeId: _, deliveryId: __, ...attempt }) => attempt) }
}
