/** Everything of an order that its payloads tell, read at once. */
import { and, asc, eq } from 'drizzle-orm'
import { orderCancellations, refundItems, refunds } from '@/db/schema/after-sale'
import { customers, fulfillmentItems, fulfillments, orderItems, orders } from '@/db/schema/orders'
import { stores } from '@/db/schema/stores'
import type { Tx } from '@/db/store'

const MAX_LINES = 500
const MAX_PARCELS = 500
const MAX_REFUNDS = 500

export type OrderRow = Omit<typeof orders.$inferSelect, 'storeId' | 'attemptId'>
export type LineRow = Omit<typeof orderItems.$inferSelect, 'storeId' | 'orderId'>
export type ParcelRow = Omit<typeof fulfillments.$inferSelect, 'storeId' | 'createdBy' | 'orderId'>
export type RefundRow = Pick<
  typeof refunds.$inferSelect,
  | 'id'
  | 'amountMinor'
  | 'shippingMinor'
  | 'currency'
  | 'reason'
  | 'status'
  | 'stripeRefundId'
  | 'createdAt'
  | 'updatedAt'
>

export interface OrderRows {
  order: OrderRow
  customer: { id: number; name: string; email: string; createdAt: Date; updatedAt: Date }
  lines: LineRow[]
  parcels: (ParcelRow & { items: { lineNo: number; quantity: number }[] })[]
  refunds: (RefundRow & { items: { lineNo: number; quantity: number; amountMinor: number; restock: string }[] })[]
  cancellation: { reason: string; createdAt: Date } | null
  store: { slug: string; primaryDomain: string | null; timeZone: string }
}

/** The order with what belongs to it, or null. */
export async function findOrderRows(tx: Tx, orderId: number): Promise<OrderRows | null> {
  const [head] = await tx
    .select({ order: orders, customer: customers })
    .from(orders)
    .innerJoin(customers, and(eq(customers.storeId, orders.storeId), eq(customers.id, orders.customerId)))
    .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, orderId)))
    .limit(1)
  if (!head) return null
  const [lines, parcels, returned, cancellations, [store]] = await Promise.all([
    tx
      .select()
      .from(orderItems)
      .where(and(eq(orderItems.storeId, tx.storeId), eq(orderItems.orderId, orderId)))
      .orderBy(asc(orderItems.lineNo))
      .limit(MAX_LINES),
    readParcels(tx, orderId),
    readRefunds(tx, orderId),
    tx
      .select({ reason: orderCancellations.reason, createdAt: orderCancellations.createdAt })
      .from(orderCancellations)
      .where(and(eq(orderCancellations.storeId, tx.storeId), eq(orderCancellations.orderId, orderId)))
      .limit(1),
    tx
      .select({ slug: stores.slug, primaryDomain: stores.primaryDomain, timeZone: stores.timeZone })
      .from(stores)
      .where(eq(stores.id, tx.storeId))
      .limit(1),
  ])
  if (!store) return null
  return { ...head, lines, parcels, refunds: returned, cancellation: cancellations[0] ?? null, store }
}

async function readParcels(tx: Tx, orderId: number): Promise<OrderRows['parcels']> {
  const [parcels, items] = await Promise.all([
    tx
      .select()
      .from(fulfillments)
      .where(and(eq(fulfillments.storeId, tx.storeId), eq(fulfillments.orderId, orderId)))
      .orderBy(asc(fulfillments.id))
      .limit(MAX_PARCELS),
    tx
      .select()
      .from(fulfillmentItems)
      .where(and(eq(fulfillmentItems.storeId, tx.storeId), eq(fulfillmentItems.orderId, orderId)))
      .orderBy(asc(fulfillmentItems.lineNo))
      .limit(MAX_PARCELS * MAX_LINES),
  ])
  return parcels.map((parcel) => ({
    ...parcel,
    items: items.filter(({ fulfillmentId }) => fulfillmentId === parcel.id),
  }))
}

async function readRefunds(tx: Tx, orderId: number): Promise<OrderRows['refunds']> {
  const [rows, items] = await Promise.all([
    tx
      .select()
      .from(refunds)
      .where(and(eq(refunds.storeId, tx.storeId), eq(refunds.orderId, orderId)))
      .orderBy(asc(refunds.id))
      .limit(MAX_REFUNDS),
    tx
      .select()
      .from(refundItems)
      .where(and(eq(refundItems.storeId, tx.storeId), eq(refundItems.orderId, orderId)))
      .orderBy(asc(refundItems.lineNo))
      .limit(MAX_REFUNDS * MAX_LINES),
  ])
  return rows.map((refund) => ({ ...refund, items: items.filter(({ refundId }) => refundId === refund.id) }))
}
