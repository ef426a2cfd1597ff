/** Loads what followed a sale and mails it, once for its event. Workflows: the mail goes out between transactions. */
import { and, eq } from 'drizzle-orm'
import { orderCancellations } from '@/db/schema/after-sale'
import { checkoutRequests } from '@/db/schema/checkout'
import type { Tx } from '@/db/store'
import { notFound } from '@/lib/errors'
import { getOrder } from '@/lib/orders/queries'
import { getStoreProfile } from '@/lib/stores/queries'
import { type Asked, type Delivery, deliverOnce } from './deliver'
import { orderCancelled } from './order-cancelled'
import { orderRefunded } from './order-refunded'
import { paymentReturned } from './payment-returned'
import { returnReceived } from './return-received'

/** Tells of a refund; of one that belongs to a cancellation, the cancellation's mail tells. */
export function sendOrderRefunded(
  storeId: number,
  { orderId, refundId, ...occasion }: { orderId: number; refundId: number } & Asked,
): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'order-refunded', orderId, ...occasion }, async (tx, words) => {
    if (await isCancellations(tx, orderId, refundId)) return null
    const order = await getOrder(tx, orderId)
    const refund = order.refunds.find(({ id }) => id === refundId)
    if (!refund) throw notFound('This refund')
    return orderRefunded(await getStoreProfile(tx), order, refund, words)
  })
}

export function sendOrderCancelled(
  storeId: number,
  { orderId, ...occasion }: { orderId: number } & Asked,
): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'order-cancelled', orderId, ...occasion }, async (tx, words) =>
    orderCancelled(await getStoreProfile(tx), await getOrder(tx, orderId), words),
  )
}

/** Tells that goods which were sent back have arrived. */
export function sendReturnReceived(
  storeId: number,
  { orderId, returnId, eventId }: { orderId: number; returnId: number; eventId: string },
): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'return-received', eventId, orderId }, async (tx, words) => {
    const order = await getOrder(tx, orderId)
    const received = order.returns.find(({ id }) => id === returnId)
    if (!received) throw notFound('This return')
    return returnReceived(await getStoreProfile(tx), order, received, words)
  })
}

/** Tells a shopper that a payment could not become an order and went back. */
export function sendPaymentReturned(
  storeId: number,
  { attemptId, eventId }: { attemptId: string; eventId: string },
): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'payment-returned', eventId }, async (tx, words) => {
    const [attempt] = await tx
      .select({
        email: checkoutRequests.email,
        amountMinor: checkoutRequests.amountMinor,
        currency: checkoutRequests.currency,
        quote: checkoutRequests.quote,
      })
      .from(checkoutRequests)
      .where(and(eq(checkoutRequests.storeId, tx.storeId), eq(checkoutRequests.id, attemptId)))
      .limit(1)
    if (!attempt) throw notFound('This payment')
    const titles = attempt.quote.lines.map(({ title }) => title)
    return paymentReturned(await getStoreProfile(tx), { ...attempt, titles }, words)
  })
}

async function isCancellations(tx: Tx, orderId: number, refundId: number): Promise<boolean> {
  const rows = await tx
    .select({ refundId: orderCancellations.refundId })
    .from(orderCancellations)
    .where(and(eq(orderCancellations.storeId, tx.storeId), eq(orderCancellations.orderId, orderId)))
    .limit(1)
  return rows[0]?.refundId === refundId
}
