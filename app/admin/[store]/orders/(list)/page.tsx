/** The orders, newest first. */
import { ShoppingBag } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireMembership } from '@/app/_auth/session'
import { Card } from '@/app/_ui/card'
import { Chips } from '@/app/_ui/chips'
import { DateTime } from '@/app/_ui/date-time'
import { EmptyState } from '@/app/_ui/empty-state'
import { Money } from '@/app/_ui/money'
import { NextPage } from '@/app/_ui/next-page'
import { PageHeader } from '@/app/_ui/page-header'
import { SearchBox } from '@/app/_ui/search-box'
import { RowLink, Table, Td, Th } from '@/app/_ui/table'
import { one, withQuery } from '@/app/admin/_ui/addresses'
import { FulfillmentBadge, PaymentBadge } from '@/app/admin/_ui/order-badges'
import { readStore } from '@/db/store'
import { type AdminOrder, listAdminOrders, ORDER_VIEWS } from '@/lib/orders/admin-queries'

export const metadata: Metadata = { title: 'Orders' }

type Query = Record<'q' | 'view' | 'after', string | string[] | undefined>
type Props = { params: Promise<{ store: string }>; searchParams: Promise<Query> }

const VIEW_LABELS = { all: 'All', unfulfilled: 'Unfulfilled', fulfilled: 'Fulfilled' } as const

export default async function OrdersPage({ params, searchParams }: Props) {
  const { slug, storeId } = await requireMembership((await params).store, 'orders.read')
  const query = await searchParams
  const view = ORDER_VIEWS.find((each) => each === one(query.view)) ?? 'all'
  const [q, after] = [one(query.q) ?? '', one(query.after)]
  const { orders, next } = await readStore(storeId, (tx) => listAdminOrders(tx, { q, view, after }))
  const base = `/admin/${slug}/orders`
  const at = (more: { view?: string; after?: string }) =>
    withQuery(base, { q, view: view === 'all' ? undefined : view, ...more })
  const chips = ORDER_VIEWS.map((each) => ({
    label: VIEW_LABELS[each],
    href: at({ view: each === 'all' ? undefined : each }),
    here: each === view,
  }))
  return (
    <>
      <PageHeader title="Orders" />
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b p-3">
          <Chips label="Filter orders" chips={chips} />
          <SearchBox
            action={base}
            label="Number, e-mail or name"
            value={q}
            keep={{ view: view === 'all' ? undefined : view }}
          />
        </div>
        {orders.length > 0 ? (
          <OrdersTable slug={slug} orders={orders} />
        ) : (
          <NoOrders filtered={q !== '' || view !== 'all'} all={base} />
        )}
        <NextPage first={after ? at({}) : null} next={next ? at({ after: next }) : null} />
      </Card>
    </>
  )
}

function OrdersTable({ slug, orders }: { slug: string; orders: AdminOrder[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Order</Th>
          <Th className="max-sm:hidden">Date</Th>
          <Th>Customer</Th>
          <Th className="max-md:hidden">Payment</Th>
          <Th className="max-sm:hidden">Fulfilment</Th>
          <Th numeric className="max-lg:hidden">
            Items
          </Th>
          <Th numeric>Total</Th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <RowLink key={order.id}>
            <Td>
              <Link
                href={`/admin/${slug}/orders/${order.id}`}
                className="tabular font-medium after:absolute after:inset-0"
              >
                #{order.number}
              </Link>
            </Td>
            <Td className="text-muted max-sm:hidden">
              <DateTime iso={order.createdAt} />
            </Td>
            <Td className="max-w-48 max-sm:max-w-36">
              <span className="block truncate">{order.customerName}</span>
              <span className="mt-1 block sm:hidden">
                <FulfillmentBadge status={order.fulfillmentStatus} />
              </span>
            </Td>
            <Td className="max-md:hidden">
              <PaymentBadge status={order.paymentStatus} />
            </Td>
            <Td className="max-sm:hidden">
              <FulfillmentBadge status={order.fulfillmentStatus} />
            </Td>
            <Td numeric className="text-muted max-lg:hidden">
              {order.itemCount}
            </Td>
            <Td numeric>
              <Money minor={order.totalMinor} currency={order.currency} />
            </Td>
          </RowLink>
        ))}
      </tbody>
    </Table>
  )
}

function NoOrders({ filtered, all }: { filtered: boolean; all: string }) {
  if (filtered) {
    return (
      <EmptyState Icon={ShoppingBag} title="No order matches">
        Try another number or address, or{' '}
        <Link href={all} className="text-text underline underline-offset-4">
          show all orders
        </Link>
        .
      </EmptyState>
    )
  }
  return (
    <EmptyState Icon={ShoppingBag} title="No orders yet">
      Each purchase appears here the moment it is paid, ready to be fulfilled.
    </EmptyState>
  )
}
