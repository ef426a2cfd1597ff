/** What happened to an order, in sentences: from its rows and its history. Pure. */
import { formatMoney } from '@/lib/money'
import type { OrderActor, OrderEvent, OrderHistory } from '@/lib/orders/history'
import { MAIL_WORDS } from '@/lib/orders/mail-words'
import type { OrderDetail, OrderRefund } from '@/lib/orders/types'
import type { OrderDispute } from '@/lib/payments/dispute-queries'
import { disputeLook, disputeReason, isClosed, isInquiry } from '@/lib/payments/dispute-words'

export interface Happening {
  key: string
  at: string
  words: string
  userId: number | null
  /** A comment's text, shown as it was written. */
  quote?: string
}

/** The latest first. */
export function happeningsOf(
  order: OrderDetail,
  { events, actors }: OrderHistory,
  disputes: readonly OrderDispute[],
): Happening[] {
  const by = (what: OrderActor['what'], id: number) =>
    actors.find((actor) => actor.what === what && actor.id === id)?.userId ?? null
  const buyer = order.customer.name || order.shippingAddress.name
  const all: Happening[] = [
    { key: 'placed', at: order.createdAt, words: `${buyer} placed the order`, userId: null },
    ...order.payments.map((payment) => ({
      key: `p${payment.paymentIntentId}`,
      at: payment.createdAt,
      words: `Payment of ${formatMoney(payment.amountMinor, order.currency, 'en-US')} ${PAYMENT_WORDS[payment.status]}`,
      userId: null,
    })),
    ...order.fulfillments.map((parcel) => ({
      key: `f${parcel.id}`,
      at: parcel.createdAt,
      words: `${items(parcel.items)} fulfilled${parcel.trackingNumber ? `, tracking ${parcel.trackingNumber}` : ''}`,
      userId: by('fulfillment', parcel.id),
    })),
    ...order.refunds.map((refund) => ({
      key: `r${refund.id}`,
      at: refund.createdAt,
      words: refundWords(refund, order.currency),
      userId: by('refund', refund.id),
    })),
    ...disputes.flatMap(disputeHappenings),
    ...order.returns.map((each) => ({
      key: `b${each.id}`,
      at: each.createdAt,
      words: `Return of ${items(each.items)} opened`,
      userId: by('return', each.id),
    })),
    ...(order.cancelledAt
      ? [{ key: 'cancelled', at: order.cancelledAt, words: 'Order cancelled', userId: by('cancellation', order.id) }]
      : []),
    ...[...events].reverse().map((event) => told(event, order)),
  ]
  // Written oldest first; what happened in one moment keeps its order when it is turned round.
  return all.reverse().sort((a, b) => b.at.localeCompare(a.at))
}

/** That it was opened, and that the bank has decided. */
function disputeHappenings({
  id,
  status,
  reason,
  amountMinor,
  currency,
  createdAt,
  updatedAt,
}: OrderDispute): Happening[] {
  const amount = formatMoney(amountMinor, currency, 'en-US')
  const opened = `${isInquiry(status) ? 'Inquiry' : 'Dispute'} of ${amount} opened: ${disputeReason(reason).toLowerCase()}`
  return [
    { key: `d${id}`, at: createdAt, words: opened, userId: null },
    ...(isClosed(status)
      ? [
          {
            key: `d${id}closed`,
            at: updatedAt,
            words: `Dispute of ${amount}: ${disputeLook(status).words.toLowerCase()}`,
            userId: null,
          },
        ]
      : []),
  ]
}

const PAYMENT_WORDS = { authorized: 'authorised', captured: 'received', capture_failed: 'lost' } as const

function told(event: OrderEvent, order: OrderDetail): Happening {
  const { at, userId } = event
  const happening = (words: string, quote?: string) => ({ key: `e${event.id}`, at, userId, words, quote })
  switch (event.kind) {
    case 'comment':
      return happening('Comment', event.details.message)
    case 'note_edited':
      return happening('Note edited')
    case 'mail_requested':
      return happening(`${mailWords(event.details.mail)} asked for again`)
    case 'mail_sent':
      return happening(`${mailWords(event.details.mail)} sent to ${event.details.to}`)
    case 'return_received':
      return happening(`${returnName(order, event.details.returnId)} received`)
    case 'return_cancelled':
      return happening(`${returnName(order, event.details.returnId)} cancelled`)
  }
}

function mailWords(mail: string): string {
  return MAIL_WORDS[mail] ?? 'Mail'
}

function returnName(order: OrderDetail, returnId: number): string {
  const index = order.returns.findIndex(({ id }) => id === returnId)
  return index < 0 ? 'Return' : `Return #${order.number}-R${index + 1}`
}

function items(of: { quantity: number }[]): string {
  const units = of.reduce((sum, item) => sum + item.quantity, 0)
  return `${units} ${units === 1 ? 'item' : 'items'}`
}

function refundWords({ amountMinor, status, reason, failureMessage }: OrderRefund, currency: string): string {
  const amount = formatMoney(amountMinor, currency, 'en-US')
  if (status === 'failed') return `Refund of ${amount} failed: ${failureMessage ?? 'the bank refused it'}`
  return `${amount} ${status === 'pending' ? 'is being refunded' : 'refunded'}${reason ? `: ${reason}` : ''}`
}
