/** POST /api/checkout: every answer that the contract lists, over HTTP against the production server. */
import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import postgres from 'postgres'
import { ADDRESS, checkout, errorSchema, handles, orderSchema, product, shopperWith } from './support/buying'
import { type Answer, demoStore, runtime, Shopper } from './support/platform'

const host = () => demoStore('harbor-books').host

/** A variant that is in stock, with its stock, straight from the database. */
async function stocked(): Promise<{ variantId: number; available: number; priceMinor: number }> {
  const sql = postgres(runtime().databaseAdminUrl, { max: 1 })
  const [row] = await sql`select l.variant_id, l.available, v.price_minor from inventory_levels l
    join variants v on v.store_id = l.store_id and v.id = l.variant_id
    where l.store_id = ${demoStore('harbor-books').id} and l.tracked and l.available > 5 and v.requires_shipping
    order by l.available desc limit 1`
  await sql.end()
  return { variantId: Number(row?.variant_id), available: Number(row?.available), priceMinor: Number(row?.price_minor) }
}

/** A fault of the stand-in for the next calls that make a PaymentIntent. */
async function breakStripe(fault: { kind: string; times: number; status?: number }): Promise<void> {
  const body = JSON.stringify({ match: { method: 'POST', path: '^/v1/payment_intents$' }, ...fault })
  await fetch(`${runtime().stripeApiBase}/_faults`, { method: 'POST', body })
}

/** Requests that a fault keeps waiting. */
async function heldByStripe(): Promise<unknown[]> {
  const { held } = await (await fetch(`${runtime().stripeApiBase}/_faults`)).json()
  return held
}

async function mendStripe(): Promise<void> {
  await fetch(`${runtime().stripeApiBase}/_faults`, { method: 'DELETE' })
}

function expectError(answer: Answer, status: number, code: string) {
  expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(`"${code}"`)])
  expect(answer.headers['content-type']).toContain('application/json')
  expect(answer.headers['x-request-id']).toBeTruthy()
  const { error } = errorSchema.parse(answer.json())
  expect(error.code).toBe(code)
  return error
}

test('201 with the order; the same key and body again 200, the same order, marked as replayed', async () => {
  const { variantId, priceMinor } = await stocked()
  const shopper = await shopperWith(host(), variantId)
  const key = randomUUID()
  const first = await checkout(shopper, {}, key)
  expect([first.status, first.text]).toEqual([201, expect.any(String)])
  const { order } = orderSchema.parse(first.json())
  expect(order).toMatchObject({
    currency: 'USD',
    email: 'ada@example.test',
    subtotal: priceMinor,
    paymentStatus: 'paid',
  })
  expect(order.total).toBe(order.subtotal - order.discount + order.shipping + order.tax)
  expect(order.lines).toMatchObject([{ variantId, quantity: 1 }])
  expect(first.headers['idempotent-replayed']).toBeUndefined()

  const again = await checkout(shopper, {}, key)
  expect(again.status).toBe(200)
  expect(again.headers['idempotent-replayed']).toBe('true')
  expect(orderSchema.parse(again.json()).order).toEqual(order)

  const cart = await shopper.send('/cart.js')
  expect(cart.json()).toMatchObject({ item_count: 0, items: [] })
  const ledger = await (await fetch(`${runtime().stripeApiBase}/_ledger`)).json()
  const charges = ledger.charges.filter((c: { amount: number }) => c.amount === order.total)
  expect(charges.length).toBeGreaterThan(0)
  expect(charges.at(-1)).toMatchObject({ captured: true, currency: 'usd', account: expect.stringMatching(/^acct_/) })
})

test('422 idempotency_key_reused for the same key with another body', async () => {
  const { variantId } = await stocked()
  const shopper = await shopperWith(host(), variantId)
  const key = randomUUID()
  expect((await checkout(shopper, {}, key)).status).toBe(201)
  expectError(await checkout(shopper, { email: 'other@example.test' }, key), 422, 'idempotency_key_reused')
})

test('409 checkout_in_progress with Retry-After while the first is still running', async () => {
  const { variantId } = await stocked()
  const shopper = await shopperWith(host(), variantId)
  await breakStripe({ kind: 'hold_before', times: 1 })
  const key = randomUUID()
  const first = checkout(shopper, {}, key)
  await expect.poll(heldByStripe).toHaveLength(1)
  const second = await checkout(shopper, {}, key)
  await mendStripe()
  expectError(second, 409, 'checkout_in_progress')
  expect(Number(second.headers['retry-after'])).toBeGreaterThan(0)
  expect((await first).status).toBe(201)
})

test('402 payment_declined leaves the cart and the stock as they were', async () => {
  const before = await stocked()
  const shopper = await shopperWith(host(), before.variantId)
  expectError(await checkout(shopper, { paymentMethod: 'pm_card_chargeDeclined' }), 402, 'payment_declined')
  const funds = await checkout(shopper, { paymentMethod: 'pm_card_chargeDeclinedInsufficientFunds' })
  expectError(funds, 402, 'payment_declined')
  expect((await stocked()).available).toBe(before.available)
  expect((await checkout(shopper)).status).toBe(201)
})

test('402 payment_action_required with the client secret; completing it gives the order', async () => {
  const { variantId } = await stocked()
  const shopper = await shopperWith(host(), variantId)
  const key = randomUUID()
  const asked = await checkout(shopper, { paymentMethod: 'pm_card_authenticationRequired' }, key)
  const error = expectError(asked, 402, 'payment_action_required')
  expect(error.clientSecret).toMatch(/^pi_\w+_secret_\w+$/)
  const intent = String(error.clientSecret).split('_secret_')[0]
  await fetch(`${runtime().stripeApiBase}/_3ds/${intent}/complete`, { method: 'POST', redirect: 'manual' })
  const done = await checkout(shopper, { paymentMethod: 'pm_card_authenticationRequired' }, key)
  expect([200, 201]).toContain(done.status)
  expect(orderSchema.parse(done.json()).order.paymentStatus).toBe('paid')
})

test('409 out_of_stock names the lines and what is left', async () => {
  const { variantId, available } = await stocked()
  const shopper = await shopperWith(host(), variantId, available)
  const rival = await shopperWith(host(), variantId, 1)
  expect((await checkout(rival)).status).toBe(201)
  const error = expectError(await checkout(shopper), 409, 'out_of_stock')
  expect(error.lines).toMatchObject([{ variantId, requested: available, left: available - 1 }])
})

test('409 price_changed carries the new quote and charges nothing', async () => {
  const { variantId, priceMinor } = await stocked()
  const shopper = await shopperWith(host(), variantId)
  const error = expectError(await checkout(shopper, { expectedTotal: 1 }), 409, 'price_changed')
  expect(error.quote).toMatchObject({ currency: 'USD', subtotal: priceMinor })
  const { total } = error.quote as { total: number }
  expect((await checkout(shopper, { expectedTotal: total })).status).toBe(201)
})

test('422 invalid_request with a message for each field', async () => {
  const { variantId } = await stocked()
  const shopper = await shopperWith(host(), variantId)
  const bad = await checkout(shopper, {
    email: 'nobody',
    shippingAddress: { ...ADDRESS, zip: '', country: 'Atlantis' },
  })
  const { fields } = expectError(bad, 422, 'invalid_request')
  expect(Object.keys(fields ?? {})).toEqual(
    expect.arrayContaining(['email', 'shippingAddress.zip', 'shippingAddress.country']),
  )
  expectError(await checkout(shopper, {}, 'short'), 422, 'invalid_request')
  const withoutKey = await shopper.send('/api/checkout', { method: 'POST', body: {} })
  expectError(withoutKey, 422, 'invalid_request')
  expectError(await checkout(new Shopper(host())), 422, 'invalid_request')
  const unknownCode = await checkout(shopper, { discountCode: 'NO-SUCH-CODE' })
  expect(expectError(unknownCode, 422, 'invalid_request').fields).toHaveProperty('discountCode')
})

test('503 with Retry-After while payments cannot be reached and the card is known not to be charged', async () => {
  const { variantId } = await stocked()
  const shopper = await shopperWith(host(), variantId)
  const key = randomUUID()
  await breakStripe({ kind: 'status', status: 429, times: 2 })
  const answer = await checkout(shopper, {}, key)
  await mendStripe()
  expectError(answer, 503, 'unavailable')
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  expect((await checkout(shopper, {}, key)).status).toBe(201)
})

test('429 with Retry-After for a cart that is tried over and over', async () => {
  const { variantId } = await stocked()
  const shopper = await shopperWith(host(), variantId)
  let answer = await checkout(shopper, { paymentMethod: 'pm_card_chargeDeclined' })
  for (let tries = 1; answer.status === 402 && tries < 30; tries++) {
    answer = await checkout(shopper, { paymentMethod: 'pm_card_chargeDeclined' })
  }
  expectError(answer, 429, 'rate_limited')
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
})

test('a Stripe that cuts the connection after working leaves a checkout that resolves to one order', async () => {
  const { variantId } = await stocked()
  const shopper = await shopperWith(host(), variantId)
  await breakStripe({ kind: 'cut_after', times: 4 })
  const key = randomUUID()
  const first = await checkout(shopper, {}, key)
  await mendStripe()
  expect([201, 409]).toContain(first.status)
  await expect
    .poll(async () => (await checkout(shopper, {}, key)).status, { timeout: 50_000, intervals: [2_000] })
    .toBe(200)
})

test('the public catalog answers in Shopify’s shapes', async () => {
  const shopper = new Shopper(host())
  const all = await handles(shopper)
  expect(all.length).toBeGreaterThanOrEqual(28)
  const one = await product(shopper, all[0] ?? '')
  expect(one.variants.length).toBeGreaterThan(0)
  const suggest = await shopper.send('/search/suggest.json?q=the')
  expect(suggest.status).toBe(200)
  const missing = await shopper.send('/products/no-such-book.js')
  expectError(missing, 404, 'not_found')
})
