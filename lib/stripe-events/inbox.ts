/**
 * Stripe's events, recorded before they are answered and handled after: a delivery is lost neither by a crash nor by a slow
 * handler, and one that comes five times is one row. Any order, any multiplicity: an event says where to look, never what is
 * true. Rows hold ids only; what cannot be handled is tried again with growing pauses and kept as `dead` in the end.
 */
import { and, asc, eq, inArray, lt, lte, type SQL, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { withPlatform } from '@/db/platform'
import { stripeEvents } from '@/db/schema/webhooks'
import { handleAccountEvent, isAboutPlans } from '@/lib/billing/stripe-events'
import { isCollected } from '@/lib/checkout/attempt-by-payment'
import { handleConnectEvent } from '@/lib/checkout/stripe-events'
import { fromNow, now } from '@/lib/clock'
import { log } from '@/lib/log'
import { CONNECT_EVENTS, PAYMENT_EVENTS } from '@/lib/payments/connect-events'
import { type StoredEvent, storedEvent } from './stored-event'

export type Endpoint = 'account' | 'connect'

/** An event that is being handled is nobody else's for so long. */
const CLAIM_MS = 60_000
/** With the pauses below about a day of tries. */
const MAX_ATTEMPTS = 30
const FIRST_PAUSE_S = 5
const MAX_PAUSE_S = 3_600
/** Events handled at once: one that waits for Stripe holds up few others. */
const LANES = 4
const MAX_ERROR_CHARACTERS = 500

export interface Recorded {
  /** The row's. */
  id: string
  /** Whether there is something to do about it. False for an event that was delivered before: somebody is at it already. */
  waiting: boolean
  /** News of a payment, which mostly needs nothing but a moment; the other kinds (an account that left us) are handled at once. */
  ofPayment: boolean
}

/**
 * Keeps the event, once, in one statement. What nobody listens to is `ignored` from the start, and news of a payment that was
 * collected before it came, which is most of them, is `done`.
 */
export async function recordStripeEvent(endpoint: Endpoint, event: Stripe.Event): Promise<Recorded> {
  const id = `${endpoint}:${event.id}`
  const stored = storedEvent(event)
  const [row] = await withPlatform((tx) =>
    tx
      .insert(stripeEvents)
      .values({
        id,
        endpoint,
        account: stored.account,
        type: stored.type,
        objectId: stored.objectId,
        data: { ...stored },
        status: firstStatus(endpoint, stored),
        // The clock that claims by it, not the database's: the same millisecond is due.
        availableAt: now(),
      })
      .onConflictDoNothing()
      .returning({ status: stripeEvents.status }),
  )
  return { id, waiting: row?.status === 'received', ofPayment: isAboutPayment(stored.type) }
}

function firstStatus(endpoint: Endpoint, { type, account, paymentIntentId }: StoredEvent) {
  if (!(endpoint === 'connect' ? CONNECT_EVENTS.includes(type) : isAboutPlans(type))) return 'ignored'
  if (endpoint === 'account' || !account || !paymentIntentId || !isAboutPayment(type)) return 'received'
  return sql<'done' | 'received'>`case when ${isCollected(account, paymentIntentId)} then 'done' else 'received' end`
}

function isAboutPayment(type: string): boolean {
  return (PAYMENT_EVENTS as readonly string[]).includes(type)
}

/** Handles these recorded events where nobody has and nobody is at it, some at a time. Never throws for what a handler does. */
export async function processStripeEvents(ids: readonly string[]): Promise<void> {
  const claimed = await claim(inArray(stripeEvents.id, [...ids]), ids.length)
  const lanes = Array.from({ length: Math.min(LANES, claimed.length) }, async () => {
    for (let event = claimed.pop(); event; event = claimed.pop()) await work(event)
  })
  await Promise.all(lanes)
}

/** Handles an event that was given up, with all its tries again; how it stands then, null when there is none. */
export async function retryStripeEvent(id: string): Promise<{ status: string; lastError: string | null } | null> {
  const rows = await withPlatform((tx) =>
    tx
      .update(stripeEvents)
      .set({ status: 'received', attempts: 0, availableAt: now() })
      .where(and(eq(stripeEvents.id, id), eq(stripeEvents.status, 'dead')))
      .returning({ id: stripeEvents.id }),
  )
  if (rows.length === 0) return null
  await processStripeEvents([id])
  const { status, lastError } = stripeEvents
  const [row] = await withPlatform((tx) =>
    tx.select({ status, lastError }).from(stripeEvents).where(eq(stripeEvents.id, id)),
  )
  return row ?? null
}

/** Handles at most `limit` events that are due: what a process left behind, and what failed before. */
export async function processDueStripeEvents(limit: number): Promise<number> {
  const due = await claim(undefined, limit)
  for (const event of due) await work(event)
  return due.length
}

/** Forgets at most `limit` handled events older than `ageMs`; how many there were. */
export async function pruneStripeEvents(ageMs: number, limit: number): Promise<number> {
  const gone = await withPlatform((tx) =>
    tx
      .delete(stripeEvents)
      .where(
        inArray(
          stripeEvents.id,
          tx
            .select({ id: stripeEvents.id })
            .from(stripeEvents)
            .where(and(lt(stripeEvents.createdAt, fromNow(-ageMs)), inArray(stripeEvents.status, ['done', 'ignored'])))
            .limit(limit),
        ),
      )
      .returning({ id: stripeEvents.id }),
  )
  return gone.length
}

interface Claimed {
  id: string
  endpoint: Endpoint
  attempts: number
  event: StoredEvent
}

/** What is due and free. News of a payment that has been collected since is `done` with that, and not among the answer. */
function claim(which: SQL | undefined, limit: number): Promise<Claimed[]> {
  return withPlatform(async (tx) => {
    const due = await tx
      .select({ id: stripeEvents.id })
      .from(stripeEvents)
      .where(and(eq(stripeEvents.status, 'received'), lte(stripeEvents.availableAt, now()), which))
      .orderBy(asc(stripeEvents.availableAt))
      .limit(limit)
      .for('update', { skipLocked: true })
    if (due.length === 0) return []
    const rows = await tx
      .update(stripeEvents)
      .set({
        availableAt: fromNow(CLAIM_MS),
        attempts: sql`${stripeEvents.attempts} + 1`,
        status: sql`case when ${isSettledNews()} then 'done' else ${stripeEvents.status} end`,
      })
      .where(
        inArray(
          stripeEvents.id,
          due.map(({ id }) => id),
        ),
      )
      .returning()
    return rows
      .filter(({ status }) => status === 'received')
      .map(({ id, endpoint, attempts, data }) => ({ id, endpoint, attempts, event: data as unknown as StoredEvent }))
  })
}

/** For a statement on `stripe_events`: whether the row's news is of a payment that is collected. */
function isSettledNews(): SQL | undefined {
  const { endpoint, type, account, objectId } = stripeEvents
  return and(eq(endpoint, 'connect'), inArray(type, [...PAYMENT_EVENTS]), isCollected(account, objectId))
}

async function work({ id, endpoint, attempts, event }: Claimed): Promise<void> {
  try {
    // No payment of a store is among the platform's own events, so none of them may move one: they are about plans.
    const result = endpoint === 'connect' ? await handleConnectEvent(event) : await handleAccountEvent(event)
    await mark(id, { status: result === 'handled' ? 'done' : 'ignored', lastError: null })
  } catch (error) {
    const dead = attempts >= MAX_ATTEMPTS
    log[dead ? 'error' : 'warn']({ err: error, stripeEvent: id, attempts }, 'an event of Stripe could not be handled')
    const lastError = (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR_CHARACTERS)
    const pauseS = Math.min(MAX_PAUSE_S, FIRST_PAUSE_S * 2 ** Math.min(attempts, 12))
    await mark(id, dead ? { status: 'dead', lastError } : { lastError, availableAt: fromNow(pauseS * 1000) })
  }
}

async function mark(id: string, values: Partial<typeof stripeEvents.$inferInsert>): Promise<void> {
  await withPlatform((tx) => tx.update(stripeEvents).set(values).where(eq(stripeEvents.id, id)))
}
