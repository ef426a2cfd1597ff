/** Where an order is: confirmed, then each parcel. Steps that have not happened are named, not dated. */
import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { OrderDetail, OrderFulfillment, OrderReturn } from '@/lib/orders/types'

interface Props {
  order: OrderDetail
  locale: string
}

export function Timeline({ order, locale }: Props) {
  const ships = order.lines.some((line) => line.requiresShipping)
  const parcels = order.fulfillments
  const complete = order.fulfillmentStatus === 'fulfilled'
  const returned = order.returns.filter(({ status }) => status !== 'cancelled')
  return (
    <section aria-labelledby="status">
      <h2 id="status" className="display mb-5 text-20">
        {headline(order, ships)}
      </h2>
      <ol>
        <Step done title="Ordered" when={dateIn(order.createdAt, locale)} last={false} />
        {parcels.map((parcel, index) => (
          <Step
            key={parcel.id}
            done
            title={parcelTitle(parcel, index, parcels.length, complete, ships)}
            when={dateIn(parcel.createdAt, locale)}
            last={complete && returned.length === 0 && index === parcels.length - 1}
          >
            <Tracking parcel={parcel} />
          </Step>
        ))}
        {returned.map((each, index) => (
          <Step
            key={`back-${each.id}`}
            done={each.status === 'received'}
            title={returnTitle(each)}
            when={dateIn(each.receivedAt ?? each.createdAt, locale)}
            last={complete && index === returned.length - 1}
          >
            <ul className="mt-1 text-muted">
              {each.items.map(({ lineNo, quantity }) => (
                <li key={lineNo}>
                  {quantity} × {order.lines.find((line) => line.lineNo === lineNo)?.title}
                </li>
              ))}
            </ul>
          </Step>
        ))}
        {order.cancelledAt && <Step done title="Cancelled" when={dateIn(order.cancelledAt, locale)} last />}
        {!complete && !order.cancelledAt && (
          <Step
            done={false}
            title={parcels.length > 0 ? 'The rest is being prepared' : preparing(ships)}
            when={null}
            last
          />
        )}
      </ol>
    </section>
  )
}

interface StepProps {
  done: boolean
  title: string
  when: string | null
  last: boolean
  children?: ReactNode
}

function Step({ done, title, when, last, children }: StepProps) {
  return (
    <li className="relative flex gap-4 pb-6 last:pb-0">
      {!last && <span aria-hidden="true" className="absolute top-6 bottom-0 left-[0.6875rem] w-px bg-line" />}
      <span
        aria-hidden="true"
        className={clsx(
          'flex size-[1.4375rem] shrink-0 items-center justify-center rounded-full border',
          done ? 'border-accent bg-accent text-accent-text' : 'border-text/30',
        )}
      >
        {done && <Check size={13} strokeWidth={2.25} />}
      </span>
      <div className="text-14">
        <p className={clsx('font-[550]', !done && 'text-muted')}>{title}</p>
        {when && <p className="text-muted">{when}</p>}
        {children}
      </div>
    </li>
  )
}

function Tracking({ parcel }: { parcel: OrderFulfillment }) {
  if (!parcel.trackingNumber) return null
  const words = [parcel.trackingCompany, parcel.trackingNumber].filter(Boolean).join(' ')
  if (!parcel.trackingUrl || !/^https?:\/\//.test(parcel.trackingUrl)) return <p className="tabular mt-1">{words}</p>
  return (
    <a href={parcel.trackingUrl} rel="noreferrer" className="tabular mt-1 inline-flex min-h-8 items-center">
      <span className="link">Track {words}</span>
    </a>
  )
}

function headline(order: OrderDetail, ships: boolean): string {
  if (order.cancelledAt) return 'Cancelled'
  if (order.paymentStatus === 'refunded') return 'Refunded'
  if (order.paymentStatus === 'voided') return 'Cancelled'
  if (order.fulfillmentStatus === 'fulfilled') return ships ? 'On its way' : 'Sent'
  if (order.fulfillmentStatus === 'partial') return 'Partly on its way'
  return 'Confirmed'
}

function parcelTitle(
  parcel: OrderFulfillment,
  index: number,
  count: number,
  complete: boolean,
  ships: boolean,
): string {
  const sent = ships ? 'Shipped' : 'Sent'
  if (count === 1 && complete) return sent
  const units = parcel.items.reduce((sum, item) => sum + item.quantity, 0)
  return `${sent}: parcel ${index + 1}, ${units === 1 ? '1 item' : `${units} items`}`
}

function returnTitle({ status, items }: OrderReturn): string {
  const units = items.reduce((sum, item) => sum + item.quantity, 0)
  const what = units === 1 ? '1 item' : `${units} items`
  return status === 'received' ? `Return of ${what} received` : `${what} on the way back to us`
}

function preparing(ships: boolean): string {
  return ships ? 'Being prepared for the post' : 'Being prepared'
}

function dateIn(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(iso))
}
