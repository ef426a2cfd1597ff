/** One order: what was bought, what was paid, where it goes, what has been sent. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireMembership } from '@/app/_auth/session'
import { Badge } from '@/app/_ui/badge'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { PageHeader } from '@/app/_ui/page-header'
import { FulfillmentBadge, PaymentBadge } from '@/app/admin/_ui/order-badges'
import { readStore } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { getOrder } from '@/lib/orders/queries'
import { unitsToSend } from '@/lib/orders/refund-rules'
import type { OrderDetail } from '@/lib/orders/types'
import { may } from '@/lib/team/permissions'
import { CancelOrder } from './cancel-order'
import { FulfilForm } from './fulfil-form'
import { LineList } from './line-list'
import { Parcels } from './parcels'
import { PaymentCard } from './payment-card'
import { RefundOrder } from './refund-order'
import { SideFacts } from './side-facts'
import { Timeline } from './timeline'

type Props = { params: Promise<{ store: string; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, id } = await params
  const { storeId } = await requireMembership(store, 'orders.read')
  return { title: `#${(await load(storeId, id)).number}` }
}

export default async function OrderPage({ params }: Props) {
  const { store, id } = await params
  const { slug, storeId, role } = await requireMembership(store, 'orders.read')
  const order = await load(storeId, id)
  const open = order.lines.filter((line) => unitsToSend(line) > 0)
  const sendable = order.paymentStatus !== 'voided' && order.paymentStatus !== 'refunded' && !order.cancelling
  return (
    <>
      <PageHeader
        back={{ label: 'Orders', href: `/admin/${slug}/orders` }}
        title={<span className="tabular">#{order.number}</span>}
        badges={
          <>
            <PaymentBadge status={order.paymentStatus} />
            <FulfillmentBadge status={order.fulfillmentStatus} />
            {order.cancelledAt ? <Badge tone="critical">Cancelled</Badge> : null}
            {order.cancelling ? <Badge tone="caution">Cancellation not finished</Badge> : null}
          </>
        }
        actions={
          may(role, 'orders.refund') ? (
            <>
              <RefundOrder key={`r${order.refundedMinor}`} slug={slug} order={order} />
              <CancelOrder slug={slug} order={order} />
            </>
          ) : null
        }
        note={
          <>
            <DateTime iso={order.createdAt} /> UTC
          </>
        }
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-4">
          {open.length > 0 ? (
            <Card title={<Units lines={open} />} flush>
              {sendable && may(role, 'orders.write') ? (
                <FulfilForm
                  key={order.fulfillments.length}
                  slug={slug}
                  orderId={order.id}
                  lines={open}
                  currency={order.currency}
                />
              ) : (
                <LineList slug={slug} currency={order.currency} lines={open} />
              )}
            </Card>
          ) : null}
          <Parcels slug={slug} order={order} />
          <PaymentCard order={order} />
          <Timeline order={order} />
        </div>
        <SideFacts order={order} />
      </div>
    </>
  )
}

async function load(storeId: number, id: string): Promise<OrderDetail> {
  if (!/^\d{1,15}$/.test(id)) notFound()
  try {
    return await readStore(storeId, (tx) => getOrder(tx, Number(id)))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
}

function Units({ lines }: { lines: OrderDetail['lines'] }) {
  const units = lines.reduce((sum, line) => sum + unitsToSend(line), 0)
  return (
    <>
      To fulfil <span className="ml-1 font-normal text-muted tabular">{units}</span>
    </>
  )
}
