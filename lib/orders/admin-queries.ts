/** The merchant's list of orders, newest first, paged by (created_at, id). One order is read by queries.ts. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'
import type { FulfillmentStatus, PaymentStatus } from './types'

export const ORDERS_PAGE_SIZE = 50
const QUERY_MAX = 100

/** What the chips of the list say. */
export const ORDER_VIEWS = ['all', 'unfulfilled', 'fulfilled'] as const
export type OrderView = (typeof ORDER_VIEWS)[number]

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
}

export interface OrderFilter {
  q?: string
  view?: OrderView
  /** From the page before. */
  after?: string
  /** At most ORDERS_PAGE_SIZE. */
  limit?: number
}

/** `q` is an order number (with or without #) or a part of the customer's e-mail or name. */
export async function listAdminOrders(
  tx: Tx,
  filter: OrderFilter,
): Promise<{ orders: AdminOrder[]; next: string | null }> {
  const limit = Math.min(ORDERS_PAGE_SIZE, Math.max(1, filter.limit ?? ORDERS_PAGE_SIZE))
  const rows = await tx.execute<{ row: AdminOrder; cursor: string }>(sql`
    select json_build_object(
      'id', o.id, 'number', o.order_number,
      'createdAt', to_char(o.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'customerName', coalesce(nullif(o.shipping_address ->> 'name', ''), o.customer_email), 'email', o.customer_email,
      'currency', o.currency, 'totalMinor', o.total_minor, 'paymentStatus', o.payment_status,
      'fulfillmentStatus', o.fulfillment_status,
      'itemCount', (select coalesce(sum(i.quantity), 0)::int from order_items i
        where i.store_id = ${tx.storeId} and i.order_id = o.id)) as row,
      to_char(o.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || o.id as cursor
    from (
      select * from orders o where o.store_id = ${tx.storeId} ${conditions(filter)}
      order by o.created_at desc, o.id desc limit ${limit + 1}) o
    order by o.created_at desc, o.id desc`)
  const page = rows.slice(0, limit)
  return { orders: page.map((each) => each.row), next: rows.length > limit ? (page.at(-1)?.cursor ?? null) : null }
}

function conditions({ q, view, after }: OrderFilter): SQL {
  const parts: SQL[] = []
  if (view === 'unfulfilled') {
    parts.push(
      sql`and o.fulfillment_status in ('unfulfilled', 'partial') and o.payment_status not in ('voided', 'refunded')`,
    )
  }
  if (view === 'fulfilled') parts.push(sql`and o.fulfillment_status = 'fulfilled'`)
  const text = q?.replaceAll('\0', ' ').trim().slice(0, QUERY_MAX)
  if (text) parts.push(matching(text))
  const cursor = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z)_(\d{1,15})$/.exec(after ?? '')
  if (cursor) parts.push(sql`and (o.created_at, o.id) < (${cursor[1]}::timestamptz, ${cursor[2]}::bigint)`)
  return sql.join(parts, sql` `)
}

function matching(text: string): SQL {
  const number = /^#?(\d{1,15})$/.exec(text)
  if (number) return sql`and o.order_number = ${number[1]}::bigint`
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return sql`and (o.customer_email ilike ${pattern} or o.shipping_address ->> 'name' ilike ${pattern})`
}
