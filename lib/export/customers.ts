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
    const rows = await tx.execute<{ customer: Customer }>(sql`
      select json_build_object('id', c.id, 'email', c.email, 'name', c.name, 'address', c.default_address,
        'spentMinor', o.spent, 'orders', o.n) as customer
      from (select * from customers where store_id = ${tx.storeId} and id > ${after ?? 0}::bigint
        order by id limit ${limit}) c
      left join lateral (
        select count(*) as n, coalesce(sum(total_minor - refunded_minor)
          filter (where cancelled_at is null and payment_status <> 'voided'), 0)::bigint as spent
        from orders where store_id = ${tx.storeId} and customer_id = c.id) o on true
      order by c.id`)
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
