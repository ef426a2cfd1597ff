/**
 * From the outbox to Inngest. The event's id is the outbox row's, so that a relay that died between sending and marking
 * sends the same event again and Inngest and the consumers know it.
 */
import { claimOutbox, markSent, markUnsent } from '@/lib/events/outbox'
import { log } from '@/lib/log'
import { inngest } from './client'

export const RELAY_BATCH = 100

/** Sends at most `limit` events that are due; how many were. Failures are recorded on the rows and tried again later. */
export async function relayOutbox(limit: number = RELAY_BATCH): Promise<{ sent: number; failed: number }> {
  const events = await claimOutbox(limit)
  if (events.length === 0) return { sent: 0, failed: 0 }
  const ids = events.map((event) => event.id)
  try {
    await inngest.send(
      events.map(({ id, storeId, topic, payload, createdAt }) => ({
        id,
        name: topic,
        data: { ...payload, storeId },
        ts: createdAt.getTime(),
      })),
    )
  } catch (error) {
    log.warn({ err: error, events: ids.length }, 'events could not be sent')
    await markUnsent(ids, error instanceof Error ? error.message : String(error))
    return { sent: 0, failed: ids.length }
  }
  await markSent(ids)
  return { sent: ids.length, failed: 0 }
}
