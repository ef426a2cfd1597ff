/** What an order does to the checkouts that were left: its own story ends, and its buyer is not reminded of another. */
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'

/** Repeatable. A checkout that nobody was reminded of was never abandoned: it is forgotten. */
export async function settleAbandoned(tx: Tx, orderId: number): Promise<void> {
  await tx.execute(sql`
    with bought as (
      select o.id, o.customer_email as email, r.cart_id, o.created_at
      from orders o join checkout_requests r on r.store_id = ${tx.storeId} and r.id = o.attempt_id
      where o.store_id = ${tx.storeId} and o.id = ${orderId}),
    forgotten as (
      delete from abandoned_checkouts a using bought b
      where a.store_id = ${tx.storeId} and a.status = 'open' and a.created_at <= b.created_at
        and (a.cart_id = b.cart_id or a.recovery_cart_id = b.cart_id or a.email = b.email))
    update abandoned_checkouts a set status = 'recovered', order_id = b.id, updated_at = now()
    from bought b
    where a.store_id = ${tx.storeId} and a.status in ('mailed', 'closed') and a.created_at <= b.created_at
      and (a.cart_id = b.cart_id or a.recovery_cart_id = b.cart_id or a.email = b.email)`)
}
