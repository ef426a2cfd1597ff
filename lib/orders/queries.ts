/** Reads of orders. Listings for the merchant are in admin-queries.ts. */
import { and, asc, eq, type SQL } from 'drizzle-orm'
import { orderCancellations, refunds } from '@/db/schema/after-sale'
import { customers, fulfillmentItems, fulfillments, orderItems, orders, payments } from '@/db/schema/orders'
import type { Tx } from '@/db/store'
import { notFound } from '@/lib/errors'
import { listReturns } from './return-queries'
import type { OrderAnswer, OrderDetail, OrderFulfillment, OrderLine, OrderRefund } from './types'

const MAX_LINES = 250
const MAX_PAYMENTS = 20
const MAX_FULFILLMENTS = 250
const MAX_REFUNDS = 250

const ORDER_TOKEN = /^[0-9a-f]{32}$/

/** The order with this secret token, or null; without the merchant's note. */
export async function findOrderByToken(tx: Tx, token: string): Promise<OrderDetail | null> {
  if (!ORDER_TOKEN.test(token)) return null
  const order = await readOrder(tx, eq(orders.token, token))
  return order && { ...order, note: '' }
}

/** @throws not_found */
export async function getOrder(tx: Tx, id: number): Promise<OrderDetail> {
  const order = await readOrder(tx, eq(orders.id, id), id)
  if (!order) throw notFound('This order')
  return order
}

/** An order as the checkout answers it. @throws not_found */
export async function getOrderAnswer(tx: Tx, id: number): Promise<OrderAnswer> {
  const [heads, lines] = await Promise.all([
    tx
      .select({
        id: orders.id,
        number: orders.orderNumber,
        token: orders.token,
        email: orders.email,
        currency: orders.currency,
        subtotal: orders.subtotalMinor,
        discount: orders.discountMinor,
        shipping: orders.shippingMinor,
        tax: orders.taxMinor,
        total: orders.totalMinor,
        paymentStatus: orders.paymentStatus,
        fulfillmentStatus: orders.fulfillmentStatus,
        createdAt: orders.createdAt,
      })
      .from(orders)
      .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, id)))
      .limit(1),
    tx
      .select({
        variantId: orderItems.variantId,
        productId: orderItems.productId,
        title: orderItems.title,
        variantTitle: orderItems.variantTitle,
        sku: orderItems.sku,
        quantity: orderItems.quantity,
        unitPrice: orderItems.unitPriceMinor,
        discount: orderItems.discountMinor,
        tax: orderItems.taxMinor,
        total: orderItems.totalMinor,
      })
      .from(orderItems)
      .where(and(eq(orderItems.storeId, tx.storeId), eq(orderItems.orderId, id)))
      .orderBy(asc(orderItems.lineNo))
      .limit(MAX_LINES),
  ])
  const [head] = heads
  if (!head) throw notFound('This order')
  return { ...head, lines, createdAt: head.createdAt.toISOString() }
}

async function readOrder(tx: Tx, which: SQL, known?: number): Promise<OrderDetail | null> {
  const head = tx
    .select({ order: orders, customer: { id: customers.id, name: customers.name, email: customers.email } })
    .from(orders)
    .innerJoin(customers, and(eq(customers.storeId, orders.storeId), eq(customers.id, orders.customerId)))
    .where(and(eq(orders.storeId, tx.storeId), which))
    .limit(1)
  // With the id at hand, everything goes out at once.
  const [[row], early] = await Promise.all([head, known === undefined ? null : readParts(tx, known)])
  if (!row) return null
  const [lines, paid, sent, back, returned, cancelled] = early ?? (await readParts(tx, row.order.id))
  const {
    orderNumber,
    createdAt,
    cancelledAt: marked,
    storeId: _,
    attemptId: __,
    customerId: ___,
    updatedAt: ____,
    ...facts
  } = row.order
  return {
    ...facts,
    number: orderNumber,
    createdAt: createdAt.toISOString(),
    cancelledAt: cancelled?.toISOString() ?? null,
    cancelling: marked !== null && cancelled === null,
    lines,
    payments: paid,
    fulfillments: sent,
    refunds: back,
    returns: returned,
    customer: row.customer,
  }
}

function readParts(tx: Tx, id: number) {
  return Promise.all([
    readLines(tx, id),
    readPayments(tx, id),
    readFulfillments(tx, id),
    readRefunds(tx, id),
    listReturns(tx, id),
    readCancellation(tx, id),
  ])
}

async function readLines(tx: Tx, orderId: number): Promise<OrderLine[]> {
  const rows = await tx
    .select()
    .from(orderItems)
    .where(and(eq(orderItems.storeId, tx.storeId), eq(orderItems.orderId, orderId)))
    .orderBy(asc(orderItems.lineNo))
    .limit(MAX_LINES)
  return rows.map(({ storeId: _, orderId: __, ...line }) => line)
}

async function readPayments(tx: Tx, orderId: number): Promise<OrderDetail['payments']> {
  const rows = await tx
    .select({
      status: payments.status,
      amountMinor: payments.amountMinor,
      cardBrand: payments.cardBrand,
      cardLast4: payments.cardLast4,
      paymentIntentId: payments.paymentIntentId,
      createdAt: payments.createdAt,
    })
    .from(payments)
    .where(and(eq(payments.storeId, tx.storeId), eq(payments.orderId, orderId)))
    .orderBy(asc(payments.id))
    .limit(MAX_PAYMENTS)
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

async function readRefunds(tx: Tx, orderId: number): Promise<OrderRefund[]> {
  const rows = await tx
    .select({
      id: refunds.id,
      amountMinor: refunds.amountMinor,
      status: refunds.status,
      reason: refunds.reason,
      failureMessage: refunds.failureMessage,
      createdAt: refunds.createdAt,
    })
    .from(refunds)
    .where(and(eq(refunds.storeId, tx.storeId), eq(refunds.orderId, orderId)))
    .orderBy(asc(refunds.id))
    .limit(MAX_REFUNDS)
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}

async function readCancellation(tx: Tx, orderId: number): Promise<Date | null> {
  const [row] = await tx
    .select({ createdAt: orderCancellations.createdAt })
    .from(orderCancellations)
    .where(and(eq(orderCancellations.storeId, tx.storeId), eq(orderCancellations.orderId, orderId)))
    .limit(1)
  return row?.createdAt ?? null
}

async function readFulfillments(tx: Tx, orderId: number): Promise<OrderFulfillment[]> {
  const rows = await tx
    .select({ parcel: fulfillments, lineNo: fulfillmentItems.lineNo, quantity: fulfillmentItems.quantity })
    .from(fulfillments)
    .innerJoin(
      fulfillmentItems,
      and(eq(fulfillmentItems.storeId, fulfillments.storeId), eq(fulfillmentItems.fulfillmentId, fulfillments.id)),
    )
    .where(and(eq(fulfillments.storeId, tx.storeId), eq(fulfillments.orderId, orderId)))
    .orderBy(asc(fulfillments.id), asc(fulfillmentItems.lineNo))
    .limit(MAX_FULFILLMENTS * 4)
  const parcels = new Map<number, OrderFulfillment>()
  for (const { parcel, lineNo, quantity } of rows) {
    const known = parcels.get(parcel.id)
    const { id, trackingCompany, trackingNumber, trackingUrl } = parcel
    if (known) known.items.push({ lineNo, quantity })
    else {
      const createdAt = parcel.createdAt.toISOString()
      parcels.set(id, { id, createdAt, trackingCompany, trackingNumber, trackingUrl, items: [{ lineNo, quantity }] })
    }
  }
  return [...parcels.values()]
}
