/** Checkouts whose shopper told an address and left: what they would have brought, whether they were reminded, who came back. */
import { ShoppingCart } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireMembership } from '@/app/_auth/session'
import { one, withQuery } from '@/app/_ui/addresses'
import { Badge } from '@/app/_ui/badge'
import { ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { EmptyState } from '@/app/_ui/empty-state'
import { Money } from '@/app/_ui/money'
import { NextPage } from '@/app/_ui/next-page'
import { PageHeader } from '@/app/_ui/page-header'
import { Table, Td, Th } from '@/app/_ui/table'
import { readStore } from '@/db/store'
import { now } from '@/lib/clock'
import { findMailSetting, isSent } from '@/lib/notifications/settings'
import { type AbandonedCheckout, listAbandoned } from '@/lib/recovery/queries'

export const metadata: Metadata = { title: 'Abandoned checkouts' }

interface Props {
  params: Promise<{ store: string }>
  searchParams: Promise<{ after?: string | string[] }>
}

export default async function AbandonedPage({ params, searchParams }: Props) {
  const { slug, storeId, store } = await requireMembership((await params).store, 'orders.read')
  const after = one((await searchParams).after)
  const [{ checkouts, next }, setting] = await readStore(storeId, (tx) =>
    Promise.all([listAbandoned(tx, { after, dueBefore: now() }), findMailSetting(tx, 'abandoned-checkout')]),
  )
  const reminds = isSent('abandoned-checkout', setting, store.settings)
  const base = `/admin/${slug}/orders/abandoned`
  const mail = `/admin/${slug}/settings/notifications/abandoned-checkout`
  return (
    <>
      <PageHeader
        title="Abandoned checkouts"
        back={{ label: 'Orders', href: `/admin/${slug}/orders` }}
        note={reminds ? 'Each shopper is reminded once.' : 'Nobody is reminded: the mail is switched off.'}
        actions={<ButtonLink href={mail}>The reminder</ButtonLink>}
      />
      <Card flush>
        {checkouts.length > 0 ? (
          <CheckoutsTable slug={slug} currency={store.currency} checkouts={checkouts} />
        ) : (
          <EmptyState Icon={ShoppingCart} title="No checkout was left">
            When shoppers type their address at the checkout and leave without paying, you find them here.
          </EmptyState>
        )}
        <NextPage first={after ? base : null} next={next ? withQuery(base, { after: next }) : null} />
      </Card>
    </>
  )
}

interface TableProps {
  slug: string
  currency: string
  checkouts: AbandonedCheckout[]
}

function CheckoutsTable({ slug, currency, checkouts }: TableProps) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>E-mail</Th>
          <Th className="max-sm:hidden">Left</Th>
          <Th>State</Th>
          <Th numeric className="max-md:hidden">
            Items
          </Th>
          <Th numeric>Value</Th>
        </tr>
      </thead>
      <tbody>
        {checkouts.map((checkout) => (
          <tr key={checkout.id} className="border-line border-b last:border-0">
            <Td className="max-w-56 max-sm:max-w-36">
              <span className="block truncate">{checkout.email}</span>
            </Td>
            <Td className="text-muted max-sm:hidden">
              <DateTime iso={checkout.createdAt} />
            </Td>
            <Td>
              <State slug={slug} checkout={checkout} />
            </Td>
            <Td numeric className="text-muted max-md:hidden">
              {checkout.itemCount}
            </Td>
            <Td numeric>
              <Money minor={checkout.valueMinor} currency={currency} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function State({ slug, checkout: { status, orderId, orderNumber } }: { slug: string; checkout: AbandonedCheckout }) {
  switch (status) {
    case 'recovered':
      return (
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
          <Badge tone="positive" fill="full">
            Recovered
          </Badge>
          {orderId ? (
            <Link href={`/admin/${slug}/orders/${orderId}`} className="tabular underline underline-offset-4">
              #{orderNumber}
            </Link>
          ) : null}
        </span>
      )
    case 'mailed':
      return <Badge fill="half">Reminded</Badge>
    case 'closed':
      return <Badge fill="hollow">Not reminded</Badge>
    case 'open':
      return <Badge fill="hollow">Just left</Badge>
  }
}
