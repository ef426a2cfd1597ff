/** Home: how today goes, what waits to be sent, what runs low, and for a new store what is left to set up. */
import { Check } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { requireMembership } from '@/app/_auth/session'
import { ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { Money } from '@/app/_ui/money'
import { PageHeader } from '@/app/_ui/page-header'
import { Thumbnail } from '@/app/_ui/thumbnail'
import { deskImage } from '@/app/admin/_ui/addresses'
import { Numbers } from '@/app/admin/_ui/numbers'
import { SalesChart } from '@/app/admin/_ui/sales-chart'
import { readStore } from '@/db/store'
import { hasProducts, type LowStock, listLowStock } from '@/lib/catalog/admin-queries'
import { type AdminOrder, listAdminOrders } from '@/lib/orders/admin-queries'
import { readStatistics, TO_FULFIL_MAX } from '@/lib/orders/statistics'

const LOW_STOCK_UNITS = 3
const WAITING_SHOWN = 6

export default async function HomePage({ params }: { params: Promise<{ store: string }> }) {
  const { slug, storeId, store, user } = await requireMembership((await params).store, 'orders.read')
  const [statistics, waiting, low, stocked] = await readStore(storeId, (tx) =>
    Promise.all([
      readStatistics(tx),
      listAdminOrders(tx, { fulfillment: 'open', limit: WAITING_SHOWN }),
      listLowStock(tx, LOW_STOCK_UNITS),
      hasProducts(tx),
    ]),
  )
  const isSetUp = stocked && store.chargesEnabled
  return (
    <>
      <PageHeader title={`Welcome back, ${user.name.split(' ')[0]}`} />
      <div className="space-y-4">
        {isSetUp ? null : <Checklist slug={slug} hasProduct={stocked} takesPayments={store.chargesEnabled} />}
        <Numbers today={statistics.today} yesterday={statistics.yesterday} currency={store.currency} />
        <Card title="Sales, last 14 days" action={<Total days={statistics.days} currency={store.currency} />}>
          {statistics.days.some((day) => day.orders > 0) ? (
            <SalesChart days={statistics.days} currency={store.currency} />
          ) : (
            <p className="py-10 text-center text-muted">The first sale draws the first bar here.</p>
          )}
        </Card>
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <ToFulfil slug={slug} count={statistics.toFulfil} orders={waiting.orders} />
          <RunningLow slug={slug} low={low} />
        </div>
        <p className="text-12 text-muted">
          Days begin at midnight UTC. Sales are order totals; voided orders do not count.
        </p>
      </div>
    </>
  )
}

function Total({ days, currency }: { days: { salesMinor: number }[]; currency: string }) {
  return (
    <span className="text-muted">
      <Money minor={days.reduce((sum, day) => sum + day.salesMinor, 0)} currency={currency} />
    </span>
  )
}

function ToFulfil({ slug, count, orders }: { slug: string; count: number; orders: AdminOrder[] }) {
  return (
    <Card
      flush
      title={
        <>
          To fulfil{' '}
          <span className="tabular ml-1 font-normal text-muted">
            {count > TO_FULFIL_MAX ? `${TO_FULFIL_MAX}+` : count}
          </span>
        </>
      }
      action={
        orders.length > 0 ? <All href={`/admin/${slug}/orders?fulfillment=open`}>All orders to fulfil</All> : null
      }
    >
      {orders.length === 0 ? (
        <p className="px-4 pt-1 pb-6 text-muted sm:px-5">Nothing waits to be sent.</p>
      ) : (
        <ul className="divide-y divide-line border-line border-t">
          {orders.map((order) => (
            <li key={order.id}>
              <Link
                href={`/admin/${slug}/orders/${order.id}`}
                className="flex h-11 items-center gap-3 px-4 hover:bg-hover sm:px-5"
              >
                <span className="tabular font-medium">#{order.number}</span>
                <span className="min-w-0 flex-1 truncate text-muted">{order.customerName}</span>
                <span className="tabular text-13 text-muted">
                  {order.itemCount} {order.itemCount === 1 ? 'item' : 'items'}
                </span>
                <Money minor={order.totalMinor} currency={order.currency} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function RunningLow({ slug, low }: { slug: string; low: LowStock[] }) {
  return (
    <Card title="Running low" flush>
      {low.length === 0 ? (
        <p className="px-4 pt-1 pb-6 text-muted sm:px-5">No active product has {LOW_STOCK_UNITS} units or fewer.</p>
      ) : (
        <ul className="divide-y divide-line border-line border-t">
          {low.map((row) => (
            <li key={`${row.productId}-${row.variantTitle}`}>
              <Link
                href={`/admin/${slug}/products/${row.productId}`}
                className="flex h-11 items-center gap-3 px-4 hover:bg-hover sm:px-5"
              >
                <Thumbnail src={deskImage(slug, row.imageKey)} size="sm" />
                <span className="min-w-0 flex-1 truncate">
                  {row.title}
                  {row.variantTitle === 'Default Title' ? null : (
                    <span className="text-muted"> · {row.variantTitle}</span>
                  )}
                </span>
                <span className={row.available <= 0 ? 'text-critical' : 'text-caution'}>
                  {row.available <= 0 ? 'Sold out' : `${row.available} left`}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function All({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="text-13 text-muted underline-offset-4 hover:text-text hover:underline">
      {children}
    </Link>
  )
}

function Checklist({ slug, hasProduct, takesPayments }: { slug: string; hasProduct: boolean; takesPayments: boolean }) {
  const steps = [
    {
      done: true,
      title: 'Open the store',
      text: 'It has an address, a plain theme and first shipping rates for your country and the rest of the world.',
    },
    {
      done: hasProduct,
      title: 'Add a product',
      text: 'A title, a price and a picture are enough.',
      action: { label: 'Add product', href: `/admin/${slug}/products/new` },
    },
    {
      done: takesPayments,
      title: 'Activate payments',
      text: 'Stripe asks a few questions, then shoppers can pay by card.',
      action: { label: 'Activate payments', href: `/admin/${slug}/settings/payments` },
    },
  ]
  const next = steps.findIndex((step) => !step.done)
  return (
    <Card title="Before the first sale" flush>
      <ol className="divide-y divide-line border-line border-t">
        {steps.map((step, index) => (
          <li key={step.title} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 sm:px-5">
            <Step done={step.done} number={index + 1} />
            <span className="min-w-0 flex-1 basis-56">
              <span className={step.done ? 'text-muted' : 'font-medium'}>{step.title}</span>
              <span className="block text-13 text-muted">{step.text}</span>
            </span>
            {step.action && !step.done ? (
              <ButtonLink href={step.action.href} tone={index === next ? 'primary' : 'secondary'}>
                {step.action.label}
              </ButtonLink>
            ) : null}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Step({ done, number }: { done: boolean; number: number }) {
  return done ? (
    <span className="grid size-6 shrink-0 place-items-center rounded-full bg-positive-surface text-positive">
      <Check aria-label="Done" size={14} strokeWidth={2.5} />
    </span>
  ) : (
    <span className="tabular grid size-6 shrink-0 place-items-center rounded-full border border-control/60 text-12 text-muted">
      {number}
    </span>
  )
}
