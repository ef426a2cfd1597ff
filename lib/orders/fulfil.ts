/**
 * Sending goods: a fulfilment is a row with its lines, never a flag. The order's row is locked first, so that two people who
 * fulfil at once cannot send more than was bought; its status follows from the counts through status.ts.
 */
import { and, asc, eq, sql } from 'drizzle-orm'
import { fulfillmentItems, fulfillments, orderItems, orders } from '@/db/schema/orders'
import type { Tx } from '@/db/store'
import { DomainError, notFound } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { invariant } from '@/lib/invariant'
import { canMoveFulfillment, fulfillmentStatusFor } from './status'
import type { FulfillmentStatus } from './types'

export interface Tracking {
  company: string | null
  number: string | null
  /** http(s) only; checked by the caller's schema. */
  url: string | null
}

export interface FulfilInput {
  orderId: number
  /** Absent: everything that is left. */
  items?: readonly { lineNo: number; quantity: number }[]
  tracking?: Tracking
  userId: number | null
}

interface Line {
  lineNo: number
  title: string
  /** Units that are to be sent in all: those bought less those cancelled. */
  quantity: number
  fulfilled: number
}

/**
 * Records a parcel with `items` and answers its id and the order's new status.
 * @throws not_found; conflict when the order was refunded or voided, nothing is left, or a line has fewer units left
 */
export async function fulfilOrder(
  tx: Tx,
  { orderId, items, tracking, userId }: FulfilInput,
): Promise<{ fulfillmentId: number; status: FulfillmentStatus }> {
  const order = await lockOrder(tx, orderId)
  if (order.paymentStatus === 'voided' || order.paymentStatus === 'refunded') {
    throw new DomainError('conflict', 'The payment of this order went back to the customer, so nothing is to be sent.')
  }
  if (order.cancelledAt) {
    throw new DomainError('conflict', 'This order is being cancelled, so nothing is to be sent.')
  }
  const lines = await readLines(tx, orderId)
  const sending = chosen(lines, items)
  const [parcel] = await tx
    .insert(fulfillments)
    .values({
      storeId: tx.storeId,
      orderId,
      trackingCompany: tracking?.company ?? null,
      trackingNumber: tracking?.number ?? null,
      trackingUrl: tracking?.url ?? null,
      createdBy: userId,
    })
    .returning({ id: fulfillments.id })
  invariant(parcel, 'an inserted fulfilment is returned')
  await writeItems(tx, orderId, parcel.id, sending)
  const sent = sending.reduce((sum, item) => sum + item.quantity, 0)
  const before = lines.reduce((sum, line) => sum + line.fulfilled, 0)
  const total = lines.reduce((sum, line) => sum + line.quantity, 0)
  const status = fulfillmentStatusFor(before + sent, total)
  invariant(canMoveFulfillment(order.fulfillmentStatus, status), `${order.fulfillmentStatus} cannot become ${status}`)
  await tx
    .update(orders)
    .set({ fulfillmentStatus: status, updatedAt: sql`now()` })
    .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, orderId)))
  await recordEvent(tx, 'order.fulfilled', { orderId, fulfillmentId: parcel.id })
  return { fulfillmentId: parcel.id, status }
}

async function lockOrder(tx: Tx, orderId: number) {
  const [order] = await tx
    .select({
      paymentStatus: orders.paymentStatus,
      fulfillmentStatus: orders.fulfillmentStatus,
      cancelledAt: orders.cancelledAt,
    })
    .from(orders)
    .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, orderId)))
    .for('update')
  if (!order) throw notFound('This order')
  return order
}

function readLines(tx: Tx, orderId: number): Promise<Line[]> {
  return tx
    .select({
      lineNo: orderItems.lineNo,
      title: orderItems.title,
      quantity: sql<number>`${orderItems.quantity} - ${orderItems.cancelledQuantity}`,
      fulfilled: orderItems.fulfilledQuantity,
    })
    .from(orderItems)
    .where(and(eq(orderItems.storeId, tx.storeId), eq(orderItems.orderId, orderId)))
    .orderBy(asc(orderItems.lineNo))
}

/** What is sent now, each line once and with at least one unit. */
function chosen(lines: Line[], items: FulfilInput['items']): { lineNo: number; quantity: number }[] {
  const left = lines.map((line) => ({ lineNo: line.lineNo, quantity: line.quantity - line.fulfilled }))
  const wanted = (items ?? left).filter((item) => item.quantity > 0)
  if (left.every((line) => line.quantity === 0)) {
    throw new DomainError('conflict', 'Everything in this order has been fulfilled already. Reload to see it.')
  }
  if (wanted.length === 0) throw new DomainError('invalid_request', 'Choose at least one item to fulfil.')
  if (new Set(wanted.map((item) => item.lineNo)).size !== wanted.length) {
    throw new DomainError('invalid_request', 'A line is named twice.')
  }
  for (const { lineNo, quantity } of wanted) {
    const line = lines.find((each) => each.lineNo === lineNo)
    if (!line) throw new DomainError('invalid_request', 'This line is not part of the order.')
    const rest = line.quantity - line.fulfilled
    if (quantity <= rest) continue
    throw new DomainError('conflict', `Only ${rest} of “${line.title}” ${rest === 1 ? 'is' : 'are'} left to fulfil.`)
  }
  return wanted
}

async function writeItems(
  tx: Tx,
  orderId: number,
  fulfillmentId: number,
  items: { lineNo: number; quantity: number }[],
): Promise<void> {
  await tx
    .insert(fulfillmentItems)
    .values(items.map(({ lineNo, quantity }) => ({ storeId: tx.storeId, fulfillmentId, orderId, lineNo, quantity })))
  await tx.execute(sql`
    update order_items i set fulfilled_quantity = i.fulfilled_quantity + r.quantity
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as r("lineNo" smallint, quantity int)
    where i.store_id = ${tx.storeId} and i.order_id = ${orderId} and i.line_no = r."lineNo"`)
}
