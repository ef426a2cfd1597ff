/**
 * The merchant's list of orders, newest first, paged by (created_at, id). One order is read by queries.ts.
 *
 * A list that asks for fulfilment statuses is a short walk along an index for each of them, merged: one walk along the
 * creation times would read a shop's whole past to find its last unfulfilled orders. A payment status that is rare is found
 * through what made it so (a refund, a payment that is not captured).
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { fulfillmentsOf, NO_FILTER, type OrderFilter, spanOf } from './order-filter'
import { matchingOrders } from './order-search'
import type { FulfillmentStatus, PaymentStatus } from './types'

export const ORDERS_PAGE_SIZE = 50

export interface AdminOrder {
  id: number
  number: number
  /** ISO 8601, UTC. */
  createdAt: string
  customerName: string
  email: string
  currency: string
  totalMinor: number
  itemCount: number
  paymentStatus: PaymentStatus
  fulfillmentStatus: FulfillmentStatus
  cancelled: boolean
  /** The team's or the customer's. */
  hasNote: boolean
}

export interface OrdersAsked extends Partial<OrderFilter> {
  /** From the page before. */
  after?: string
  /** At most ORDERS_PAGE_SIZE. */
  limit?: number
}

export async function listAdminOrders(
  tx: Tx,
  { after, limit: wanted, ...filter }: OrdersAsked,
): Promise<{ orders: AdminOrder[]; next: string | null }> {
  const limit = Math.min(ORDERS_PAGE_SIZE, Math.max(1, wanted ?? ORDERS_PAGE_SIZE))
  const rows = await tx.execute<{ row: AdminOrder; cursor: string }>(sql`
    select json_build_object(
      'id', o.id, 'number', o.order_number,
      'createdAt', to_char(o.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'customerName', coalesce(nullif(o.shipping_address ->> 'name', ''), o.customer_email), 'email', o.customer_email,
      'currency', o.currency, 'totalMinor', o.total_minor, 'paymentStatus', o.payment_status,
      'fulfillmentStatus', o.fulfillment_status, 'cancelled', o.cancelled_at is not null,
      'hasNote', o.note <> '' or o.customer_note <> '',
      'itemCount', (select coalesce(sum(i.quantity), 0)::int from order_items i
        where i.store_id = ${tx.storeId} and i.order_id = o.id)) as row,
      to_char(o.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || o.id as cursor
    from (${pageOf(tx, { ...NO_FILTER, ...filter }, after, limit + 1)}) p
    join orders o on o.store_id = ${tx.storeId} and o.id = p.id
    order by p.created_at desc, p.id desc`)
  const page = rows.slice(0, limit)
  return { orders: page.map((each) => each.row), next: rows.length > limit ? (page.at(-1)?.cursor ?? null) : null }
}

/** The first `limit` (id, created_at) behind the cursor. */
export function pageOf(tx: Tx, filter: OrderFilter, after: string | undefined, limit: number): SQL {
  const common = conditions(tx, filter, after)
  const walk = (more: SQL) => sql`(
    select o.id, o.created_at from orders o where o.store_id = ${tx.storeId} ${more} ${common}
    order by o.created_at desc, o.id desc limit ${limit})`
  const statuses = fulfillmentsOf(filter)
  const walks = statuses?.map((status) => walk(sql`and o.fulfillment_status = ${status}`)) ?? [walk(sql``)]
  return sql`select * from (${sql.join(walks, sql` union all `)}) walks order by created_at desc, id desc limit ${limit}`
}

function conditions(tx: Tx, filter: OrderFilter, after: string | undefined): SQL {
  const parts: SQL[] = []
  const span = spanOf(filter, now())
  if (span.from) parts.push(sql`and o.created_at >= ${span.from.toISOString()}::timestamptz`)
  if (span.to) parts.push(sql`and o.created_at < ${span.to.toISOString()}::timestamptz`)
  if (filter.payment) parts.push(paidLike(tx, filter.payment))
  // What is left to be sent of these is nobody's task.
  else if (filter.fulfillment === 'open') parts.push(sql`and o.payment_status not in ('voided', 'refunded')`)
  if (filter.state === 'cancelled') parts.push(sql`and o.cancelled_at is not null`)
  if (filter.state === 'open') parts.push(sql`and o.cancelled_at is null`)
  if (filter.has) parts.push(having(tx, filter.has))
  if (filter.q) parts.push(sql`and o.id in (${matchingOrders(tx, filter.q)})`)
  const cursor = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z)_(\d{1,15})$/.exec(after ?? '')
  if (cursor) parts.push(sql`and (o.created_at, o.id) < (${cursor[1]}::timestamptz, ${cursor[2]}::bigint)`)
  return sql.join(parts, sql` `)
}

function paidLike(tx: Tx, status: PaymentStatus): SQL {
  const is = sql`and o.payment_status = ${status}`
  if (status === 'paid') return is
  if (status === 'refunded' || status === 'partially_refunded') return sql`${is} and o.refunded_minor > 0`
  return sql`${is} and o.id in (
    select order_id from payments where store_id = ${tx.storeId} and status <> 'captured')`
}

function having(tx: Tx, what: NonNullable<OrderFilter['has']>): SQL {
  if (what === 'note') return sql`and (o.note <> '' or o.customer_note <> '')`
  const table = what === 'return' ? sql`returns` : sql`disputes`
  return sql`and o.id in (select order_id from ${table} where store_id = ${tx.storeId})`
}
