'use client'
/** The rows of the list, with those that are ticked and what can be done with them. */
import { StickyNote } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { Badge } from '@/app/_ui/badge'
import { keepEarlyInput } from '@/app/_ui/early-input'
import { Money } from '@/app/_ui/money'
import { RowLink, Table, Td, Th } from '@/app/_ui/table'
import { FulfillmentBadge, PaymentBadge } from '@/app/admin/_ui/order-badges'
import type { AdminOrder } from '@/lib/orders/admin-queries'
import { BulkBar } from './bulk-bar'

interface Props {
  slug: string
  orders: AdminOrder[]
  /** When each was placed, by id: written by the server, since browsers write dates in ways of their own. */
  dates: Record<number, ReactNode>
  mayWrite: boolean
}

export function OrdersTable({ slug, orders, dates, mayWrite }: Props) {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const shown = orders.filter(({ id }) => ticked.has(id))
  const toggle = (id: number) => {
    const next = new Set(ticked)
    if (!next.delete(id)) next.add(id)
    setTicked(next)
  }
  const all = shown.length === orders.length
  return (
    <>
      <BulkBar slug={slug} orders={shown} mayWrite={mayWrite} onDone={() => setTicked(new Set())} />
      <Table>
        <thead>
          <tr>
            <Th className="w-0 max-sm:hidden">
              <input
                ref={keepEarlyInput}
                type="checkbox"
                autoComplete="off"
                aria-label="Select all orders of this page"
                checked={all}
                onChange={() => setTicked(all ? new Set() : new Set(orders.map(({ id }) => id)))}
                className="block size-4 accent-accent"
              />
            </Th>
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
            <Row
              key={order.id}
              slug={slug}
              order={order}
              date={dates[order.id]}
              ticked={ticked.has(order.id)}
              onToggle={() => toggle(order.id)}
            />
          ))}
        </tbody>
      </Table>
    </>
  )
}

interface RowProps {
  slug: string
  order: AdminOrder
  date: ReactNode
  ticked: boolean
  onToggle: () => void
}

function Row({ slug, order, date, ticked, onToggle }: RowProps) {
  return (
    <RowLink>
      <Td className="w-0 max-sm:hidden">
        <input
          ref={keepEarlyInput}
          type="checkbox"
          autoComplete="off"
          aria-label={`Select order #${order.number}`}
          checked={ticked}
          onChange={onToggle}
          // Above the link that covers the row.
          className="relative z-10 block size-4 accent-accent"
        />
      </Td>
      <Td className="whitespace-nowrap">
        <Link href={`/admin/${slug}/orders/${order.id}`} className="tabular font-medium after:absolute after:inset-0">
          #{order.number}
        </Link>
        {order.hasNote ? (
          <StickyNote aria-label="Has a note" size={14} strokeWidth={1.75} className="ml-1.5 inline text-muted" />
        ) : null}
      </Td>
      <Td className="text-muted max-sm:hidden">{date}</Td>
      <Td className="max-w-48 max-sm:max-w-36">
        <span className="block truncate">{order.customerName}</span>
        <span className="mt-1 block sm:hidden">
          <Sending order={order} />
        </span>
      </Td>
      <Td className="max-md:hidden">
        <PaymentBadge status={order.paymentStatus} />
      </Td>
      <Td className="max-sm:hidden">
        <Sending order={order} />
      </Td>
      <Td numeric className="text-muted max-lg:hidden">
        {order.itemCount}
      </Td>
      <Td numeric>
        <Money minor={order.totalMinor} currency={order.currency} />
      </Td>
    </RowLink>
  )
}

/** Nothing of a cancelled order is to be sent, whatever its lines say. */
function Sending({ order }: { order: AdminOrder }) {
  if (order.cancelled) return <Badge>Cancelled</Badge>
  return <FulfillmentBadge status={order.fulfillmentStatus} />
}
