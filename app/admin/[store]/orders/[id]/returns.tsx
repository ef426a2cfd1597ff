/** Goods on their way back and those that have arrived: a card for each return, with what can be done next. */
import { Undo2 } from 'lucide-react'
import { Badge } from '@/app/_ui/badge'
import { Card } from '@/app/_ui/card'
import { Thumbnail } from '@/app/_ui/thumbnail'
import { deskImage } from '@/app/admin/_ui/addresses'
import { returnReasonWords } from '@/lib/orders/return-reasons'
import type { OrderDetail, OrderReturn } from '@/lib/orders/types'
import { LineWords } from './line-list'
import { ReceiveReturn } from './receive-return'
import { RefundOrder } from './refund-order'

interface Props {
  slug: string
  order: OrderDetail
  mayWrite: boolean
  mayRefund: boolean
}

export function Returns({ slug, order, mayWrite, mayRefund }: Props) {
  return order.returns.map((each, index) => (
    <Card
      key={each.id}
      flush
      title={
        <span className="flex flex-wrap items-center gap-2 py-1">
          <Undo2 aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
          Return
          <span className="font-normal text-muted tabular">
            #{order.number}-R{index + 1}
          </span>
          <ReturnBadge status={each.status} />
        </span>
      }
    >
      <ul className="divide-y divide-line">
        {each.items.map((item) => (
          <ReturnedLine key={item.lineNo} slug={slug} order={order} item={item} received={each.status === 'received'} />
        ))}
      </ul>
      <Foot slug={slug} order={order} returned={each} mayWrite={mayWrite} mayRefund={mayRefund} />
    </Card>
  ))
}

function ReturnBadge({ status }: { status: OrderReturn['status'] }) {
  if (status === 'open') {
    return (
      <Badge tone="caution" fill="hollow">
        On its way back
      </Badge>
    )
  }
  return status === 'received' ? (
    <Badge tone="positive" fill="full">
      Received
    </Badge>
  ) : (
    <Badge>Cancelled</Badge>
  )
}

interface LineProps {
  slug: string
  order: OrderDetail
  item: OrderReturn['items'][number]
  received: boolean
}

function ReturnedLine({ slug, order, item, received }: LineProps) {
  const line = order.lines.find(({ lineNo }) => lineNo === item.lineNo)
  if (!line) return null
  const back = received ? `${item.restockedQuantity} of ${item.quantity} back in stock` : ''
  return (
    <li className="flex items-center gap-3 px-4 py-3 sm:px-5">
      <Thumbnail src={deskImage(slug, line.imageKey)} />
      <span className="min-w-0 flex-1">
        <LineWords line={line} />
        <span className="block text-13 text-muted">
          {[returnReasonWords(item.reason), back].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="whitespace-nowrap text-muted tabular">× {item.quantity}</span>
    </li>
  )
}

function Foot({ slug, order, returned, mayWrite, mayRefund }: Props & { returned: OrderReturn }) {
  const isOpen = returned.status === 'open'
  const refundable = mayRefund && returned.status !== 'cancelled'
  const tracking = isOpen ? returned.trackingNumber : null
  if (!tracking && !(isOpen && mayWrite) && !refundable) return null
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-4 py-3 empty:hidden sm:px-5">
      {tracking ? (
        <span className="mr-auto text-13 text-muted">
          Tracking <span className="text-text tabular">{tracking}</span>
        </span>
      ) : null}
      {refundable ? (
        <RefundOrder key={`r${order.refundedMinor}`} slug={slug} order={order} returned={returned} />
      ) : null}
      {isOpen && mayWrite ? <ReceiveReturn slug={slug} order={order} returned={returned} /> : null}
    </div>
  )
}
