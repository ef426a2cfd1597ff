/** One order: what was bought, what was paid, where it goes, what has been sent. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireMembership } from '@/app/_auth/session'
import { Badge } from '@/app/_ui/badge'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { PageHeader } from '@/app/_ui/page-header'
import { FulfillmentBadge, PaymentBadge } from '@/app/admin/_ui/order-badges'
import { readStore } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { listVisitors } from '@/lib/operators/log'
import { type OrderHistory, readOrderHistory } from '@/lib/orders/history'
import { getOrder } from '@/lib/orders/queries'
import { unitsToSend } from '@/lib/orders/refund-rules'
import { unitsToReturn } from '@/lib/orders/return-rules'
import type { OrderDetail } from '@/lib/orders/types'
import { listOrderDisputes, type OrderDispute } from '@/lib/payments/dispute-queries'
import { listTeam } from '@/lib/team/memberships'
import { may } from '@/lib/team/permissions'
import { CancelOrder } from './cancel-order'
import { Disputes } from './disputes'
import { FulfilForm } from './fulfil-form'
import { LineList } from './line-list'
import { MoreMenu } from './more-menu'
import { OpenReturn } from './open-return'
import { OrderNote } from './order-note'
import { Parcels } from './parcels'
import { PaymentCard } from './payment-card'
import { RefundOrder } from './refund-order'
import { RemovedLines } from './removed-lines'
import { Returns } from './returns'
import { SideFacts } from './side-facts'
import { Timeline } from './timeline'

type Props = { params: Promise<{ store: string; id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, id } = await params
  const { storeId } = await requireMembership(store, 'orders.read')
  return { title: `#${(await load(storeId, id)).order.number}` }
}

export default async function OrderPage({ params }: Props) {
  const { store, id } = await params
  const { slug, storeId, role } = await requireMembership(store, 'orders.read')
  const [{ order, history, disputes }, members] = await Promise.all([load(storeId, id), listTeam(storeId)])
  const team = [...members, ...(await visitorsIn(storeId, history, members))]
  const mayWrite = may(role, 'orders.write')
  const mayRefund = may(role, 'orders.refund')
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
          <>
            <MoreMenu slug={slug} orderId={order.id} mayWrite={mayWrite} />
            {mayWrite ? (
              <OpenReturn
                key={`b${order.returns.length}`}
                slug={slug}
                orderId={order.id}
                lines={returnableLines(order)}
              />
            ) : null}
            {mayRefund ? <RefundOrder key={`r${order.refundedMinor}`} slug={slug} order={order} /> : null}
            {mayRefund ? <CancelOrder slug={slug} order={order} /> : null}
          </>
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
              {sendable && mayWrite ? (
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
          <RemovedLines slug={slug} order={order} />
          <Returns slug={slug} order={order} mayWrite={mayWrite} mayRefund={mayRefund} />
          <PaymentCard order={order} />
          <Disputes slug={slug} disputes={disputes} />
          <Timeline slug={slug} order={order} disputes={disputes} history={history} team={team} mayWrite={mayWrite} />
        </div>
        <div className="space-y-4">
          <OrderNote key={order.note} slug={slug} orderId={order.id} note={order.note} readOnly={!mayWrite} />
          <SideFacts order={order} />
        </div>
      </div>
    </>
  )
}

/** Operators of the platform who did something to the order: named as such, and not taken for former members. */
async function visitorsIn(storeId: number, history: OrderHistory, members: { userId: number }[]) {
  const known = new Set(members.map(({ userId }) => userId))
  const acting = [...history.events, ...history.actors].map(({ userId }) => userId)
  const others = acting.filter((userId): userId is number => userId !== null && !known.has(userId))
  const visitors = await listVisitors(storeId, others)
  return visitors.map(({ userId, name }) => ({ userId, name: `${name} (operator of Stoa)` }))
}

interface Loaded {
  order: OrderDetail
  history: OrderHistory
  disputes: OrderDispute[]
}

const load = cache(async (storeId: number, id: string): Promise<Loaded> => {
  if (!/^\d{1,15}$/.test(id)) notFound()
  try {
    return await readStore(storeId, async (tx) => {
      const [order, history, disputes] = await Promise.all([
        getOrder(tx, Number(id)),
        readOrderHistory(tx, Number(id)),
        listOrderDisputes(tx, Number(id)),
      ])
      return { order, history, disputes }
    })
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
})

/** Lines with units that can come back: sent ones that are in no return. */
function returnableLines(order: OrderDetail) {
  const openReturns = order.returns.filter(({ status }) => status === 'open').flatMap(({ items }) => items)
  return order.lines.flatMap((line) => {
    const returningQuantity = openReturns
      .filter(({ lineNo }) => lineNo === line.lineNo)
      .reduce((sum, { quantity }) => sum + quantity, 0)
    const left = unitsToReturn({ ...line, returningQuantity })
    return left > 0 ? [{ line, left }] : []
  })
}

function Units({ lines }: { lines: OrderDetail['lines'] }) {
  const units = lines.reduce((sum, line) => sum + unitsToSend(line), 0)
  return (
    <>
      To fulfil <span className="ml-1 font-normal text-muted tabular">{units}</span>
    </>
  )
}
