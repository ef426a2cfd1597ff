/**
 * What a function of Inngest gave up after all its tries: kept with its event until somebody has it tried again. One row for
 * each function and event, however often it gives up. Payloads hold ids only, as events do. Sending is inngest/retry-job.ts.
 */
import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { type PlatformTx, readPlatform, withPlatform } from '@/db/platform'
import { deadLetters } from '@/db/schema/webhooks'
import { type Tx, withStore } from '@/db/store'
import { fromNow, now } from '@/lib/clock'

const MAX_ERROR_CHARACTERS = 500

export interface Failure {
  functionId: string
  eventName: string
  /** The outbox row's id, whichever try of it this was. */
  eventId: string
  payload: Record<string, unknown>
  error: string
}

export interface DeadLetter extends Failure {
  id: number
  storeId: number
  /** How often it gave up. */
  attempts: number
  createdAt: Date
}

/** Keeps the failure, or counts it on the row that is there and opens that again. */
export function keepDeadLetter(storeId: number, failure: Failure): Promise<void> {
  return withStore(storeId, (tx) => keep(tx, { ...failure, error: failure.error.slice(0, MAX_ERROR_CHARACTERS) }))
}

async function keep(tx: Tx, failure: Failure): Promise<void> {
  await tx
    .insert(deadLetters)
    .values({ storeId: tx.storeId, createdAt: now(), ...failure })
    .onConflictDoUpdate({
      target: [deadLetters.storeId, deadLetters.functionId, deadLetters.eventId],
      set: {
        payload: failure.payload,
        error: failure.error,
        replayedAt: null,
        attempts: sql`${deadLetters.attempts} + 1`,
      },
    })
}

/** Those that nobody has had tried again, the oldest first, beyond the one with the id `after`. */
export function listDeadLetters(limit: number, after?: number): Promise<DeadLetter[]> {
  const beyond =
    after === undefined
      ? undefined
      : sql`(${deadLetters.createdAt}, ${deadLetters.id}) > (select created_at, id from dead_letters where id = ${after})`
  return readPlatform((tx) =>
    tx
      .select(columns)
      .from(deadLetters)
      .where(and(isNull(deadLetters.replayedAt), beyond))
      .orderBy(asc(deadLetters.createdAt), asc(deadLetters.id))
      .limit(limit),
  )
}

export async function findDeadLetter(id: number): Promise<(DeadLetter & { replayedAt: Date | null }) | null> {
  const [row] = await readPlatform((tx) =>
    tx
      .select({ ...columns, replayedAt: deadLetters.replayedAt })
      .from(deadLetters)
      .where(eq(deadLetters.id, id))
      .limit(1),
  )
  return row ?? null
}

/** Its event was sent again. One that gave up once more meanwhile stays open. */
export async function markReplayed({ storeId, id, attempts }: DeadLetter): Promise<void> {
  await withPlatform((tx) =>
    tx
      .update(deadLetters)
      .set({ replayedAt: now() })
      .where(and(eq(deadLetters.storeId, storeId), eq(deadLetters.id, id), eq(deadLetters.attempts, attempts))),
  )
}

/** Forgets at most `limit` that were tried again more than `ageMs` ago; how many. */
export async function pruneDeadLetters(ageMs: number, limit: number): Promise<number> {
  const gone = await withPlatform((tx: PlatformTx) =>
    tx
      .delete(deadLetters)
      .where(
        inArray(
          deadLetters.id,
          tx
            .select({ id: deadLetters.id })
            .from(deadLetters)
            .where(lt(deadLetters.replayedAt, fromNow(-ageMs)))
            .limit(limit),
        ),
      )
      .returning({ id: deadLetters.id }),
  )
  return gone.length
}

const columns = {
  id: deadLetters.id,
  storeId: deadLetters.storeId,
  functionId: deadLetters.functionId,
  eventName: deadLetters.eventName,
  eventId: deadLetters.eventId,
  payload: deadLetters.payload,
  error: deadLetters.error,
  attempts: deadLetters.attempts,
  createdAt: deadLetters.createdAt,
}
