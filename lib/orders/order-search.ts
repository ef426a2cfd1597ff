/**
 * The orders that a search finds, as ids. What the indexes serve is looked for in all of the store's orders: the number, and
 * the beginning of an address, a surname or a whole name. Any other part of them is looked for in the latest orders alone, so that
 * the longest search is a short one. Operators under row-level security have to be leakproof to use an index: hence ranges
 * over plain columns, and neither LIKE nor lower().
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'

/** Customers whose orders are looked at. */
const CUSTOMERS_MAX = 200
/** Latest orders in which any part of a name or an address is found. */
const LATEST_MAX = 2_000
const HIGHEST = '\u{10ffff}'

/** A query of `id` for a text that is not empty. */
export function matchingOrders(tx: Tx, text: string): SQL {
  const number = /^#?(\d{1,15})$/.exec(text)
  if (number) return sql`select id from orders where store_id = ${tx.storeId} and order_number = ${number[1]}::bigint`
  const key = text.toLowerCase()
  const [surname] = key.split(/\s+/).slice(-1)
  const names = key === surname ? [key] : [key, `${surname} ${key}`]
  const starts = (column: SQL, key: string) => sql`(select id from customers where store_id = ${tx.storeId}
    and ${column} collate "C" >= ${key} and ${column} collate "C" < ${key + HIGHEST} limit ${CUSTOMERS_MAX})`
  const customers = [starts(sql`email`, key), ...names.map((name) => starts(sql`name_key`, name))]
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return sql`
    select o.id from orders o
    join (${sql.join(customers, sql` union `)}) c on o.customer_id = c.id
    where o.store_id = ${tx.storeId}
    union
    select o.id from (
      select id, customer_email, shipping_address from orders where store_id = ${tx.storeId}
      order by created_at desc, id desc limit ${LATEST_MAX}) o
    where o.customer_email ilike ${pattern} or o.shipping_address ->> 'name' ilike ${pattern}`
}
