/**
 * Writing an event into the outbox, in the transaction that it reports. Sending is inngest/relay.ts's alone. An event that
 * webhooks may tell of says whether its store has any, so that no function is called for the many that have none.
 */
import { sql } from 'drizzle-orm'
import type { PlatformTx } from '@/db/platform'
import { outbox } from '@/db/schema/events'
import type { Tx } from '@/db/store'
import { uuidv7 } from '@/lib/ids'
import type { EventPayloads, Topic } from './topics'

/** Topics that lib/webhooks has words for. */
const TOLD = /^(order|draft_order|product)\./

/** Records that something happened; it is sent when the transaction commits and never when it rolls back. */
export async function recordEvent<T extends Topic>(tx: Tx, topic: T, payload: EventPayloads[T]): Promise<void> {
  // No RETURNING: the application role may write events, not read them.
  const payloadJson = sql`${JSON.stringify(payload)}::jsonb`
  const webhooks = sql`exists (select from webhook_subscriptions where store_id = ${tx.storeId})`
  await tx.insert(outbox).values({
    storeId: tx.storeId,
    id: uuidv7(),
    topic,
    payload: TOLD.test(topic) ? sql`${payloadJson} || jsonb_build_object('webhooks', ${webhooks})` : { ...payload },
  })
}

/** The same for the platform's jobs, which change a store's rows without being in it. */
export async function recordEventFor<T extends Topic>(
  tx: PlatformTx,
  storeId: number,
  topic: T,
  payload: EventPayloads[T],
): Promise<void> {
  await tx.insert(outbox).values({ storeId, id: uuidv7(), topic, payload: { ...payload } })
}
