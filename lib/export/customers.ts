/** customers.csv in Shopify's form. What a customer spent is what was sold less what went back, without cancelled orders. */
import { sql } from 'drizzle-orm'
import type { Address } from '@/db/schema/checkout'
import { toDecimalString } from '@/lib/money'
import { csvFile } from './file'

const PAGE_SIZE = 250

interface Customer {
  id: number
  email: string
  name: string
  address: Address | null
  spentMinor: number
  orders: number
}

const ADDRESS = ['Company', 'Address1', 'Address2', 'City', 'Province Code', 'Country Code', 'Zip', 'Phone']

export const customersFile = csvFile<Customer, number>({
  name: 'customers.csv',
  noun: 'customers',
  header: [
    ...['Customer ID', 'First Name', 'Last Name', 'Email', 'Accepts Email Marketing'],
    ...ADDRESS.map((column) => `Default Address ${column}`),
    ...['Phone', 'Accepts SMS Marketing', 'Total Spent', 'Total Orders', 'Note', 'Tax Exempt', 'Tags'],
  ],
  pageSize: PAGE_SIZE,
  keyOf: ({ id }) => id,
  async page(tx, after, limit) {
    // A page is a range of ids, so their orders are one range of orders_customer. Customer by customer, or by a list of ids,
    // the planner reads all orders for each page where a few customers have most of them.
    const rows = await tx.execute<{ customer: Customer }>(sql`
      with c as materialized (
        select * from customers where store_id = ${tx.storeId} and id > ${after ?? 0}::bigint order by id limit ${limit}),
      o as (
        select customer_id, count(*) as n, sum(total_minor - refunded_minor)
          filter (where cancelled_at is null and payment_status <> 'voided') as spent
        from orders where store_id = ${tx.storeId}
          and customer_id between (select min(id) from c) and (select max(id) from c) group by customer_id)
      select json_build_object('id', c.id, 'email', c.email, 'name', c.name, 'address', c.default_address,
        'spentMinor', coalesce(o.spent, 0)::bigint, 'orders', coalesce(o.n, 0)) as customer
      from c left join o on o.customer_id = c.id order by c.id`)
    return rows.map(({ customer }) => customer)
  },
  lines({ id, email, name, address, spentMinor, orders }, { currency }) {
    const [first, last] = namesOf(name)
    const { address1, address2, city, province, country, zip, phone } = address ?? {}
    return [
      [
        ...[id, first, last, email, 'no'],
        ...[null, address1, address2, city, province, country, zip, phone].map((cell) => cell ?? null),
        ...[phone ?? null, 'no', toDecimalString(spentMinor, currency), orders, null, 'no', null],
      ],
    ]
  },
})

/** 'Ada Maria Okafor' is Ada Maria and Okafor: the last word is the family's. */
function namesOf(name: string): [first: string, last: string] {
  const at = name.trim().lastIndexOf(' ')
  return at < 0 ? [name.trim(), ''] : [name.trim().slice(0, at), name.trim().slice(at + 1)]
}
