/**
 * Calling an order off. An authorised payment is cancelled at Stripe before anything else; one that turns out to be captured
 * is refunded in full. Only an order of which nothing was sent can be cancelled: after that there are refunds and returns.
 */
import { and, eq, inArray } from 'drizzle-orm'
import { orderCancellations } from '@/db/schema/after-sale'
import { orders, payments } from '@/db/schema/orders'
import { readStore, type Tx, withStore } from '@/db/store'
import { now } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import type { CancelReason } from '@/lib/orders/cancel-reasons'
import { type LockedOrder, lockOrder } from '@/lib/orders/lock-order'
import { openRefund } from '@/lib/orders/open-refund'
import { unitsToSend } from '@/lib/orders/refund-rules'
import { paymentStatusesBefore } from '@/lib/orders/status'
import { captureOrder, findAuthorized } from './capture'
import { cancelIntent } from './intents'
import { type RefundStatus, settleRefund } from './refund-order'

export interface CancelInput {
  orderId: number
  reason: CancelReason
  note: string
  /** Whether the units go back on the shelf. */
  restock: boolean
  userId: number | null
}

/**
 * Cancels the order, releases or refunds its payment. The order is marked under its lock before Stripe is asked, so that
 * nobody sends its goods meanwhile; a cancellation that broke off is finished by asking for it again.
 *
 * @throws not_found; conflict when units were sent, it is cancelled already, or its payment cannot be cancelled right now;
 * Stripe's error when it cannot be asked
 */
export async function cancelOrder(storeId: number, input: CancelInput): Promise<{ refund: RefundStatus | null }> {
  const { orderId } = input
  await withStore(storeId, (tx) => mark(tx, orderId))
  try {
    await releasePayment(storeId, orderId)
  } catch (error) {
    await withStore(storeId, (tx) => unmark(tx, orderId))
    throw error
  }
  const refundId = await withStore(storeId, (tx) => cancelStep(tx, input))
  return { refund: refundId === null ? null : await settleRefund(storeId, refundId) }
}

async function mark(tx: Tx, orderId: number): Promise<void> {
  await refuseUncancellable(tx, await lockOrder(tx, orderId))
  await setCancelledAt(tx, orderId, now())
}

/** The order goes on as it was, unless another request has cancelled it meanwhile. */
async function unmark(tx: Tx, orderId: number): Promise<void> {
  await lockOrder(tx, orderId)
  if (!(await isCancelled(tx, orderId))) await setCancelledAt(tx, orderId, null)
}

/** Cancels an authorisation, so that it can no longer be captured. What was captured is refunded with the cancellation. */
async function releasePayment(storeId: number, orderId: number): Promise<void> {
  const waiting = await readStore(storeId, (tx) => findAuthorized(tx, orderId))
  if (!waiting) return
  const { status } = await cancelIntent(waiting.stripeAccountId, waiting.paymentIntentId)
  if (status === 'canceled') return
  // Captured in the meantime: the money is the store's, and its row has to say so before it can go back.
  if (status === 'succeeded' && (await captureOrder(storeId, orderId)) === 'captured') return
  throw new DomainError(
    'conflict',
    'The payment is on its way and cannot be cancelled right now. Try again in a minute.',
  )
}

async function cancelStep(tx: Tx, { orderId, reason, note, restock, userId }: CancelInput): Promise<number | null> {
  const locked = await lockOrder(tx, orderId)
  await refuseUncancellable(tx, locked)
  const { lines, payment } = locked
  const left = payment ? payment.amountMinor - payment.refundedMinor : 0
  const { refundId } = await openRefund(tx, locked, {
    lines: lines.map((line) => ({ lineNo: line.lineNo, units: 'unfulfilled', quantity: unitsToSend(line), restock })),
    shippingMinor: 0,
    amountMinor: left,
    reason: note,
    userId,
  })
  await tx.insert(orderCancellations).values({
    storeId: tx.storeId,
    orderId,
    reason,
    note,
    refundId,
    createdBy: userId,
    createdAt: now(),
  })
  await setCancelledAt(tx, orderId, now())
  if (!payment) await voidPayment(tx, orderId)
  await recordEvent(tx, 'order.cancelled', { orderId })
  return refundId
}

async function refuseUncancellable(tx: Tx, { order, lines }: LockedOrder): Promise<void> {
  if (await isCancelled(tx, order.id)) throw new DomainError('conflict', 'This order has been cancelled already.')
  if (lines.some((line) => line.fulfilledQuantity > 0)) {
    throw new DomainError('conflict', 'Part of this order was sent. Refund what was not.')
  }
}

/** The cancellation's row is written when all of it is done; the order's mark comes before. */
async function isCancelled(tx: Tx, orderId: number): Promise<boolean> {
  const rows = await tx
    .select({ orderId: orderCancellations.orderId })
    .from(orderCancellations)
    .where(and(eq(orderCancellations.storeId, tx.storeId), eq(orderCancellations.orderId, orderId)))
    .limit(1)
  return rows.length > 0
}

async function setCancelledAt(tx: Tx, orderId: number, cancelledAt: Date | null): Promise<void> {
  await tx
    .update(orders)
    .set({ cancelledAt, updatedAt: now() })
    .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, orderId)))
}

async function voidPayment(tx: Tx, orderId: number): Promise<void> {
  await tx
    .update(payments)
    .set({ status: 'capture_failed' })
    .where(and(eq(payments.storeId, tx.storeId), eq(payments.orderId, orderId), eq(payments.status, 'authorized')))
  await tx
    .update(orders)
    .set({ paymentStatus: 'voided' })
    .where(
      and(
        eq(orders.storeId, tx.storeId),
        eq(orders.id, orderId),
        inArray(orders.paymentStatus, paymentStatusesBefore('voided')),
      ),
    )
}
