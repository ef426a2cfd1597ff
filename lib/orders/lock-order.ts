/**
 * An order under its row's lock, with everything that its changes are decided by. Whatever follows a sale takes this lock
 * first, so that two people at once cannot refund, send or take back more than there is.
 */
import { and, asc, eq, ne, sql } from 'drizzle-orm'
import { refunds, returnItems, returns } from '@/db/schema/after-sale'
import { orderItems, orders, payments } from '@/db/schema/orders'
import type { Tx } from '@/db/store'
import { notFound } from '@/lib/errors'

/** `returningQuantity`: units in returns that have not arrived. */
export type LockedLine = typeof orderItems.$inferSelect & { returningQuantity: number }

export interface LockedOrder {
  order: typeof orders.$inferSelect
  lines: LockedLine[]
  /** The payment that can be refunded; null when nothing was captured. */
  payment: (typeof payments.$inferSelect & { feeReturned: number }) | null
}

/** The order with what a refund or a return needs, its row locked. @throws not_found */
export async function lockOrder(tx: Tx, orderId: number): Promise<LockedOrder> {
  const [order] = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, orderId)))
    .for('update')
  if (!order) throw notFound('This order')
  const [lines, returning, paid] = await Promise.all([
    tx
      .select()
      .from(orderItems)
      .where(and(eq(orderItems.storeId, tx.storeId), eq(orderItems.orderId, orderId)))
      .orderBy(asc(orderItems.lineNo)),
    unitsReturning(tx, orderId),
    tx
      .select()
      .from(payments)
      .where(and(eq(payments.storeId, tx.storeId), eq(payments.orderId, orderId), eq(payments.status, 'captured')))
      .orderBy(asc(payments.id))
      .limit(1),
  ])
  const payment = paid[0]
  return {
    order,
    lines: lines.map((line) => ({ ...line, returningQuantity: returning.get(line.lineNo) ?? 0 })),
    payment: payment ? { ...payment, feeReturned: await feeReturned(tx, payment.id) } : null,
  }
}

async function unitsReturning(tx: Tx, orderId: number): Promise<Map<number, number>> {
  const rows = await tx
    .select({ lineNo: returnItems.lineNo, units: sql<number>`sum(${returnItems.quantity})::int` })
    .from(returnItems)
    .innerJoin(returns, and(eq(returns.storeId, returnItems.storeId), eq(returns.id, returnItems.returnId)))
    .where(and(eq(returns.storeId, tx.storeId), eq(returns.orderId, orderId), eq(returns.status, 'open')))
    .groupBy(returnItems.lineNo)
  return new Map(rows.map(({ lineNo, units }) => [lineNo, units]))
}

/** The platform's fee that went back with earlier refunds. */
async function feeReturned(tx: Tx, paymentId: number): Promise<number> {
  const [row] = await tx
    .select({ fee: sql<string>`coalesce(sum(${refunds.feeMinor}), 0)` })
    .from(refunds)
    .where(and(eq(refunds.storeId, tx.storeId), eq(refunds.paymentId, paymentId), ne(refunds.status, 'failed')))
  return Number(row?.fee ?? 0)
}
