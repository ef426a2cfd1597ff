/** The list of orders: what each filter shows, page after page, and that an index serves it in a shop with a long past. */
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { readStore } from '@/db/store'
import { listAdminOrders, type OrdersAsked, pageOf } from '@/lib/orders/admin-queries'
import { NO_FILTER, type OrderFilter } from '@/lib/orders/order-filter'
import { openTestDatabase } from '../support/database'

const db = openTestDatabase()
const ORDERS = 4_000
let shop: number

/** Order n of ORDERS, the last the newest: one an hour; every 1,000th differs from the fulfilled, paid rest. */
beforeAll(async () => {
  const { admin, createStore } = await db
  shop = await createStore('long-past')
  const address = { name: 'Bea Buyer', address1: 'x', city: 'x', zip: '1', country: 'US' }
  await admin`insert into customers (store_id, id, email, name) select ${shop}, n, 'buyer' || n || '@example.test',
    case n when 17 then 'Zadie Whitlock' else 'Bea Buyer' end from generate_series(1, 500) n`
  await admin`insert into carts (store_id, id, token_hash) values (${shop}, 1, 'x')`
  await admin`insert into checkout_requests (store_id, id, idempotency_key, request_hash, cart_id, status, email,
      shipping_address, quote, amount_minor, currency, stripe_account_id, payment_params, expires_at)
    select ${shop}, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'key-number-' || n, 'h', 1, 'completed',
      'x@example.test', ${admin.json(address)}, '{}', 100, 'USD', 'acct_1', '{}', now() from generate_series(1, ${ORDERS}::int) n`
  await admin`insert into orders (store_id, id, order_number, token, attempt_id, customer_id, customer_email, currency,
      subtotal_minor, total_minor, payment_status, fulfillment_status, shipping_address, note, refunded_minor,
      cancelled_at, created_at)
    select ${shop}, n, 1000 + n, 'token' || n, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid,
      1 + n % 500, 'buyer' || (1 + n % 500) || '@example.test', 'USD', 100, 100,
      case when n % 1000 = 1 then 'refunded' when n % 1000 = 2 then 'partially_refunded' when n % 1000 = 3 then 'voided'
        when n % 1000 = 4 then 'authorized' else 'paid' end,
      case when n % 1000 in (3, 4, 5) then 'unfulfilled' when n % 1000 = 6 then 'partial' else 'fulfilled' end,
      ${admin.json(address)}, case when n % 1000 = 7 then 'A note' else '' end,
      case when n % 1000 = 1 then 100 when n % 1000 = 2 then 50 else 0 end,
      case when n % 1000 = 3 then now() end, now() - make_interval(hours => ${ORDERS}::int - n)
    from generate_series(1, ${ORDERS}::int) n`
  await admin`insert into payments (store_id, order_id, attempt_id, stripe_account_id, payment_intent_id, amount_minor,
      currency, status)
    select store_id, id, attempt_id, 'acct_1', 'pi_' || id, 100, 'USD', case payment_status
      when 'voided' then 'capture_failed' when 'authorized' then 'authorized' else 'captured' end
    from orders where store_id = ${shop}`
  await admin`insert into returns (store_id, order_id) values (${shop}, 8), (${shop}, 1008)`
  await admin`insert into order_items (store_id, order_id, line_no, variant_id, product_id, title, quantity,
      unit_price_minor, total_minor) select ${shop}, id, 1, 1, 1, 'Mug', 1, 100, 100 from orders where store_id = ${shop}`
  await admin`analyze`
})

const list = (asked: OrdersAsked) => readStore(shop, (tx) => listAdminOrders(tx, asked))
const numbers = async (asked: OrdersAsked) => (await list(asked)).orders.map(({ number }) => number - 1_000)
const each = (n: number) => [3_000 + n, 2_000 + n, 1_000 + n, n]

describe('a filter', () => {
  it.each<[string, OrdersAsked, number[]]>([
    ['payment', { payment: 'refunded' }, each(1)],
    ['payment, authorised', { payment: 'authorized' }, each(4)],
    ['payment, voided', { payment: 'voided' }, each(3)],
    ['fulfilment', { fulfillment: 'unfulfilled' }, [3, 2, 1, 0].flatMap((k) => [5, 4, 3].map((n) => k * 1_000 + n))],
    ['what is to be sent', { fulfillment: 'open' }, [3, 2, 1, 0].flatMap((k) => [6, 5, 4].map((n) => k * 1_000 + n))],
    ['both', { payment: 'authorized', fulfillment: 'open' }, each(4)],
    ['cancelled', { state: 'cancelled' }, each(3)],
    ['not cancelled', { state: 'open', fulfillment: 'unfulfilled', payment: 'voided' }, []],
    ['a note', { has: 'note' }, each(7)],
    ['a return', { has: 'return' }, [1_008, 8]],
    ['a dispute', { has: 'dispute' }, []],
    ['a number', { q: '#1017' }, [17]],
    ['the beginning of an address', { q: 'Buyer17@', payment: 'paid' }, [3516, 3016, 2516, 2016, 1516, 1016, 516, 16]],
    ['a surname, far in the past', { q: 'whitlock', payment: 'paid' }, [3516, 3016, 2516, 2016, 1516, 1016, 516, 16]],
    ['a whole name', { q: 'Zadie Whitlock', placed: '30d' }, [3516]],
    ['any part, among the latest', { q: 'er17@exam' }, [3516, 3016, 2516, 2016]],
    ['nobody', { q: 'nobody at all' }, []],
  ])('of %s shows those orders, newest first', async (_, asked, expected) => {
    expect(await numbers(asked)).toEqual(expected)
  })

  it('pages through everything once, and stops', async () => {
    const seen: number[] = []
    let after: string | undefined
    do {
      const page = await list({ fulfillment: 'open', limit: 5, after })
      seen.push(...page.orders.map(({ number }) => number - 1_000))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toEqual(await numbers({ fulfillment: 'open' }))
  })

  it('by days takes both ends', async () => {
    const day = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 10)
    const found = await numbers({ from: day(24), to: day(24) })
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThanOrEqual(24)
    expect(await numbers({ placed: 'today' })).toEqual(await numbers({ from: day(0) }))
  })
})

describe('an index serves', () => {
  const filters: [string, Partial<OrderFilter>, number][] = [
    ['everything', {}, 200],
    ['payment', { payment: 'refunded' }, 200],
    ['payments under way', { payment: 'authorized' }, 200],
    ['fulfilment', { fulfillment: 'open' }, 200],
    ['cancelled', { state: 'cancelled' }, 200],
    ['a note', { has: 'note' }, 200],
    ['a return', { has: 'return' }, 200],
    ['a number', { q: '#1017' }, 200],
    // The latest 2,000 orders and a handful of customers' orders: bounded, whatever the shop's past.
    ['a name', { q: 'whitlock' }, 2_600],
  ]
  it.each(filters)('%s: few rows are read', async (_, filter, most) => {
    const plan = await readStore(shop, (tx) =>
      tx.execute<{ 'QUERY PLAN': { Plan: Node }[] }>(
        sql`explain (analyze, format json) ${pageOf(tx, { ...NO_FILTER, ...filter }, undefined, 51)}`,
      ),
    )
    const [root] = plan[0]?.['QUERY PLAN'] ?? []
    expect(root && rowsRead(root.Plan)).toBeLessThanOrEqual(most)
  })
})

interface Node {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Node[]
}

/** Rows that scans of tables and indexes touched, those they threw away included. */
function rowsRead(node: Node): number {
  const own = /Scan$/.test(node['Node Type']) && !/Subquery|CTE/.test(node['Node Type'])
  const read = own ? ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'] : 0
  return read + (node.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), 0)
}
