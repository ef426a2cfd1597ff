/** Many shoppers, few units; many submits, one cart: what must come out exactly. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { violations } from '@/tests/invariants/store'
import { codeOf, openShop, request, tally } from './shop'

const shop = openShop()
let storeId: number

beforeEach(async () => {
  storeId = await shop.createStore()
  return async () => {
    expect(await violations(shop.db.admin, storeId, await shop.ledger(storeId))).toEqual([])
  }
})

describe('buyers in parallel', () => {
  it('20 buyers of 20 products in one store get 20 orders', async () => {
    const products = await Promise.all(Array.from({ length: 20 }, () => shop.createProduct(storeId, { stock: 1 })))
    const carts = await Promise.all(products.map((id) => shop.cartWith(storeId, { [id]: 1 })))
    const answers = await Promise.all(carts.map((cart) => codeOf(storeId, request(cart))))
    expect(tally(answers)).toEqual({ ordered: 20 })
  })

  it('20 buyers of the same 20 products, each in another order, do not wait for each other in circles', async () => {
    const products = await Promise.all(Array.from({ length: 20 }, () => shop.createProduct(storeId, { stock: 20 })))
    const carts: string[] = []
    for (let buyer = 0; buyer < 20; buyer++) {
      const turned = [...products.slice(buyer), ...products.slice(0, buyer)]
      const { addToCart } = await import('@/lib/cart/commands')
      const { withStore } = await import('@/db/store')
      let token: string | null = null
      for (const variantId of turned) {
        const before: string | null = token
        token = (await withStore(storeId, (tx) => addToCart(tx, before, [{ variantId, quantity: 1 }]))).token
      }
      carts.push(token ?? '')
    }
    const answers = await Promise.all(carts.map((cart) => codeOf(storeId, request(cart))))
    expect(tally(answers)).toEqual({ ordered: 20 })
  })

  it('200 buyers of 5 units: exactly 5 orders, 195 told that it is sold out', async () => {
    const variantId = await shop.createProduct(storeId, { stock: 5 })
    const carts = await Promise.all(Array.from({ length: 200 }, () => shop.cartWith(storeId, { [variantId]: 1 })))
    const answers = await Promise.all(carts.map((cart) => codeOf(storeId, request(cart))))
    expect(tally(answers)).toEqual({ ordered: 5, out_of_stock: 195 })
    const [level] = await shop.db.admin`select available from inventory_levels
      where store_id = ${storeId} and variant_id = ${variantId}`
    expect(level?.available).toBe(0)
    const { charges } = await shop.ledger(storeId)
    expect(charges.map((charge) => charge.captured)).toEqual([true, true, true, true, true])
  })
})

describe('16 submits of one cart', () => {
  async function submits(keys: (index: number) => string, paymentMethod = 'pm_card_visa') {
    const variantId = await shop.createProduct(storeId, { stock: 50 })
    const cart = await shop.cartWith(storeId, { [variantId]: 1 })
    const inputs = Array.from({ length: 16 }, (_, index) =>
      request(cart, { idempotencyKey: keys(index), paymentMethod }),
    )
    const answers = await Promise.all(inputs.map((input) => codeOf(storeId, input)))
    const { paymentIntents } = await shop.ledger(storeId)
    const orders = await shop.db.admin`select id from orders where store_id = ${storeId}`
    return { answers: tally(answers), paymentIntents, orders }
  }

  it('with one key give one order and one payment', async () => {
    const key = randomUUID()
    const { answers, paymentIntents, orders } = await submits(() => key)
    expect([orders.length, paymentIntents.length]).toEqual([1, 1])
    expect(answers).toEqual({ ordered: expect.any(Number), checkout_in_progress: expect.any(Number) })
  })

  it('with mixed keys give one order and one payment, ten times over', async () => {
    for (let round = 0; round < 10; round++) {
      const keys = Array.from({ length: 4 }, () => randomUUID())
      storeId = await shop.createStore()
      const { answers, paymentIntents, orders } = await submits((index) => keys[index % 4] ?? '')
      expect([orders.length, paymentIntents.length]).toEqual([1, 1])
      // A key that comes when the order is written finds the cart empty.
      const known = ['ordered', 'checkout_in_progress', 'invalid_request']
      expect(Object.keys(answers).filter((code) => !known.includes(code))).toEqual([])
      expect(await violations(shop.db.admin, storeId, await shop.ledger(storeId))).toEqual([])
    }
  })

  it('with a key each give one order and one payment', async () => {
    const { paymentIntents, orders } = await submits(() => randomUUID())
    expect([orders.length, paymentIntents.length]).toEqual([1, 1])
  })

  it('with a key each and a card that needs its owner leave one payment alive at most', async () => {
    const { paymentIntents, orders } = await submits(() => randomUUID(), 'pm_card_authenticationRequired')
    expect(orders).toHaveLength(0)
    expect(paymentIntents.filter((intent) => intent.status !== 'canceled').length).toBeLessThanOrEqual(1)
  })
})
