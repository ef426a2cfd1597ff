/**
 * discounts.csv, in columns of Stoa's own: codes and automatic discounts. Products and collections are named by their handles,
 * since the numbers they have here mean nothing elsewhere.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { DISCOUNT_KINDS } from '@/db/schema/selling'
import type { Tx } from '@/db/store'
import { toDecimalString } from '@/lib/money'
import type { Cell } from './cells'
import { csvFile, timeText } from './file'

const PAGE_SIZE = 250
/** More than a discount's form lets one name. */
const NAMED_MAX = 1_000

interface Discount {
  id: number
  title: string
  code: string | null
  kind: (typeof DISCOUNT_KINDS)[number]
  value: number
  scope: string
  names: string | null
  buys: { scope: string; names: string | null; quantity: number } | null
  gets: { scope: string; names: string | null; quantity: number; bps: number; times: number | null } | null
  minimumSubtotalMinor: number
  minimumQuantity: number
  usageLimit: number | null
  perCustomerLimit: number | null
  timesUsed: number
  active: boolean
  startsAt: string | null
  endsAt: string | null
}

export const discountsFile = csvFile<Discount, number>({
  name: 'discounts.csv',
  noun: 'discounts',
  header: [
    ...['Title', 'Code', 'Kind', 'Value', 'Applies To', 'Applies To Names'],
    ...['Buy Quantity', 'Buy From', 'Buy Names', 'Get Quantity', 'Get From', 'Get Names', 'Get Percent Off'],
    ...['Times Per Order', 'Minimum Subtotal', 'Minimum Quantity', 'Usage Limit', 'Limit Per Customer'],
    ...['Times Used', 'Active', 'Starts at', 'Ends at'],
  ],
  pageSize: PAGE_SIZE,
  keyOf: ({ id }) => id,
  async page(tx, after, limit) {
    const rows = await tx.execute<{ discount: Discount }>(sql`
      select json_build_object('id', d.id, 'title', d.title, 'code', d.code, 'kind', d.kind, 'value', d.value,
        'scope', d.applies_to ->> 'scope', 'names', ${namesIn(tx, sql`d.applies_to`)},
        'buys', case when d.buy_x_get_y is not null then json_build_object(
          'scope', d.buy_x_get_y #>> '{buys,scope}', 'names', ${namesIn(tx, sql`d.buy_x_get_y -> 'buys'`)},
          'quantity', (d.buy_x_get_y ->> 'buyQuantity')::int) end,
        'gets', case when d.buy_x_get_y is not null then json_build_object(
          'scope', d.buy_x_get_y #>> '{gets,scope}', 'names', ${namesIn(tx, sql`d.buy_x_get_y -> 'gets'`)},
          'quantity', (d.buy_x_get_y ->> 'getQuantity')::int, 'bps', (d.buy_x_get_y ->> 'valueBps')::int,
          'times', (d.buy_x_get_y ->> 'timesPerOrder')::int) end,
        'minimumSubtotalMinor', d.minimum_subtotal_minor, 'minimumQuantity', d.minimum_quantity,
        'usageLimit', d.usage_limit, 'perCustomerLimit', d.per_customer_limit, 'timesUsed', d.times_used,
        'active', d.active, 'startsAt', d.starts_at, 'endsAt', d.ends_at) as discount
      from discounts d where d.store_id = ${tx.storeId} and d.id > ${after ?? 0}::bigint order by d.id limit ${limit}`)
    return rows.map(({ discount }) => discount)
  },
  lines(discount, { currency }) {
    const { title, code, kind, scope, names, buys, gets, minimumSubtotalMinor } = discount
    return [
      [
        ...[title, code, kind, amountOf(discount, currency), scope, names],
        ...[buys?.quantity, buys?.scope, buys?.names, gets?.quantity, gets?.scope, gets?.names].map(orNothing),
        ...[gets ? percentage(gets.bps) : null, gets?.times ?? null],
        ...[minimumSubtotalMinor > 0 ? toDecimalString(minimumSubtotalMinor, currency) : null],
        ...[discount.minimumQuantity, discount.usageLimit, discount.perCustomerLimit, discount.timesUsed],
        ...[discount.active, timeText(discount.startsAt), timeText(discount.endsAt)],
      ],
    ]
  },
})

const orNothing = (cell: Cell | undefined): Cell => cell ?? null

/** Handles of what a target names; a variant is its product's handle and its own title. */
function namesIn(tx: Tx, target: SQL): SQL {
  const ids = sql`(select value::bigint from jsonb_array_elements_text(${target} -> 'ids') limit ${NAMED_MAX})`
  return sql`case ${target} ->> 'scope'
    when 'products' then (select string_agg(handle, ', ' order by id) from products
      where store_id = ${tx.storeId} and id in ${ids})
    when 'collections' then (select string_agg(handle, ', ' order by id) from collections
      where store_id = ${tx.storeId} and id in ${ids})
    when 'variants' then (select string_agg(p.handle || ' (' || v.title || ')', ', ' order by v.id)
      from variants v join products p on p.store_id = ${tx.storeId} and p.id = v.product_id
      where v.store_id = ${tx.storeId} and v.id in ${ids}) end`
}

/** A percentage has two digits behind its point, as basis points have. */
function amountOf({ kind, value }: Discount, currency: string): string | null {
  if (kind === 'percentage') return percentage(value)
  return kind === 'fixed_amount' ? toDecimalString(value, currency) : null
}

function percentage(bps: number): string {
  return `${Math.trunc(bps / 100)}.${String(bps % 100).padStart(2, '0')}`
}
