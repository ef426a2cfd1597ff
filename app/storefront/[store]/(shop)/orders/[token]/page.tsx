/**
 * The status of an order, for whoever knows its token. Never cached, never indexed, and its address is not told to other
 * sites; an unknown token is 404 (no loading state stands above this page, which would have answered 200 by then).
 */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { storeProfile } from '@/app/_cache/storefront'
import { AddressBlock, PaymentBlock } from '@/app/storefront/_ui/order/order-facts'
import { OrderLines } from '@/app/storefront/_ui/order/order-lines'
import { OrderTotals } from '@/app/storefront/_ui/order/order-totals'
import { Timeline } from '@/app/storefront/_ui/order/timeline'
import { privateStore } from '@/app/storefront/_ui/private-store'
import { readStore } from '@/db/store'
import { findOrderByToken } from '@/lib/orders/queries'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: 'Your order',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
}

interface Props {
  params: Promise<{ store: string; token: string }>
}

const TOKEN = /^[0-9a-f]{32}$/

export default async function OrderPage({ params }: Props) {
  const { store, token } = await params
  const { storeId } = await privateStore({ store })
  if (!TOKEN.test(token)) notFound()
  const [profile, order] = await Promise.all([
    storeProfile(storeId),
    readStore(storeId, (tx) => findOrderByToken(tx, token)),
  ])
  if (!order) notFound()
  const [firstName] = order.shippingAddress.name.split(' ')
  return (
    <div className="wrap max-w-[1200px]">
      <div className="border-b border-line pt-8 pb-8 md:pt-14 md:pb-10">
        <p className="tabular text-14 text-muted">Order {order.number}</p>
        <h1 className="display mt-1 text-31 md:text-49">Thank you, {firstName}.</h1>
        <p className="mt-3 max-w-[56ch] text-muted">
          A confirmation is on its way to <span className="text-text">{order.email}</span>. This page always shows where
          your order is; keep its address to yourself.
        </p>
      </div>
      <div className="grid gap-x-20 gap-y-12 pt-8 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:pt-12">
        <div className="flex flex-col gap-10">
          <Timeline order={order} locale={profile.locale} />
          <div className="grid gap-8 sm:grid-cols-2">
            <AddressBlock title="Goes to" address={order.shippingAddress} locale={profile.locale} />
            {order.billingAddress && (
              <AddressBlock title="Bill to" address={order.billingAddress} locale={profile.locale} />
            )}
            <PaymentBlock order={order} />
          </div>
          <p className="text-14 text-muted">
            A question? Write to{' '}
            <a className="link text-text" href={`mailto:${profile.email}?subject=Order ${order.number}`}>
              {profile.email}
            </a>{' '}
            and name order <span className="tabular">{order.number}</span>.
          </p>
        </div>
        <section aria-labelledby="what" className="lg:border-l lg:border-line lg:pl-14">
          <h2 id="what" className="sr-only">
            What you ordered
          </h2>
          <OrderLines order={order} locale={profile.locale} />
          <OrderTotals order={order} locale={profile.locale} />
        </section>
      </div>
    </div>
  )
}
