/** Each answer that the contract names for one shopper, and what it leaves behind. */
import { beforeEach, describe, expect, it } from 'vitest'
import { readStore } from '@/db/store'
import { getCart } from '@/lib/cart/queries'
import { placeOrder } from '@/lib/checkout/place-order'
import { DomainError } from '@/lib/errors'
import { findOrderByToken } from '@/lib/orders/queries'
import { violations } from '@/tests/invariants/store'
import { codeOf, openShop, request } from './shop'

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

async function available(): Promise<number> {
  const [row] = await shop.db.admin`select available from inventory_levels
    where store_id = ${storeId} and variant_id = ${variantId}`
  return row?.available
}

/** The DomainError that the work ends in. */
async function refusalOf(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.then(
    () => new Error('it went through'),
    (reason: unknown) => reason,
  )
  if (error instanceof DomainError) return error
  throw error
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
    const topics = await shop.db.admin`select topic from outbox where store_id = ${storeId} order by id`
    expect(topics.map((row) => row.topic)).toEqual(['order.created', 'order.payment_captured'])
  })

  it('answers the same key and request again with the same order, and another request with a refusal', async () => {
    const first = request(await shop.cartWith(storeId, { [variantId]: 1 }))
    const { order } = await placeOrder(storeId, first)
    expect(await placeOrder(storeId, { ...first })).toEqual({ order, replayed: true })
    const other = { ...first, email: 'other@example.test' }
    expect((await refusalOf(placeOrder(storeId, other))).code).toBe('idempotency_key_reused')
    const otherCart = { ...first, cartToken: await shop.cartWith(storeId, { [variantId]: 1 }) }
    expect((await refusalOf(placeOrder(storeId, otherCart))).code).toBe('idempotency_key_reused')
    expect((await shop.ledger(storeId)).paymentIntents).toHaveLength(1)
  })

  it('keeps what the shopper put into the cart while paying', async () => {
    const cart = await shop.cartWith(storeId, { [variantId]: 1 })
    const other = await shop.createProduct(storeId)
    await shop.breakStripe({ match: { method: 'POST', path: '/v1/payment_intents' }, kind: 'hold_before' })
    const paying = placeOrder(storeId, request(cart))
    await shop.untilStripeHolds()
    const { withStore } = await import('@/db/store')
    const { addToCart } = await import('@/lib/cart/commands')
    await withStore(storeId, (tx) => addToCart(tx, cart, [{ variantId: other, quantity: 3 }]))
    await shop.mendStripe()
    expect((await paying).order.lines).toHaveLength(1)
    const left = await readStore(storeId, (tx) => getCart(tx, cart))
    expect(left.lines).toMatchObject([{ variantId: other, quantity: 3 }])
  })

  it('costs nothing when everything is free, and then asks no bank', async () => {
    const gift = await shop.createProduct(storeId, { price: 0 })
    await shop.db.admin`update shipping_rates set price_minor = 0 where store_id = ${storeId}`
    const { order } = await placeOrder(storeId, request(await shop.cartWith(storeId, { [gift]: 1 })))
    expect(order).toMatchObject({ total: 0, paymentStatus: 'paid' })
    expect((await shop.ledger(storeId)).paymentIntents).toEqual([])
  })
})

describe('a refusal', () => {
  it('of the bank is final for its key, gives the stock back and lets the shopper try another card', async () => {
    const cart = await shop.cartWith(storeId, { [variantId]: 1 })
    const declined = request(cart, { paymentMethod: 'pm_card_chargeDeclined' })
    const first = await refusalOf(placeOrder(storeId, declined))
    expect([first.code, first.message]).toEqual(['payment_declined', expect.stringContaining('was declined')])
    const again = await refusalOf(placeOrder(storeId, declined))
    expect([again.code, again.message]).toEqual([first.code, first.message])
    const funds = request(cart, { paymentMethod: 'pm_card_chargeDeclinedInsufficientFunds' })
    expect((await refusalOf(placeOrder(storeId, funds))).message).toContain('insufficient funds')
    // What helps whoever tries stolen cards is not told.
    const stolen = request(cart, { paymentMethod: 'pm_card_chargeDeclinedStolenCard' })
    expect((await refusalOf(placeOrder(storeId, stolen))).message).toBe(first.message)
    expect(await available()).toBe(10)
    const statuses = (await shop.ledger(storeId)).paymentIntents.map((intent) => intent.status)
    expect(statuses).toEqual(['canceled', 'canceled', 'canceled'])
    expect((await placeOrder(storeId, request(cart))).order.number).toBe(1001)
  })

  it('for stock names the lines and what is left, and takes nothing of the others', async () => {
    const rare = await shop.createProduct(storeId, { stock: 3 })
    const cart = await shop.cartWith(storeId, { [variantId]: 1, [rare]: 3 })
    await shop.db.admin`update inventory_levels set available = 1 where store_id = ${storeId} and variant_id = ${rare}`
    await shop.db.admin`insert into inventory_movements (store_id, variant_id, delta, reason)
      values (${storeId}, ${rare}, -2, 'adjustment')`
    const refusal = await refusalOf(placeOrder(storeId, request(cart)))
    expect(refusal.code).toBe('out_of_stock')
    expect(refusal.details).toEqual({
      lines: [{ variantId: rare, title: 'Salt Roads (Paperback)', requested: 3, left: 1 }],
    })
    expect(await available()).toBe(10)
    const attempts = await shop.db.admin`select id from checkout_requests where store_id = ${storeId}`
    expect(attempts).toHaveLength(0)
  })

  it('for a changed price carries the new quote and charges nothing', async () => {
    const cart = await shop.cartWith(storeId, { [variantId]: 1 })
    const key = request(cart).idempotencyKey
    const stale = request(cart, { idempotencyKey: key, expectedTotal: 2_499 })
    const refusal = await refusalOf(placeOrder(storeId, stale))
    expect(refusal.code).toBe('price_changed')
    expect(refusal.details).toMatchObject({ quote: { total: 2_500, currency: 'USD' } })
    expect((await shop.ledger(storeId)).paymentIntents).toEqual([])
    expect((await placeOrder(storeId, { ...stale, expectedTotal: 2_500 })).order.total).toBe(2_500)
  })

  it('for an empty or unknown cart, a bad key and an unknown payment method names the field', async () => {
    const cart = await shop.cartWith(storeId, { [variantId]: 1 })
    const fieldsOf = async (work: Promise<unknown>) => (await refusalOf(work)).fields
    expect(await fieldsOf(placeOrder(storeId, request('f'.repeat(32))))).toHaveProperty('cart')
    expect(await fieldsOf(placeOrder(storeId, request(cart, { cartToken: null })))).toHaveProperty('cart')
    expect(await fieldsOf(placeOrder(storeId, request(cart, { idempotencyKey: 'short' })))).toHaveProperty(
      'Idempotency-Key',
    )
    const unknown = request(cart, { paymentMethod: 'pm_nothing' })
    expect(await fieldsOf(placeOrder(storeId, unknown))).toHaveProperty('paymentMethod')
    expect(await available()).toBe(10)
  })

  it('of a shop that may not take payments comes before anything is held', async () => {
    await shop.db.admin`update stores set charges_enabled = false where id = ${storeId}`
    const cart = await shop.cartWith(storeId, { [variantId]: 1 })
    expect(await codeOf(storeId, request(cart))).toBe('payments_not_active')
  })

  it('because Stripe cannot be reached is "unavailable", and the same request goes through later', async () => {
    const again = request(await shop.cartWith(storeId, { [variantId]: 1 }))
    const fault = { match: { method: 'POST', path: '/v1/payment_intents' }, kind: 'status', status: 429 } as const
    await shop.breakStripe({ ...fault, times: 2 })
    expect(await codeOf(storeId, again)).toBe('unavailable')
    expect((await placeOrder(storeId, again)).order.paymentStatus).toBe('paid')
  })
})
