/**
 * Turns at the hosting provider's API. It allows so many additions and verifications an hour, to all processes together, so
 * turns are given out in the database: whoever comes when the hour is full gets the first free moment after it, and keeps it.
 */
import { and, asc, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { type PlatformTx, withPlatform } from '@/db/platform'
import { providerCalls } from '@/db/schema/hosts'
import { fromNow, HOUR, MINUTE, now } from '@/lib/clock'

export type CallKind = (typeof providerCalls.$inferSelect)['kind']

/** As Vercel's documentation gives them, for each hour. */
export const CALLS_AN_HOUR: Record<CallKind, number> = { add: 100, verify: 50 }
/** A turn not used by then is lost: many late ones at once would break the limit. */
const TURN_MS = 2 * MINUTE
/** The provider's hour, and as long as the latest use of a turn may come after its time. */
const WINDOW_MS = HOUR + TURN_MS
const LOCK_CLASS = 7_204_513
const LOCKS: Record<CallKind, number> = { add: 1, verify: 2 }

/** Zero: call now, the turn is used. Otherwise come back after so many milliseconds; a turn is kept for then. */
export async function takeTurn(kind: CallKind, domain: string): Promise<number> {
  return withPlatform(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_CLASS}, ${LOCKS[kind]})`)
    const at = now()
    await tx
      .delete(providerCalls)
      .where(and(eq(providerCalls.kind, kind), lt(providerCalls.dueAt, fromNow(-WINDOW_MS))))
    const turn = (await keptTurn(tx, kind, domain)) ?? (await nextTurn(tx, kind, domain))
    const waitMs = turn.dueAt.getTime() - at.getTime()
    if (waitMs > 0) return waitMs
    await tx.update(providerCalls).set({ usedAt: at }).where(eq(providerCalls.id, turn.id))
    return 0
  })
}

async function keptTurn(tx: PlatformTx, kind: CallKind, domain: string) {
  const [turn] = await tx
    .select({ id: providerCalls.id, dueAt: providerCalls.dueAt })
    .from(providerCalls)
    .where(
      and(
        eq(providerCalls.kind, kind),
        eq(providerCalls.domain, domain),
        isNull(providerCalls.usedAt),
        gt(providerCalls.dueAt, fromNow(-TURN_MS)),
      ),
    )
    .orderBy(asc(providerCalls.dueAt))
    .limit(1)
  return turn
}

/** At once, or an hour after the turn that is a full hour's number of turns back. */
async function nextTurn(tx: PlatformTx, kind: CallKind, domain: string): Promise<{ id: number; dueAt: Date }> {
  const [full] = await tx
    .select({ dueAt: providerCalls.dueAt })
    .from(providerCalls)
    .where(eq(providerCalls.kind, kind))
    .orderBy(desc(providerCalls.dueAt))
    .offset(CALLS_AN_HOUR[kind] - 1)
    .limit(1)
  const dueAt = new Date(Math.max(now().getTime(), (full?.dueAt.getTime() ?? 0) + WINDOW_MS))
  const [turn] = await tx.insert(providerCalls).values({ kind, domain, dueAt }).returning({ id: providerCalls.id })
  return { id: turn?.id ?? 0, dueAt }
}
