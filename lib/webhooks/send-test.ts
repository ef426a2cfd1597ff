/**
 * A test: one invented delivery, signed like a real one, sent once and while the merchant waits. It works on a paused
 * webhook too, counts for nothing and is not tried again.
 */
import { and, eq } from 'drizzle-orm'
import { webhookDeliveries } from '@/db/schema/webhooks'
import { type Tx, withStore } from '@/db/store'
import { MINUTE, now } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { uuidv7 } from '@/lib/ids'
import { type RateLimit, rateLimit } from '@/lib/rate-limit/limit'
import { shopDomainOf } from './claim'
import { payloadStore } from './payload-store'
import type { Outcome } from './post'
import { addToLog } from './record-attempt'
import { sampleBody } from './sample'
import { type SendOptions, sendSigned } from './send'
import type { Secrets, Signed } from './signature'
import { lock } from './subscriptions'
import type { WebhookTopic } from './topics'

const LIMIT: RateLimit = { limit: 20, windowMs: MINUTE, failClosed: true }

/** @throws not_found; rate_limited */
export async function sendTest(
  storeId: number,
  { subscriptionId, topic }: { subscriptionId: number; topic: WebhookTopic },
  options: SendOptions = {},
): Promise<{ deliveryId: string; outcome: Outcome }> {
  const { ok, retryAfter } = await rateLimit(`s:${storeId}:webhook-test`, LIMIT)
  if (!ok) {
    throw new DomainError('rate_limited', `Too many tests at once. Try again in ${retryAfter} s.`, { retryAfter })
  }
  const { target, signed } = await withStore(storeId, (tx) => prepare(tx, subscriptionId, topic))
  const { headers, outcome } = await sendSigned(target, signed, options)
  await withStore(storeId, async (tx) => {
    const status = outcome.ok ? 'succeeded' : 'failed'
    const [row] = await tx
      .update(webhookDeliveries)
      .set({ status, lastStatusCode: outcome.statusCode, lastError: outcome.error, updatedAt: now() })
      .where(and(eq(webhookDeliveries.storeId, tx.storeId), eq(webhookDeliveries.id, signed.id)))
      .returning({ id: webhookDeliveries.id })
    if (row) await addToLog(tx, signed.id, headers, outcome)
  })
  return { deliveryId: signed.id, outcome }
}

/** The delivery's row, failed until an answer says otherwise. */
async function prepare(
  tx: Tx,
  subscriptionId: number,
  topic: WebhookTopic,
): Promise<{ target: Secrets & { url: string }; signed: Signed }> {
  const target = await lock(tx, subscriptionId)
  const store = await payloadStore(tx)
  const at = now()
  const row = {
    id: uuidv7(),
    eventId: uuidv7(),
    topic,
    body: sampleBody(topic, store, at),
    test: true,
    triggeredAt: at,
  }
  const unanswered = { status: 'failed', attempts: 1, lastError: 'The test broke off before an answer came.' } as const
  await tx
    .insert(webhookDeliveries)
    .values({ ...row, ...unanswered, storeId: tx.storeId, subscriptionId, createdAt: at })
  return { target, signed: { ...row, shopDomain: await shopDomainOf(tx) } }
}
