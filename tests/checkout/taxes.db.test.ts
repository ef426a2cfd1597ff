/** Stripe Tax behind the checkout: asked between transactions, charged to the unit, never guessed when it cannot be asked. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readStore } from '@/db/store'
import { placeOrder } from '@/lib/checkout/place-order'
import { withTaxes } from '@/lib/checkout/taxes'
import type { CheckoutInput } from '@/lib/checkout/types'
import { DomainError } from '@/lib/errors'
import { stripe } from '@/lib/payments/stripe'
import { calculateTaxes } from '@/lib/payments/tax-calculation'
import { quoteLines } from '@/lib/pricing/quote'
import type { TaxBasis } from '@/lib/tax/basis'
import { startRedis } from '@/local/redis/server'
import { scene } from './scene'
import { ADDRESS } from './shop'

const { shop, at, newRequest, orders, attempt } = scene
const CALIFORNIA = { ...ADDRESS, province: 'California', city: 'Oakland', zip: '94607' }
const CALCULATIONS = { method: 'POST', path: '/v1/tax/calculations' }

let redis: Awaited<ReturnType<typeof startRedis>>
beforeAll(async () => {
  redis = await startRedis({ token: 'secret' })
  Object.assign(process.env, { UPSTASH_REDIS_REST_URL: redis.url, UPSTASH_REDIS_REST_TOKEN: 'secret' })
})
afterAll(() => redis.stop())

const useStripeTax = (inclusive = false) =>
  shop.db.admin`update stores set tax_provider = 'stripe_tax', tax_inclusive = ${inclusive} where id = ${at.storeId}`
const inCalifornia = (more: Partial<CheckoutInput> = {}) => newRequest({ shippingAddress: CALIFORNIA, ...more })
const refusalOf = async (input: CheckoutInput): Promise<DomainError> => {
  const error = await placeOrder(at.storeId, input).catch((thrown: unknown) => thrown)
  if (error instanceof DomainError) return error
  throw new Error(`not refused: ${String(error)}`)
}

describe('a store with Stripe Tax', () => {
  it('charges what Stripe computed for goods and shipping, and keeps the calculation with the attempt', async () => {
    await useStripeTax()
    await shop.db.admin`insert into tax_rates (store_id, name, country, province, rate_bps)
      values (${at.storeId}, 'Own', 'US', '', 5000)`
    const { order } = await placeOrder(at.storeId, await inCalifornia())
    expect(order).toMatchObject({ subtotal: 2000, shipping: 500, tax: 145 + 36, total: 2681 })
    const { quote } = await attempt()
    const account = { stripeAccount: (await attempt()).stripe_account_id }
    const calculation = await stripe().tax.calculations.retrieve(quote.taxCalculation, {}, account)
    expect(calculation).toMatchObject({ amount_total: 2681, customer_details: { address: { state: 'CA' } } })
  })

  it('finds the tax inside prices that include it', async () => {
    await useStripeTax(true)
    const address = { ...ADDRESS, country: 'DE', zip: '10115' }
    const { order } = await placeOrder(at.storeId, await newRequest({ shippingAddress: address }))
    expect(order).toMatchObject({ subtotal: 2000, shipping: 500, tax: 319 + 80, total: 2500 })
  })

  it('asks once for a price that is quoted and then paid, and again for another cart', async () => {
    await useStripeTax()
    const input = await inCalifornia()
    expect((await refusalOf({ ...input, expectedTotal: 1 })).code).toBe('price_changed')
    await shop.breakStripe({ match: CALCULATIONS, kind: 'status', status: 500, times: 9 })
    const { order } = await placeOrder(at.storeId, { ...input, expectedTotal: 2681 })
    expect(order.total).toBe(2681)
    expect((await refusalOf(await inCalifornia())).code).toBe('unavailable')
  })

  it('refuses to charge while Stripe cannot be asked, and holds nothing; then it sells', async () => {
    await useStripeTax()
    const input = await inCalifornia()
    await shop.breakStripe({ match: CALCULATIONS, kind: 'status', status: 500, times: 9 })
    const refused = await refusalOf(input)
    expect(refused).toMatchObject({ code: 'unavailable', retryAfter: 5 })
    expect(refused.message).toContain('Taxes cannot be worked out')
    expect(await scene.available()).toBe(5)
    expect(await orders()).toBe(0)
    await shop.mendStripe()
    expect((await placeOrder(at.storeId, input)).order.tax).toBe(181)
  })

  it('names the postal code when Stripe cannot place the address', async () => {
    const basis: TaxBasis = {
      account: 'acct_somewhere',
      currency: 'USD',
      inclusive: false,
      place: { country: 'US', state: 'CA', city: '', zip: '', line1: '' },
      lines: [{ reference: '1', amount: 5, quantity: 1, taxable: true }],
      shipping: 0,
    }
    await expect(calculateTaxes(at.storeId, basis)).rejects.toMatchObject({
      code: 'invalid_request',
      fields: { 'shippingAddress.zip': expect.stringContaining('postal code') },
    })
  })

  it('shows a price without tax, marked so, until the place is known or Stripe answers', async () => {
    await useStripeTax()
    const quote = (destination: { country: string; zip?: string }) =>
      withTaxes(at.storeId, { scope: null, orLater: true }, (taxes) =>
        readStore(at.storeId, (tx) =>
          quoteLines(tx, { lines: [{ variantId: at.variantId, quantity: 1 }], destination, taxes }),
        ),
      ).then((answer) => answer.quote)
    expect(await quote({ country: 'US' })).toMatchObject({ tax: 0, taxPending: true })
    await shop.breakStripe({ match: CALCULATIONS, kind: 'status', status: 503, times: 9 })
    expect(await quote({ country: 'DE' })).toMatchObject({ tax: 0, taxPending: true })
    await shop.mendStripe()
    const known = await quote({ country: 'DE' })
    expect(known).toMatchObject({ tax: 475 })
    expect(known.taxPending).toBeUndefined()
  })
})
