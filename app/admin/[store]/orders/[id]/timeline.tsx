/** What happened to the order, the latest first, as its rows tell it. */
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { formatMoney } from '@/lib/money'
import type { OrderDetail, OrderRefund } from '@/lib/orders/types'

interface Happening {
  at: string
  words: string
}

export function Timeline({ order }: { order: OrderDetail }) {
  return (
    <Card title="Timeline">
      <ol className="relative ml-1.5 border-line border-l">
        {happenings(order).map(({ at, words }) => (
          <li key={`${at}${words}`} className="relative flex flex-wrap justify-between gap-x-4 py-1.5 pl-5">
            <span aria-hidden className="-left-[4.5px] absolute top-3 size-2 rounded-full bg-control" />
            <span>{words}</span>
            <span className="text-13 text-muted">
              <DateTime iso={at} />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function happenings(order: OrderDetail): Happening[] {
  const units = (items: { quantity: number }[]) => items.reduce((sum, item) => sum + item.quantity, 0)
  const all: Happening[] = [
    { at: order.createdAt, words: `${order.customer.name || order.shippingAddress.name} placed the order` },
    ...order.payments.map((payment) => ({
      at: payment.createdAt,
      words: `Payment of ${formatMoney(payment.amountMinor, order.currency, 'en-US')} ${
        payment.status === 'authorized' ? 'authorised' : payment.status === 'captured' ? 'received' : 'lost'
      }`,
    })),
    ...order.fulfillments.map((parcel) => ({
      at: parcel.createdAt,
      words: `${units(parcel.items)} ${units(parcel.items) === 1 ? 'item' : 'items'} fulfilled${
        parcel.trackingNumber ? `, tracking ${parcel.trackingNumber}` : ''
      }`,
    })),
    ...order.refunds.map((refund) => ({ at: refund.createdAt, words: refundWords(refund, order.currency) })),
    ...(order.cancelledAt ? [{ at: order.cancelledAt, words: 'Order cancelled' }] : []),
  ]
  // Written oldest first; what happened in one moment keeps its order when it is turned round.
  return all.reverse().sort((a, b) => b.at.localeCompare(a.at))
}

function refundWords({ amountMinor, status, reason, failureMessage }: OrderRefund, currency: string): string {
  const amount = formatMoney(amountMinor, currency, 'en-US')
  if (status === 'failed') return `Refund of ${amount} failed: ${failureMessage ?? 'the bank refused it'}`
  return `${amount} ${status === 'pending' ? 'is being refunded' : 'refunded'}${reason ? `: ${reason}` : ''}`
}
