/** The road of a checkout that goes well, and each answer that the contract names. */
import { beforeEach, describe, expect, it } from 'vitest'
import { readStore } from '@/db/store'
import { getCart } from '@/lib/cart/queries'
import { placeOrder } from '@/lib/checkout/place-order'
import { findOrderByToken } from '@/lib/orders/queries'
import { violations } from './invariants'
import { openShop, request } from './shop'

const shop = openShop()
let storeId: number
let variantId: number

beforeEach(async () => {
  storeId = await shop.createStore()
  variantId = await shop.createProduct(storeId)
  return async () => {
    await shop.mendStripe()
    expect(await violations(shop.db.admin, storeId, await shop.ledger(storeId))).toEqual([])
  }
})

const available = async () => {
  const [row] = await shop.db.admin`select available from inventory_levels
    where store_id = ${storeId} and variant_id = ${variantId}`
  return row?.available
}

describe('a checkout', () => {
  it('gives an order that is paid, sells the stock and empties the cart', async () => {
    const cart = await shop.cartWith(storeId, { [variantId]: 2 })
    const { order, replayed } = await placeOrder(storeId, request(cart))
    expect(replayed).toBe(false)
    expect(order).toMatchObject({
      number: 1001,
      email: 'ada@example.test',
      currency: 'USD',
      subtotal: 4_000,
      discount: 0,
      shipping: 500,
      tax: 0,
      total: 4_500,
      paymentStatus: 'paid',
      fulfillmentStatus: 'unfulfilled',
      lines: [
        { variantId, title: 'Salt Roads', variantTitle: 'Paperback', quantity: 2, unitPrice: 2_000, total: 4_000 },
      ],
    })
    expect(await available()).toBe(8)
    expect((await readStore(storeId, (tx) => getCart(tx, cart))).lines).toEqual([])
    const { paymentIntents, charges } = await shop.ledger(storeId)
    // Basic plan: 2 % of the goods, not of the shipping.
    expect(paymentIntents).toMatchObject([{ status: 'succeeded', amount: 4_500, application_fee_amount: 80 }])
    expect(charges).toMatchObject([{ captured: true, amount: 4_500 }])
    const detail = await readStore(storeId, (tx) => findOrderByToken(tx, order.token))
    expect(detail).toMatchObject({
      id: order.id,
      totalMinor: 4_500,
      payments: [{ status: 'captured', cardBrand: 'visa', cardLast4: '4242', amountMinor: 4_500 }],
      customer: { name: 'Ada Okafor' },
    })
  })
})
