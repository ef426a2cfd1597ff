/**
 * The step that writes a refund before any money moves: the order's row is locked, so that two refunds at once cannot give
 * back more than was paid; units, stock and amounts are taken out of what is left in the same transaction.
 * Asking Stripe is lib/payments/refund-order.ts's.
 */
import { and, eq, sql } from 'drizzle-orm'
import { refundItems, refunds, returns } from '@/db/schema/after-sale'
import { type orderItems, orders, payments } from '@/db/schema/orders'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { notFound } from '@/lib/errors'
import { invariant } from '@/lib/invariant'
import { putBack } from '@/lib/inventory/restock'
import type { LockedOrder } from './lock-order'
import { planRefund, type RefundItem, type RefundPlan, type RefundWish } from './refund-rules'
import { fulfillmentStatusFor } from './status'

export interface OpenedRefund {
  /** null: no money had to go back. */
  refundId: number | null
  plan: RefundPlan
}

/** Writes the refund as `pending`. @throws what planRefund throws */
export async function openRefund(
  tx: Tx,
  { order, lines, payment }: LockedOrder,
  wish: RefundWish & { reason: string; userId: number | null; returnId?: number | null },
): Promise<OpenedRefund> {
  if (wish.returnId) await requireReturn(tx, order.id, wish.returnId)
  const refundableMinor = payment ? payment.amountMinor - payment.refundedMinor : 0
  const shippingMinor = order.shippingMinor + (order.taxInclusive ? 0 : order.shippingTaxMinor)
  const plan = planRefund({ ...order, lines, shippingMinor, refundableMinor }, wish)
  await takeUnitsOff(tx, order.id, lines, plan.items)
  if (!payment || plan.amountMinor === 0) return { refundId: null, plan }
  const [refund] = await tx
    .insert(refunds)
    .values({
      storeId: tx.storeId,
      orderId: order.id,
      paymentId: payment.id,
      returnId: wish.returnId ?? null,
      amountMinor: plan.amountMinor,
      shippingMinor: plan.shippingMinor,
      feeMinor: feeShare(payment, plan.amountMinor),
      currency: order.currency,
      reason: wish.reason,
      createdBy: wish.userId,
      createdAt: now(),
      updatedAt: now(),
    })
    .returning({ id: refunds.id })
  invariant(refund, 'an inserted refund is returned')
  await writeItems(tx, refund.id, order.id, plan.items)
  await moveMoney(tx, { orderId: order.id, paymentId: payment.id, ...plan }, 1)
  return { refundId: refund.id, plan }
}

/** @throws not_found when the return is not this order's */
async function requireReturn(tx: Tx, orderId: number, returnId: number): Promise<void> {
  const rows = await tx
    .select({ id: returns.id })
    .from(returns)
    .where(and(eq(returns.storeId, tx.storeId), eq(returns.orderId, orderId), eq(returns.id, returnId)))
    .limit(1)
  if (rows.length === 0) throw notFound('This return')
}

/** Adds the amounts to what went back, or takes them out again (`sign` -1) when the refund failed. */
export async function moveMoney(
  tx: Tx,
  money: { orderId: number; paymentId: number; amountMinor: number; shippingMinor: number },
  sign: 1 | -1,
): Promise<void> {
  const { amountMinor, shippingMinor } = money
  await Promise.all([
    tx
      .update(orders)
      .set({
        refundedMinor: sql`${orders.refundedMinor} + ${sign * amountMinor}`,
        refundedShippingMinor: sql`${orders.refundedShippingMinor} + ${sign * shippingMinor}`,
        updatedAt: now(),
      })
      .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, money.orderId))),
    tx
      .update(payments)
      .set({ refundedMinor: sql`${payments.refundedMinor} + ${sign * amountMinor}` })
      .where(and(eq(payments.storeId, tx.storeId), eq(payments.id, money.paymentId))),
  ])
}

/**
 * The platform's fee that goes back with `amountMinor`: in proportion, rounded half up, never more than is left of it. Stripe
 * computes the same for `refund_application_fee` (https://docs.stripe.com/connect/direct-charges#issue-refunds).
 */
function feeShare({ amountMinor: paid, feeMinor, feeReturned }: NonNullable<LockedOrder['payment']>, amount: number) {
  const share = (BigInt(feeMinor) * BigInt(amount) * 2n + BigInt(paid)) / (2n * BigInt(paid))
  return Math.min(Number(share), feeMinor - feeReturned)
}

async function takeUnitsOff(
  tx: Tx,
  orderId: number,
  lines: (typeof orderItems.$inferSelect)[],
  items: RefundItem[],
): Promise<void> {
  if (items.length === 0) return
  const rows = items.map((item) => ({
    line_no: item.lineNo,
    refunded: item.quantity,
    cancelled: item.units === 'unfulfilled' ? item.quantity : 0,
    returned: item.restock === 'return' ? item.quantity : 0,
  }))
  await tx.execute(sql`
    update order_items i set refunded_quantity = i.refunded_quantity + r.refunded,
      cancelled_quantity = i.cancelled_quantity + r.cancelled, returned_quantity = i.returned_quantity + r.returned
    from (
      select line_no, sum(refunded)::int as refunded, sum(cancelled)::int as cancelled, sum(returned)::int as returned
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as j(line_no smallint, refunded int, cancelled int, returned int)
      group by line_no) r
    where i.store_id = ${tx.storeId} and i.order_id = ${orderId} and i.line_no = r.line_no`)
  const back = items.flatMap((item) => {
    const line = lines.find(({ lineNo }) => lineNo === item.lineNo)
    return item.restock !== 'none' && line?.tracked ? [{ variantId: line.variantId, quantity: item.quantity }] : []
  })
  await putBack(tx, back)
  const cancelled = rows.reduce((sum, row) => sum + row.cancelled, 0)
  if (cancelled > 0) await updateFulfillmentStatus(tx, orderId, lines, cancelled)
}

/** Units that nobody will send no longer count: an order whose rest was cancelled is fulfilled. */
async function updateFulfillmentStatus(
  tx: Tx,
  orderId: number,
  lines: (typeof orderItems.$inferSelect)[],
  cancelledNow: number,
): Promise<void> {
  const sent = lines.reduce((sum, line) => sum + line.fulfilledQuantity, 0)
  const wanted = lines.reduce((sum, line) => sum + line.quantity - line.cancelledQuantity, 0) - cancelledNow
  if (sent === 0) return
  await tx
    .update(orders)
    .set({ fulfillmentStatus: fulfillmentStatusFor(sent, wanted) })
    .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, orderId)))
}

async function writeItems(tx: Tx, refundId: number, orderId: number, items: RefundItem[]): Promise<void> {
  const merged = new Map<string, RefundItem>()
  for (const item of items) {
    const key = `${item.lineNo}:${item.restock}`
    const known = merged.get(key)
    const sum = known && {
      ...known,
      quantity: known.quantity + item.quantity,
      amountMinor: known.amountMinor + item.amountMinor,
    }
    merged.set(key, sum ?? item)
  }
  if (merged.size === 0) return
  await tx.insert(refundItems).values(
    [...merged.values()].map(({ lineNo, quantity, restock, amountMinor }) => ({
      storeId: tx.storeId,
      refundId,
      orderId,
      lineNo,
      quantity,
      restock,
      amountMinor,
    })),
  )
}
