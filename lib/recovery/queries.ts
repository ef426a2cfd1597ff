/** Reads of checkouts that were left: one for its mail, the merchant's list. */
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { abandonedCheckouts } from '@/db/schema/notifications'
import type { Tx } from '@/db/store'
import { MAX_CART_LINES } from '@/lib/cart/types'

export const ABANDONED_PAGE_SIZE = 50

export interface LeftLine {
  title: string
  variantTitle: string
  imageKey: string | null
  quantity: number
  unitPriceMinor: number
}

export interface LeftCheckout {
  email: string
  token: string
  createdAt: Date
  lines: LeftLine[]
}

/** What a reminder shows, at today's prices; null when there is no such checkout or it is not waiting for its mail. */
export async function findLeftCheckout(tx: Tx, id: number): Promise<LeftCheckout | null> {
  const [left] = await tx
    .select()
    .from(abandonedCheckouts)
    .where(
      and(
        eq(abandonedCheckouts.storeId, tx.storeId),
        eq(abandonedCheckouts.id, id),
        eq(abandonedCheckouts.status, 'mailed'),
      ),
    )
    .limit(1)
  if (!left) return null
  const lines = await tx.execute<{ line: LeftLine }>(sql`
    select json_build_object('title', p.title, 'variantTitle', v.title, 'quantity', i.quantity,
      'unitPriceMinor', v.price_minor, 'imageKey', (
        select m.key from product_images m where m.store_id = ${tx.storeId} and m.product_id = p.id
        order by m.position, m.id limit 1)) as line
    from cart_items i
    join variants v on v.store_id = ${tx.storeId} and v.id = i.variant_id
    join products p on p.store_id = ${tx.storeId} and p.id = v.product_id and p.status = 'active'
    where i.store_id = ${tx.storeId} and i.cart_id = ${left.cartId}
    order by i.added_at desc, i.variant_id desc limit ${MAX_CART_LINES}`)
  const { email, token, createdAt } = left
  return { email, token, createdAt, lines: lines.map(({ line }) => line) }
}

/** Whether somebody with this address has placed an order after `since`. */
export async function boughtSince(tx: Tx, email: string, since: Date): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from customers c join orders o on o.store_id = ${tx.storeId} and o.customer_id = c.id
    where c.store_id = ${tx.storeId} and c.email = ${email} and o.created_at >= ${since.toISOString()}::timestamptz limit 1`)
  return rows.length > 0
}

export interface AbandonedCheckout {
  id: number
  email: string
  status: 'open' | 'mailed' | 'recovered' | 'closed'
  itemCount: number
  valueMinor: number
  orderId: number | null
  orderNumber: number | null
  /** ISO 8601, UTC. */
  createdAt: string
  mailedAt: string | null
}

/** Newest first; those whose shopper may still be at it are not among them. */
export async function listAbandoned(
  tx: Tx,
  { after, dueBefore }: { after?: string; dueBefore: Date },
): Promise<{ checkouts: AbandonedCheckout[]; next: string | null }> {
  const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  const cursor = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z)_(\d{1,15})$/.exec(after ?? '')
  const rows = await tx.execute<{ row: AbandonedCheckout; cursor: string }>(sql`
    select json_build_object('id', a.id, 'email', a.email, 'status', a.status, 'itemCount', a.item_count,
      'valueMinor', a.value_minor, 'orderId', a.order_id, 'orderNumber', o.order_number,
      'createdAt', ${iso(sql`a.created_at`)}, 'mailedAt', ${iso(sql`a.mailed_at`)}) as row,
      to_char(a.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || a.id as cursor
    from abandoned_checkouts a
    left join orders o on o.store_id = ${tx.storeId} and o.id = a.order_id
    where a.store_id = ${tx.storeId} and a.due_at <= ${dueBefore.toISOString()}::timestamptz
      ${cursor ? sql`and (a.due_at, a.id) < (${cursor[1]}::timestamptz, ${cursor[2]}::bigint)` : sql``}
    order by a.due_at desc, a.id desc limit ${ABANDONED_PAGE_SIZE + 1}`)
  const page = rows.slice(0, ABANDONED_PAGE_SIZE)
  const next = rows.length > ABANDONED_PAGE_SIZE ? (page.at(-1)?.cursor ?? null) : null
  return { checkouts: page.map(({ row }) => row), next }
}
