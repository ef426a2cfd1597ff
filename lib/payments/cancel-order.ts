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
import { type LockedOrder, lockOrder, openRefund } from '@/lib/orders/open-refund'
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
 * Cancels the order, releases or refunds its payment.
 * @throws not_found; conflict when units were sent, or it is cancelled already; Stripe's error when it cannot be asked
 */
export async function cancelOrder(storeId: number, input: CancelInput): Promise<{ refund: RefundStatus | null }> {
  const waiting = await readStore(storeId, (tx) => findAuthorized(tx, input.orderId))
  await withStore(storeId, async (tx) => refuseUncancellable(await lockOrder(tx, input.orderId)))
  if (waiting) {
    const intent = await cancelIntent(waiting.stripeAccountId, waiting.paymentIntentId)
    // Captured in the meantime: the money is the store's, and goes back as a refund below.
    if (intent.status === 'succeeded') await captureOrder(storeId, input.orderId)
  }
  const refundId = await withStore(storeId, (tx) => cancelStep(tx, input))
  return { refund: refundId === null ? null : await settleRefund(storeId, refundId) }
}

async function cancelStep(tx: Tx, { orderId, reason, note, restock, userId }: CancelInput): Promise<number | null> {
  const locked = await lockOrder(tx, orderId)
  refuseUncancellable(locked)
  const { order, lines, payment } = locked
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
  await tx
    .update(orders)
    .set({ cancelledAt: now(), updatedAt: now() })
    .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, order.id)))
  if (!payment) await voidPayment(tx, orderId)
  await recordEvent(tx, 'order.cancelled', { orderId })
  return refundId
}

function refuseUncancellable({ order, lines }: LockedOrder): void {
  if (order.cancelledAt) throw new DomainError('conflict', 'This order has been cancelled already.')
  if (lines.some((line) => line.fulfilledQuantity > 0)) {
    throw new DomainError('conflict', 'Part of this order was sent. Refund what was not, or open a return.')
  }
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
