/**
 * A mail as it would go out now, in words and a look that need not be saved yet: of the store's last order where there is
 * one, else of an order that could be. Nothing is sent and nothing is kept.
 */
import { sql } from 'drizzle-orm'
import type { MailLook } from '@/db/schema/stores'
import type { Tx } from '@/db/store'
import { DAY, fromNow, now } from '@/lib/clock'
import { getOrder } from '@/lib/orders/queries'
import type { OrderDetail } from '@/lib/orders/types'
import type { OrderDispute } from '@/lib/payments/dispute-queries'
import { getStoreProfile, type StoreProfile } from '@/lib/stores/queries'
import { abandonedCheckout } from './abandoned-checkout'
import { deskOf } from './desk'
import { draftInvoice } from './draft-invoice'
import type { MailKind } from './kinds'
import { lowStock } from './low-stock'
import type { Mail } from './mailer'
import { newOrder } from './new-order'
import { orderCancelled } from './order-cancelled'
import { orderConfirmation } from './order-confirmation'
import { orderDisputed } from './order-disputed'
import { orderRefunded } from './order-refunded'
import { paymentReturned } from './payment-returned'
import { returnReceived } from './return-received'
import { sampleOrder } from './sample'
import { shippingConfirmation } from './shipping-confirmation'
import type { Words } from './words'

export interface Draft {
  words: Words
  /** Absent: the saved one. */
  look?: MailLook
}

/** The mail of this kind, and whether it tells of a real order. */
export async function previewMail(tx: Tx, kind: MailKind, draft: Draft): Promise<{ mail: Mail; sample: boolean }> {
  const saved = await getStoreProfile(tx)
  const store = draft.look ? { ...saved, settings: { ...saved.settings, mail: draft.look } } : saved
  const last = await findLastOrder(tx)
  const order = last ?? (await sampleOrder(tx, store))
  return { mail: composers[kind](store, order, draft.words), sample: last === null }
}

type Composer = (store: StoreProfile, order: OrderDetail, words: Words) => Mail

const composers: Record<MailKind, Composer> = {
  'order-confirmation': orderConfirmation,
  'shipping-confirmation': (store, order, words) =>
    shippingConfirmation(store, sentOf(order), order.fulfillments[0] ?? parcelOf(order), words),
  'order-refunded': (store, order, words) => {
    const [refund] = order.refunds
    if (refund) return orderRefunded(store, order, refund, words)
    const part = order.lines[0]?.totalMinor ?? order.totalMinor
    return orderRefunded(store, { ...order, refundedMinor: part }, refundOf(part), words)
  },
  'order-cancelled': (store, order, words) =>
    orderCancelled(store, { ...order, refundedMinor: order.totalMinor }, words),
  'return-received': (store, order, words) => returnReceived(store, order, order.returns[0] ?? returnOf(order), words),
  'payment-returned': (store, order, words) => {
    const titles = order.lines.map(({ title }) => title)
    const { email, totalMinor, currency } = order
    return paymentReturned(store, { email, amountMinor: totalMinor, currency, titles }, words)
  },
  'abandoned-checkout': (store, order, words) =>
    abandonedCheckout(
      store,
      { email: order.email, token: '0'.repeat(32), createdAt: now(), lines: order.lines },
      words,
    ),
  'draft-invoice': (store, order, words) =>
    draftInvoice(
      store,
      { email: order.email, customerName: order.shippingAddress.name, token: '0'.repeat(32) },
      billOf(order),
      words,
    ),
  'new-order': (store, order, words) => newOrder(store, order, merchantOf(store), words),
  'order-disputed': (store, order, words) => orderDisputed(store, disputeOf(order), merchantOf(store), words),
  'low-stock': (store, order, words) =>
    lowStock(
      store,
      order.lines.map((line, index) => ({ ...line, available: index })),
      merchantOf(store),
      words,
    ),
}

function merchantOf(store: StoreProfile): { to: string; desk: string } {
  return { to: store.settings.orderNotificationEmail ?? store.email, desk: deskOf(store) }
}

async function findLastOrder(tx: Tx): Promise<OrderDetail | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select id from orders where store_id = ${tx.storeId} order by created_at desc, id desc limit 1`)
  return row ? getOrder(tx, Number(row.id)) : null
}

function sentOf(order: OrderDetail): OrderDetail {
  if (order.fulfillments.length > 0) return order
  return { ...order, lines: order.lines.map((line) => ({ ...line, fulfilledQuantity: line.quantity })) }
}

function parcelOf({ lines, createdAt }: OrderDetail) {
  return {
    id: 1,
    createdAt,
    trackingCompany: 'DHL',
    trackingNumber: '00340434161094022115',
    trackingUrl: 'https://www.dhl.com/',
    items: lines.map(({ lineNo, quantity }) => ({ lineNo, quantity })),
  }
}

function refundOf(amountMinor: number) {
  const at = now().toISOString()
  return { id: 1, amountMinor, status: 'succeeded', reason: '', failureMessage: null, createdAt: at } as const
}

function returnOf({ lines, createdAt }: OrderDetail) {
  const items = lines.map(({ lineNo, quantity }) => ({ lineNo, quantity, restockedQuantity: 0, reason: '' }))
  return { id: 1, status: 'received', trackingNumber: null, createdAt, receivedAt: createdAt, items } as const
}

/** As a draft that nobody has told an address yet: shipping is still to come. */
function billOf({ lines, currency, subtotalMinor, taxInclusive }: OrderDetail) {
  return {
    currency,
    discounts: [],
    shipping: 0,
    shippingRate: null,
    taxInclusive,
    total: subtotalMinor,
    lines: lines.map((line) => ({ ...line, subtotal: line.unitPriceMinor * line.quantity })),
  }
}

function disputeOf({ id, number, totalMinor, currency, createdAt }: OrderDetail): OrderDispute {
  return {
    id: 1,
    orderId: id,
    orderNumber: number,
    stripeDisputeId: '',
    amountMinor: totalMinor,
    currency,
    reason: 'product_not_received',
    status: 'needs_response',
    evidenceDueAt: fromNow(14 * DAY).toISOString(),
    createdAt,
    updatedAt: createdAt,
  }
}
