/** Automatic discounts: every one that is on is considered for a cart, and there are never more than can be. */
import { beforeEach, expect, it } from 'vitest'
import { withStore } from '@/db/store'
import { setDiscountActive } from '@/lib/discounts/commands'
import { MAX_AUTOMATIC } from '@/lib/discounts/queries'
import { codeOf, openShop, request } from './shop'

const shop = openShop()
let storeId: number
let variantId: number

beforeEach(async () => {
  storeId = await shop.createStore()
  variantId = await shop.createProduct(storeId, { stock: 10, price: 1000 })
})

async function automatic(count: number, values: { bps: number; over?: boolean; active?: boolean }): Promise<number> {
  const [last] = await shop.db.admin`
    insert into discounts (store_id, title, kind, value, active, ends_at)
    select ${storeId}, 'Sale ' || n, 'percentage', ${values.bps}, ${values.active ?? true},
      case when ${values.over ?? false} then now() - interval '1 day' end from generate_series(1, ${count}) n
    returning id`
  return Number(last?.id)
}

it('a sale counts however many sales of before have ended', async () => {
  await automatic(MAX_AUTOMATIC + 5, { bps: 500, over: true })
  await automatic(1, { bps: 2000 })
  const cart = await shop.cartWith(storeId, { [variantId]: 1 })
  expect(await codeOf(storeId, request(cart, { expectedTotal: 800 + 500 }))).toBe('ordered')
})

it('one more than a cart considers is not switched on', async () => {
  await automatic(MAX_AUTOMATIC - 1, { bps: 500 })
  const off = await automatic(1, { bps: 500, active: false })
  await withStore(storeId, (tx) => setDiscountActive(tx, off, true))
  const more = await automatic(1, { bps: 500, active: false })
  const refused = withStore(storeId, (tx) => setDiscountActive(tx, more, true))
  await expect(refused).rejects.toMatchObject({ code: 'conflict' })
  const [row] = await shop.db.admin`select active from discounts where store_id = ${storeId} and id = ${more}`
  expect(row?.active).toBe(false)
})
