/** The orders, newest first, as the filters and the view in force ask for them. */
import { ShoppingBag } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireMembership } from '@/app/_auth/session'
import { one } from '@/app/_ui/addresses'
import { ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { EmptyState } from '@/app/_ui/empty-state'
import { MoreActions } from '@/app/_ui/more-actions'
import { NextPage } from '@/app/_ui/next-page'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { listAdminOrders } from '@/lib/orders/admin-queries'
import { orderQuery, parseOrderFilter } from '@/lib/orders/order-filter'
import { listViews } from '@/lib/saved-views/views'
import { may } from '@/lib/team/permissions'
import { addressOf, Filters } from '../_list/filters'
import { OrdersTable } from '../_list/orders-table'
import { ViewTabs } from '../_list/view-tabs'

export const metadata: Metadata = { title: 'Orders' }

type Query = Record<string, string | string[] | undefined>
type Props = { params: Promise<{ store: string }>; searchParams: Promise<Query> }

export default async function OrdersPage({ params, searchParams }: Props) {
  const { slug, storeId, role } = await requireMembership((await params).store, 'orders.read')
  const query = await searchParams
  const filter = parseOrderFilter(query)
  const after = one(query.after)
  const [{ orders, next }, views] = await readStore(storeId, (tx) =>
    Promise.all([listAdminOrders(tx, { ...filter, after }), listViews(tx, 'orders')]),
  )
  const base = `/admin/${slug}/orders`
  const here = addressOf(base, filter)
  const mayWrite = may(role, 'orders.write')
  return (
    <>
      <PageHeader
        title="Orders"
        actions={
          <>
            <MoreActions
              actions={[
                ...(may(role, 'store.export')
                  ? [{ label: 'Export', href: `/admin/${slug}/export/orders.csv`, download: true }]
                  : []),
                { label: 'Abandoned checkouts', href: `${base}/abandoned` },
                { label: 'Drafts', href: `${base}/drafts` },
              ]}
            />
            {mayWrite ? (
              <ButtonLink href={`${base}/drafts/new`} tone="primary">
                Create draft
              </ButtonLink>
            ) : null}
          </>
        }
      />
      <Card flush>
        <ViewTabs slug={slug} base={base} filter={filter} views={views} mayWrite={mayWrite} />
        <Filters base={base} filter={filter} />
        {orders.length > 0 ? (
          <OrdersTable
            key={`${here}${after}`}
            slug={slug}
            orders={orders}
            dates={Object.fromEntries(orders.map(({ id, createdAt }) => [id, <DateTime key={id} iso={createdAt} />]))}
            mayWrite={mayWrite}
          />
        ) : (
          <NoOrders filtered={orderQuery(filter) !== ''} all={base} />
        )}
        <NextPage
          first={after ? here : null}
          next={next ? `${here}${here.includes('?') ? '&' : '?'}after=${encodeURIComponent(next)}` : null}
        />
      </Card>
    </>
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
