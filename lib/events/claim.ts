/**
 * A consumer's memory of what it has done. Delivery is at least once; acting is once: (consumer, event) is claimed with a
 * lease before acting and marked done after, and a claim whose process died may be taken over when its lease is over.
 */
import { and, eq, lt, sql } from 'drizzle-orm'
import { processedEvents } from '@/db/schema/events'
import type { Tx } from '@/db/store'
import { fromNow, MINUTE, now } from '@/lib/clock'

/** Longer than any consumer works on one event. */
const LEASE_MS = 2 * MINUTE

/** `claimed`: act now. `done`: it was done before. `busy`: another delivery is at it; come back later. */
export type Claim = 'claimed' | 'done' | 'busy'

export async function claimEvent(tx: Tx, consumer: string, eventId: string): Promise<Claim> {
  const row = { storeId: tx.storeId, consumer, eventId, leaseUntil: fromNow(LEASE_MS) }
  const taken = await tx
    .insert(processedEvents)
    .values(row)
    .onConflictDoUpdate({
      target: [processedEvents.storeId, processedEvents.consumer, processedEvents.eventId],
      set: { leaseUntil: sql`excluded.lease_until` },
      setWhere: and(eq(processedEvents.status, 'claimed'), lt(processedEvents.leaseUntil, now())),
    })
    .returning({ status: processedEvents.status })
  if (taken.length > 0) return 'claimed'
  const [known] = await tx
    .select({ status: processedEvents.status })
    .from(processedEvents)
    .where(thisOne(tx, consumer, eventId))
    .limit(1)
  return known?.status === 'done' ? 'done' : 'busy'
}

export async function completeEvent(tx: Tx, consumer: string, eventId: string): Promise<void> {
  await tx
    .update(processedEvents)
    .set({ status: 'done' })
    .where(thisOne(tx, consumer, eventId))
}

/** Gives the claim up at once, so that the next try need not wait for the lease. */
export async function releaseEvent(tx: Tx, consumer: string, eventId: string): Promise<void> {
  await tx
    .update(processedEvents)
    .set({ leaseUntil: fromNow(-1) })
    .where(and(thisOne(tx, consumer, eventId), eq(processedEvents.status, 'claimed')))
}

function thisOne(tx: Tx, consumer: string, eventId: string) {
  return and(
    eq(processedEvents.storeId, tx.storeId),
    eq(processedEvents.consumer, consumer),
    eq(processedEvents.eventId, eventId),
  )
}
