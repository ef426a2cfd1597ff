/** Fulfilling: in parts, never more than was bought, also by two people at once. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readStore, withStore } from '@/db/store'
import { uuidv7 } from '@/lib/ids'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'
import { listAdminOrders } from './admin-queries'
import { type FulfilInput, fulfilOrder } from './fulfil'
import { getOrder } from './queries'
import { readStatistics } from './statistics'

let db: TestDatabase
let store: number
let number = 1000

beforeAll(async () => {
  db = await openTestDatabase()
  store = await db.createStore('sender')
})

/** An order of 3 mugs and 1 bowl, as finalize would leave it. */
async function order(storeId = store, email = 'buyer@example.test', paid = 'paid'): Promise<number> {
  const attempt = uuidv7()
  const token = attempt.replaceAll('-', '')
  number += 1
  await db.admin`insert into checkout_requests (store_id, id, idempotency_key, request_hash, cart_id, status, email,
      shipping_address, quote, amount_minor, currency, stripe_account_id, payment_params, expires_at)
    values (${storeId}, ${attempt}, ${token}, 'h', 1, 'completed', ${email}, '{}', '{}', 4000, 'USD', 'acct', '{}', now())`
  const [customer] = await db.admin`insert into customers (store_id, email) values (${storeId}, ${email})
    on conflict (store_id, email) do update set email = excluded.email returning id`
  const [row] =
    await db.admin`insert into orders (store_id, order_number, token, attempt_id, customer_id, customer_email,
      currency, subtotal_minor, total_minor, payment_status, shipping_address)
    values (${storeId}, ${number}, ${token}, ${attempt}, ${customer?.id}, ${email}, 'USD', 4000, 4000, ${paid},
      '{"name":"Bea Buyer"}') returning id`
  await db.admin`insert into order_items (store_id, order_id, line_no, variant_id, product_id, title, quantity,
      unit_price_minor, total_minor)
    values (${storeId}, ${row?.id}, 1, 1, 1, 'Mug', 3, 1000, 3000), (${storeId}, ${row?.id}, 2, 2, 2, 'Bowl', 1, 1000, 1000)`
  return Number(row?.id)
}
const fulfil = (orderId: number, items?: FulfilInput['items'], storeId = store) =>
  withStore(storeId, (tx) => fulfilOrder(tx, { orderId, items, userId: null }))

describe('fulfilOrder', () => {
  it('sends in parts, with tracking, and records an event for each parcel', async () => {
    const id = await order()
    const tracking = { company: 'DHL', number: '42', url: 'https://example.test/42' }
    const first = await withStore(store, (tx) =>
      fulfilOrder(tx, { orderId: id, items: [{ lineNo: 1, quantity: 2 }], tracking, userId: null }),
    )
    expect(first.status).toBe('partial')
    const second = await fulfil(id)
    expect(second.status).toBe('fulfilled')
    const detail = await readStore(store, (tx) => getOrder(tx, id))
    expect(detail.lines.map((line) => line.fulfilledQuantity)).toEqual([3, 1])
    expect(detail.fulfillments.map((parcel) => [parcel.trackingNumber, parcel.items])).toEqual([
      ['42', [{ lineNo: 1, quantity: 2 }]],
      [
        null,
        [
          { lineNo: 1, quantity: 1 },
          { lineNo: 2, quantity: 1 },
        ],
      ],
    ])
    const events = await db.admin`select payload from outbox where topic = 'order.fulfilled' and store_id = ${store}
      and (payload ->> 'orderId')::bigint = ${id} order by id`
    expect(events.map((row) => row.payload.fulfillmentId)).toEqual([first.fulfillmentId, second.fulfillmentId])
  })

  it.each<[string, FulfilInput['items'], string]>([
    ['more than is left', [{ lineNo: 1, quantity: 4 }], 'conflict'],
    ['a line that is not there', [{ lineNo: 9, quantity: 1 }], 'invalid_request'],
    [
      'a line twice',
      [
        { lineNo: 1, quantity: 2 },
        { lineNo: 1, quantity: 2 },
      ],
      'invalid_request',
    ],
    ['nothing', [], 'invalid_request'],
  ])('refuses %s and changes nothing', async (_what, items, code) => {
    const id = await order()
    await expect(fulfil(id, items)).rejects.toMatchObject({ code })
    const detail = await readStore(store, (tx) => getOrder(tx, id))
    expect([detail.fulfillmentStatus, detail.fulfillments.length]).toEqual(['unfulfilled', 0])
  })

  it('sends each unit once when ten people press the button', async () => {
    const id = await order()
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => fulfil(id, [{ lineNo: 1, quantity: 2 }])))
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    const detail = await readStore(store, (tx) => getOrder(tx, id))
    expect(detail.lines[0]?.fulfilledQuantity).toBe(2)
  })

  it('refuses another store’s order and one whose money went back', async () => {
    const other = await db.createStore('stranger')
    const id = await order()
    await expect(fulfil(id, undefined, other)).rejects.toMatchObject({ code: 'not_found' })
    await expect(fulfil(await order(store, 'r@example.test', 'refunded'))).rejects.toMatchObject({ code: 'conflict' })
  })
})

it('lists by number, e-mail and state, page after page', async () => {
  const shop = await db.createStore('busy')
  const ids: number[] = []
  for (let i = 0; i < 5; i++) ids.push(await order(shop, i === 2 ? 'ada@example.test' : 'bob@example.test'))
  await db.admin`update orders set created_at = now() where store_id = ${shop}`
  await fulfil(ids[0] ?? 0, undefined, shop)
  const list = (filter: Parameters<typeof listAdminOrders>[1]) => readStore(shop, (tx) => listAdminOrders(tx, filter))
  const first = await list({ limit: 3 })
  const second = await list({ limit: 3, after: first.next ?? '' })
  expect([...first.orders, ...second.orders].map((row) => row.id)).toEqual([...ids].reverse())
  expect((await list({ fulfillment: 'fulfilled' })).orders.map((row) => row.id)).toEqual([ids[0]])
  expect((await list({ fulfillment: 'open' })).orders).toHaveLength(4)
  expect((await list({ q: `#${number}` })).orders.map((row) => row.id)).toEqual([ids[4]])
  expect((await list({ q: 'ADA@' })).orders[0]).toMatchObject({
    customerName: 'Bea Buyer',
    itemCount: 4,
    totalMinor: 4000,
  })
})

it('counts today beside the same part of yesterday', async () => {
  const shop = await db.createStore('counted')
  const [a, b, c] = [await order(shop), await order(shop), await order(shop, 'x@example.test', 'voided')]
  await db.admin`update orders set created_at = now() - interval '1 day' - interval '1 second' where id = ${b} and store_id = ${shop}`
  const statistics = await readStore(shop, readStatistics)
  expect(statistics.today).toEqual({ orders: 1, salesMinor: 4000, units: 4 })
  expect(statistics.days).toHaveLength(14)
  expect(statistics.days.at(-1)).toMatchObject({ orders: 1, salesMinor: 4000 })
  expect(statistics.toFulfil).toBe(2)
  expect(a).not.toBe(c)
})
