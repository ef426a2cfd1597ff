/** Limits of discounts hold however many shoppers pay at once, and an attempt that ends gives its use back. */
import { beforeEach, describe, expect, it } from 'vitest'
import { violations } from '@/tests/invariants/store'
import { codeOf, openShop, request, tally } from './shop'

const shop = openShop()
let storeId: number
let variantId: number

beforeEach(async () => {
  storeId = await shop.createStore()
  variantId = await shop.createProduct(storeId, { stock: 100, price: 1000 })
  return async () => {
    expect(await violations(shop.db.admin, storeId, await shop.ledger(storeId))).toEqual([])
    const wrong = await shop.db.admin`select d.id from discounts d where d.store_id = ${storeId}
      and (d.usage_limit is not null or d.per_customer_limit is not null) and d.times_used <> (
        select count(*) from discount_redemptions r where r.store_id = d.store_id and r.discount_id = d.id)`
    expect(wrong).toHaveLength(0)
  }
})

interface Limits {
  code?: string | null
  usageLimit?: number | null
  perCustomerLimit?: number | null
}

async function discount({ code = 'TEN', usageLimit = null, perCustomerLimit = null }: Limits): Promise<void> {
  await shop.db.admin`insert into discounts (store_id, title, code, kind, value, usage_limit, per_customer_limit)
    values (${storeId}, 'Ten off', ${code}, 'percentage', 1000, ${usageLimit}, ${perCustomerLimit})`
}

const carts = (count: number) =>
  Promise.all(Array.from({ length: count }, () => shop.cartWith(storeId, { [variantId]: 1 })))

const discounted = async () => {
  const rows = await shop.db.admin`select discount_minor, discounts from orders where store_id = ${storeId}`
  return rows.filter((row) => Number(row.discount_minor) > 0)
}

describe('a usage limit of 5', () => {
  it('gives exactly 5 of 20 shoppers the code; the others are told that it is used up', async () => {
    await discount({ usageLimit: 5 })
    const answers = await Promise.all(
      (await carts(20)).map((cart, n) =>
        codeOf(storeId, request(cart, { email: `a${n}@example.test`, discountCode: 'ten' })),
      ),
    )
    expect(tally(answers)).toEqual({ ordered: 5, invalid_request: 15 })
    expect(await discounted()).toHaveLength(5)
  })

  it('gives exactly 5 of 20 shoppers the automatic discount; the others buy at the full price', async () => {
    await discount({ code: null, usageLimit: 5 })
    const answers = await Promise.all(
      (await carts(20)).map((cart, n) => codeOf(storeId, request(cart, { email: `b${n}@example.test` }))),
    )
    expect(tally(answers)).toEqual({ ordered: 20 })
    const orders = await discounted()
    expect(orders).toHaveLength(5)
    expect(orders[0]?.discounts).toMatchObject([{ title: 'Ten off', code: null, amount: 100 }])
  })

  it('changes the total of whoever was promised the discount and came too late, and charges nothing', async () => {
    await discount({ code: null, usageLimit: 5 })
    const answers = await Promise.all(
      (await carts(8)).map((cart, n) =>
        codeOf(storeId, request(cart, { email: `c${n}@example.test`, expectedTotal: 1400 })),
      ),
    )
    expect(tally(answers)).toEqual({ ordered: 5, price_changed: 3 })
  })

  it('is given back by a declined card', async () => {
    await discount({ usageLimit: 1 })
    const [first = '', second = ''] = await carts(2)
    const declined = { paymentMethod: 'pm_card_chargeDeclined', discountCode: 'TEN' }
    expect(await codeOf(storeId, request(first, declined))).toBe('payment_declined')
    expect(await codeOf(storeId, request(second, { discountCode: 'TEN' }))).toBe('ordered')
    expect(await codeOf(storeId, request(first, { discountCode: 'TEN' }))).toBe('invalid_request')
  })
})

it('a limit of one for each customer holds over 10 attempts of one address at once', async () => {
  await discount({ perCustomerLimit: 1 })
  const answers = await Promise.all(
    (await carts(10)).map((cart) =>
      codeOf(storeId, request(cart, { email: 'same@example.test', discountCode: 'TEN' })),
    ),
  )
  expect(tally(answers)).toEqual({ ordered: 1, invalid_request: 9 })
  const [other = ''] = await carts(1)
  expect(await codeOf(storeId, request(other, { email: 'other@example.test', discountCode: 'TEN' }))).toBe('ordered')
})
