/**
 * One delivery for each subscription and topic of an event. The unique key (subscription, event, topic) makes a second
 * arrival of the event add nothing. Sending is drain.ts's.
 */
import { and, arrayOverlaps, asc, eq } from 'drizzle-orm'
import { webhookDeliveries, webhookSubscriptions } from '@/db/schema/webhooks'
import { withStore } from '@/db/store'
import { now } from '@/lib/clock'
import { uuidv7 } from '@/lib/ids'
import { type Composed, composeWebhooks, type RecordedEvent, resourceOf } from './compose'
import { MAX_SUBSCRIPTIONS } from './subscriptions'
import { topicsAfter } from './topics'

/** Makes the event's deliveries; the subscriptions that have something to send now. */
export async function fanOutEvent(storeId: number, event: RecordedEvent): Promise<number[]> {
  const topics = topicsAfter(event.topic)
  if (topics.length === 0) return []
  return withStore(storeId, async (tx) => {
    const subscriptions = await tx
      .select({ id: webhookSubscriptions.id, topics: webhookSubscriptions.topics })
      .from(webhookSubscriptions)
      .where(
        and(
          eq(webhookSubscriptions.storeId, tx.storeId),
          eq(webhookSubscriptions.status, 'active'),
          arrayOverlaps(webhookSubscriptions.topics, topics),
        ),
      )
      .orderBy(asc(webhookSubscriptions.id))
      .limit(MAX_SUBSCRIPTIONS)
    if (subscriptions.length === 0) return []
    const composed = await composeWebhooks(tx, event, new Set(subscriptions.flatMap((each) => each.topics)))
    const rows = subscriptions.flatMap((each) => deliveriesOf(storeId, each, event, composed))
    if (rows.length > 0) await tx.insert(webhookDeliveries).values(rows).onConflictDoNothing()
    return [...new Set(rows.map(({ subscriptionId }) => subscriptionId))]
  })
}

function deliveriesOf(
  storeId: number,
  subscription: { id: number; topics: string[] },
  event: RecordedEvent,
  composed: Composed[],
): (typeof webhookDeliveries.$inferInsert)[] {
  const wanted = composed.filter(({ topic }) => subscription.topics.includes(topic))
  // Sorted, so that an event's topics are sent in their order.
  const ids = wanted.map(() => uuidv7()).sort()
  return wanted.map(({ topic, body }, index) => ({
    storeId,
    id: ids[index] ?? uuidv7(),
    subscriptionId: subscription.id,
    eventId: event.id,
    topic,
    resource: resourceOf(event),
    triggeredAt: event.at,
    body,
    nextAttemptAt: now(),
  }))
}
