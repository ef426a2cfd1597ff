/**
 * Captures an order's authorised payment and says so on the order. A workflow: Stripe between two short transactions.
 * The order exists already; whatever happens here, it stays, and the sweeper tries again until the money came or cannot come.
 */
import { and, eq, inArray, sql } from 'drizzle-orm'
import Stripe from 'stripe'
import { orders, payments } from '@/db/schema/orders'
import { readStore, type Tx, withStore } from '@/db/store'
import { now } from '@/lib/clock'
import { recordEvent } from '@/lib/events/record'
import { log } from '@/lib/log'
import { paymentStatusesBefore } from '@/lib/orders/status'
import { isOutOfReach } from './failures'
import { captureIntent } from './intents'

/** `pending`: not known or not possible right now; the sweeper's next round asks again. */
export type CaptureResult = 'captured' | 'failed' | 'pending'

export interface Capturable {
  attemptId: string
  stripeAccountId: string
  paymentIntentId: string
}

/** Captures the payment of an order, if one is waiting for it. */
export async function captureOrder(storeId: number, orderId: number): Promise<CaptureResult> {
  const waiting = await readStore(storeId, (tx) => findAuthorized(tx, orderId))
  return waiting ? capture(storeId, orderId, waiting) : 'captured'
}

async function capture(storeId: number, orderId: number, payment: Capturable): Promise<CaptureResult> {
  const result = await askForMoney(payment)
  if (result !== 'pending') await withStore(storeId, (tx) => noteCapture(tx, orderId, payment.paymentIntentId, result))
  return result
}

/** Writes down what `askForMoney` learnt. Does nothing the second time. */
export async function noteCapture(
  tx: Tx,
  orderId: number,
  paymentIntentId: string,
  result: CaptureResult,
): Promise<void> {
  if (result === 'captured') await markCaptured(tx, orderId, paymentIntentId)
  if (result === 'failed') await markFailed(tx, orderId, paymentIntentId)
}

/** Captures at Stripe; no order is touched. Never throws for what Stripe does. */
export async function askForMoney({ attemptId, stripeAccountId, paymentIntentId }: Capturable): Promise<CaptureResult> {
  try {
    const intent = await captureIntent(stripeAccountId, paymentIntentId, attemptId)
    if (intent.status === 'succeeded') return 'captured'
    return intent.status === 'canceled' ? 'failed' : 'pending'
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    log.warn({ attemptId, paymentIntentId, err: error }, 'capturing a payment failed')
    // No later call will be let in, or find it, either.
    return isOutOfReach(error) ? 'failed' : 'pending'
  }
}

async function markCaptured(tx: Tx, orderId: number, paymentIntentId: string): Promise<void> {
  const moved = await movePayment(tx, paymentIntentId, 'captured')
  if (!moved) return
  await Promise.all([
    moveOrder(tx, orderId, 'paid'),
    recordEvent(tx, 'order.payment_captured', { orderId, taxed: moved.taxed }),
  ])
}

async function markFailed(tx: Tx, orderId: number, paymentIntentId: string): Promise<void> {
  if (!(await movePayment(tx, paymentIntentId, 'capture_failed'))) return
  await Promise.all([moveOrder(tx, orderId, 'voided'), recordEvent(tx, 'order.payment_failed', { orderId })])
}

/** Null when it had moved before. */
async function movePayment(
  tx: Tx,
  paymentIntentId: string,
  status: 'captured' | 'capture_failed',
): Promise<{ taxed: boolean } | null> {
  const [moved] = await tx
    .update(payments)
    .set(status === 'captured' ? { status, capturedAt: now() } : { status })
    .where(
      and(
        eq(payments.storeId, tx.storeId),
        eq(payments.paymentIntentId, paymentIntentId),
        eq(payments.status, 'authorized'),
      ),
    )
    .returning({
      taxed: sql<boolean>`exists (select from checkout_requests a where a.store_id = ${payments.storeId}
        and a.id = ${payments.attemptId} and a.quote->>'taxCalculation' is not null)`,
    })
  return moved ?? null
}

async function moveOrder(tx: Tx, orderId: number, to: 'paid' | 'voided'): Promise<void> {
  await tx
    .update(orders)
    .set({ paymentStatus: to, updatedAt: now() })
    .where(
      and(
        eq(orders.storeId, tx.storeId),
        eq(orders.id, orderId),
        inArray(orders.paymentStatus, paymentStatusesBefore(to)),
      ),
    )
}

/** The payment of an order that waits to be captured, or null. */
export async function findAuthorized(tx: Tx, orderId: number): Promise<Capturable | null> {
  const [row] = await tx
    .select({
      attemptId: payments.attemptId,
      stripeAccountId: payments.stripeAccountId,
      paymentIntentId: payments.paymentIntentId,
    })
    .from(payments)
    .where(and(eq(payments.storeId, tx.storeId), eq(payments.orderId, orderId), eq(payments.status, 'authorized')))
    .limit(1)
  return row ?? null
}
