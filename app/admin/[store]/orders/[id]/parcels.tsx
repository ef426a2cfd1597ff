/** What has been sent: a card for each fulfilment with its tracking. */
import { ExternalLink, PackageCheck } from 'lucide-react'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import type { OrderDetail } from '@/lib/orders/types'
import { LineList } from './line-list'

export function Parcels({ slug, order }: { slug: string; order: OrderDetail }) {
  const line = new Map(order.lines.map((each) => [each.lineNo, each]))
  return order.fulfillments.map((parcel, index) => (
    <Card
      key={parcel.id}
      flush
      title={
        <span className="flex items-center gap-2">
          <PackageCheck aria-hidden size={16} strokeWidth={1.75} className="text-positive" />
          Fulfilled
          <span className="font-normal text-muted tabular">
            #{order.number}-F{index + 1}
          </span>
        </span>
      }
      action={
        <span className="text-13 text-muted">
          <DateTime iso={parcel.createdAt} />
        </span>
      }
    >
      <LineList
        slug={slug}
        currency={order.currency}
        lines={parcel.items.flatMap((item) => {
          const bought = line.get(item.lineNo)
          return bought ? [{ ...bought, shown: item.quantity }] : []
        })}
      />
      {parcel.trackingNumber || parcel.trackingCompany ? (
        <p className="flex flex-wrap items-center gap-x-2 border-line border-t px-4 py-3 text-13 text-muted sm:px-5">
          {parcel.trackingCompany}
          {parcel.trackingUrl ? (
            <a
              href={parcel.trackingUrl}
              target="_blank"
              rel="noreferrer noopener"
              className="inline-flex items-center gap-1 text-text underline underline-offset-4"
            >
              {parcel.trackingNumber ?? 'Track'}
              <ExternalLink aria-hidden size={13} strokeWidth={1.75} />
            </a>
          ) : (
            <span className="text-text tabular">{parcel.trackingNumber}</span>
          )}
        </p>
      ) : null}
    </Card>
  ))
}
