/**
 * The rows of `checkout_requests`: one attempt to pay each, idempotency record and saga state in one. An attempt is active
 * while it holds stock and may still become an order; it leaves that state once. Rows are never deleted.
 */
import { and, eq, inArray, isNotNull, notInArray, or, sql } from 'drizzle-orm'
import { ACTIVE_ATTEMPT_STATES, type AttemptState, checkoutRequests } from '@/db/schema/checkout'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { releaseRedemptions } from '@/lib/discounts/redemptions'
import { DomainError, ERROR_STATUS, type ErrorCode, notFound } from '@/lib/errors'
import { releaseHolds } from '@/lib/inventory/holds'
import type { Refusal } from '@/lib/payments/failures'
import { STUCK_AFTER_MS } from './types'

export type Attempt = typeof checkoutRequests.$inferSelect

/** Marks in `error_code` of an active attempt that nobody works on: what is known of its card. */
export const UNANSWERED = 'unanswered'
export const UNSENT = 'unsent'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** @throws not_found */
export async function getAttempt(tx: Tx, id: string): Promise<Attempt> {
  const rows = UUID.test(id) ? await select(tx, eq(checkoutRequests.id, id)) : []
  if (!rows[0]) throw notFound('This payment')
  return rows[0]
}

export async function findAttemptByKey(tx: Tx, idempotencyKey: string): Promise<Attempt | null> {
  return (await select(tx, eq(checkoutRequests.idempotencyKey, idempotencyKey)))[0] ?? null
}

/** As `findAttemptByKey`, for who only has to know. */
export async function isKeyTaken(tx: Tx, idempotencyKey: string): Promise<boolean> {
  const rows = await tx.execute(sql`select from checkout_requests
    where store_id = ${tx.storeId} and idempotency_key = ${idempotencyKey}`)
  return rows.length > 0
}

/** The one attempt of this cart that may still become an order. */
export async function findActiveAttempt(tx: Tx, cartId: number): Promise<Attempt | null> {
  const active = and(eq(checkoutRequests.cartId, cartId), inArray(checkoutRequests.status, [...ACTIVE_ATTEMPT_STATES]))
  return (await select(tx, active))[0] ?? null
}

function select(tx: Tx, which: ReturnType<typeof and>): Promise<Attempt[]> {
  return tx
    .select()
    .from(checkoutRequests)
    .where(and(eq(checkoutRequests.storeId, tx.storeId), which))
    .limit(1)
}

export function isActive(status: AttemptState): boolean {
  return (ACTIVE_ATTEMPT_STATES as readonly string[]).includes(status)
}

/** Whether some request is between two of its steps with this attempt. */
export function isWorkedOn({ status, errorCode, updatedAt }: Attempt): boolean {
  if (status !== 'reserved' && status !== 'paying') return false
  return errorCode === null && updatedAt.getTime() > now().getTime() - STUCK_AFTER_MS
}

/** Whether it is certain that Stripe was never asked. */
export function isUnsent({ status, errorCode }: Attempt): boolean {
  return isActive(status) && errorCode === UNSENT
}

export function isExpired({ expiresAt }: Pick<Attempt, 'expiresAt'>): boolean {
  return expiresAt.getTime() <= now().getTime()
}

/** What is learnt about an active attempt while it stays active. Nothing happens to one that has ended meanwhile. */
export async function noteAttempt(
  tx: Tx,
  id: string,
  facts: Partial<Pick<Attempt, 'status' | 'paymentIntentId' | 'clientSecret' | 'errorCode'>>,
): Promise<void> {
  await tx
    .update(checkoutRequests)
    .set({ ...facts, updatedAt: now() })
    .where(activeRow(tx, id))
}

/** Moves the attempt to the end of the sweeper's queue; one that a request is at work on is in nobody's way. */
export async function touchAttempt(tx: Tx, id: string): Promise<void> {
  const { status, errorCode } = checkoutRequests
  const left = or(notInArray(status, ['reserved', 'paying']), isNotNull(errorCode))
  await tx
    .update(checkoutRequests)
    .set({ updatedAt: now() })
    .where(and(eq(checkoutRequests.storeId, tx.storeId), eq(checkoutRequests.id, id), left))
}

/** Ends an active attempt without an order and gives its stock back; false when it had ended already. */
export async function endAttempt(
  tx: Tx,
  id: string,
  status: 'declined' | 'cancelled',
  { code, message }: Refusal,
  paymentIntentId?: string,
): Promise<boolean> {
  const ended = { status, errorCode: code, errorMessage: message, updatedAt: now() }
  const rows = await tx
    .update(checkoutRequests)
    .set(paymentIntentId ? { ...ended, paymentIntentId } : ended)
    .where(activeRow(tx, id))
    .returning({ id: checkoutRequests.id })
  // Only behind the guard, whose row lock keeps finalize away from these holds.
  if (rows.length > 0) {
    await releaseRedemptions(tx, id)
    await releaseHolds(tx, id)
  }
  return rows.length > 0
}

function activeRow(tx: Tx, id: string) {
  return and(
    eq(checkoutRequests.storeId, tx.storeId),
    eq(checkoutRequests.id, id),
    inArray(checkoutRequests.status, [...ACTIVE_ATTEMPT_STATES]),
  )
}

/** The refusal that an ended attempt recorded, as the error that its key answers for ever. */
export function recordedRefusal({ errorCode, errorMessage }: Attempt): Refusal {
  const code: ErrorCode =
    errorCode !== null && errorCode in ERROR_STATUS ? (errorCode as ErrorCode) : 'payment_declined'
  return { code, message: errorMessage ?? 'The payment did not go through. Your card was not charged.' }
}

export function inProgress(retryAfter = 2): DomainError {
  return new DomainError('checkout_in_progress', 'Your payment is being processed. Please wait a moment.', {
    retryAfter,
  })
}
