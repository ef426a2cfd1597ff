/** Quotes from rows: which discount, zone, rate and tax apply, and what is refused in which words. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readStore } from '@/db/store'
import { arrangeProduct } from '@/tests/support/catalog'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'
import { quoteLines } from './quote'
import type { QuoteRequest } from './types'

let db: TestDatabase
let usd: number
let eur: number
let mug: number
let ebook: number
let draft: number
let dear: number
let vase: number

beforeAll(async () => {
  db = await openTestDatabase()
  usd = await db.createStore('usd-store')
  eur = await db.createStore('eur-store', { currency: 'EUR', taxInclusive: true })
  const add = async (storeId: number, handle: string, variant: object, status: 'active' | 'draft' = 'active') => {
    const { variantIds } = await arrangeProduct(db.admin, storeId, {
      handle,
      title: handle,
      status,
      variants: [variant],
    })
    return variantIds[0] ?? 0
  }
  mug = await add(usd, 'mug', { priceMinor: 2000 })
  ebook = await add(usd, 'ebook', { priceMinor: 900, requiresShipping: false, tracked: false })
  draft = await add(usd, 'draft', { priceMinor: 900 }, 'draft')
  dear = await add(usd, 'dear', { priceMinor: 60_000_000 })
  vase = await add(eur, 'vase', { priceMinor: 12_300 })
  await furnish(usd, 'US')
  await furnish(eur, 'IE')
})

async function furnish(storeId: number, home: string): Promise<void> {
  await db.admin`insert into discounts (store_id, code, kind, value, minimum_subtotal_minor, active, ends_at) values
    (${storeId}, 'TEN', 'percentage', 1000, 0, true, null), (${storeId}, 'FREE', 'free_shipping', 0, 4000, true, null),
    (${storeId}, 'OFF', 'fixed_amount', 100, 0, false, null), (${storeId}, 'OLD', 'fixed_amount', 100, 0, true, '2020-01-01')`
  const [zone] = await db.admin`insert into shipping_zones (store_id, name, countries)
    values (${storeId}, 'Home', array[${home}]) returning id`
  await db.admin`insert into shipping_rates (store_id, zone_id, name, price_minor, free_over_minor, position) values
    (${storeId}, ${zone?.id}, 'Fast', 850, null, 2), (${storeId}, ${zone?.id}, 'Slow', 395, 5000, 1)`
  await db.admin`insert into tax_rates (store_id, name, country, province, rate_bps) values
    (${storeId}, 'Home tax', ${home}, '', 2300), (${storeId}, 'California', 'US', 'CA', 725)
    on conflict do nothing`
}

const quote = (storeId: number, request: Partial<QuoteRequest>) =>
  readStore(storeId, (tx) => quoteLines(tx, { lines: [], destination: null, ...request }))
const one = (variantId: number, quantity = 1) => [{ variantId, quantity }]

describe('quoteLines', () => {
  it('prices without a destination: no shipping, no tax', async () => {
    const answer = await quote(usd, { lines: one(mug, 2) })
    expect(answer.shippingOptions).toEqual([])
    expect(answer.quote).toMatchObject({
      currency: 'USD',
      subtotal: 4000,
      shipping: 0,
      shippingRate: null,
      tax: 0,
      total: 4000,
    })
    expect(answer.quote.lines[0]).toMatchObject({
      variantId: mug,
      title: 'mug',
      quantity: 2,
      unitPrice: 2000,
      tracked: true,
    })
  })

  it('takes the first rate, the province before the country, and adds tax', async () => {
    const { quote: ca, shippingOptions } = await quote(usd, {
      lines: one(mug),
      destination: { country: 'us', province: 'California' },
    })
    expect(shippingOptions.map((option) => [option.name, option.priceMinor])).toEqual([
      ['Slow', 395],
      ['Fast', 850],
    ])
    expect(ca).toMatchObject({ shipping: 395, shippingRate: { name: 'Slow' }, tax: 145, total: 2540 })
    const { quote: ny } = await quote(usd, { lines: one(mug), destination: { country: 'US', province: 'NY' } })
    expect(ny.tax).toBe(460)
  })

  it('counts the free-shipping threshold after the discount', async () => {
    const to = { destination: { country: 'US' }, lines: [...one(mug, 2), ...one(mug)] }
    expect((await quote(usd, to)).quote).toMatchObject({ subtotal: 6000, shipping: 0 })
    expect((await quote(usd, { ...to, lines: one(mug, 2) })).quote.shipping).toBe(395)
    const off = await quote(usd, {
      destination: { country: 'US' },
      lines: [...one(mug, 2), ...one(ebook)],
      discountCode: 'ten',
    })
    expect(off.quote).toMatchObject({ subtotal: 4900, discount: 490, discountCode: 'TEN', shipping: 395 })
  })

  it('a code that ships free says what it took off, and offers every rate for nothing', async () => {
    const request = { lines: one(mug, 2), destination: { country: 'US' }, discountCode: 'free' }
    const { quote: free, shippingOptions } = await quote(usd, request)
    expect(free).toMatchObject({ shipping: 0, shippingDiscount: 395, total: free.subtotal + free.tax })
    expect(free.discounts).toMatchObject([{ code: 'FREE', amount: 0, shippingAmount: 395 }])
    expect(shippingOptions.map(({ priceMinor }) => priceMinor)).toEqual([0, 0])
  })

  it('keeps the chosen rate and refuses one that is not offered', async () => {
    const to = { lines: one(mug), destination: { country: 'US' } }
    const { shippingOptions } = await quote(usd, to)
    const fast = shippingOptions.find((option) => option.name === 'Fast')?.id
    expect((await quote(usd, { ...to, shippingRate: fast })).quote.shipping).toBe(850)
    const foreign = (await quote(eur, { lines: one(vase), destination: { country: 'IE' } })).shippingOptions[0]?.id
    await expect(quote(usd, { ...to, shippingRate: foreign })).rejects.toMatchObject({
      fields: { shippingRate: expect.stringContaining('not offered') },
    })
  })

  it('ships nothing that needs no shipping, even where the store does not ship', async () => {
    const answer = await quote(usd, { lines: one(ebook), destination: { country: 'FR' } })
    expect(answer).toMatchObject({ shippingOptions: [], quote: { shipping: 0, shippingRate: null, total: 900 } })
  })

  it('leaves an inclusive total as it is', async () => {
    const { quote: home } = await quote(eur, { lines: one(vase), destination: { country: 'IE' } })
    expect(home).toMatchObject({ currency: 'EUR', tax: 2300, taxInclusive: true, shipping: 0, total: 12_300 })
  })
})

describe('what is refused', () => {
  it.each<[string, () => Partial<QuoteRequest>, Record<string, string>]>([
    ['an empty cart', () => ({}), { cart: 'Your cart is empty.' }],
    ['a draft', () => ({ lines: one(draft) }), { cart: '“draft” is no longer sold. Remove it to go on.' }],
    [
      'another store’s variant',
      () => ({ lines: one(vase) }),
      { cart: 'A product in your cart no longer exists. Remove it to go on.' },
    ],
    ['a negative quantity', () => ({ lines: one(mug, -1) }), { cart: 'The cart holds a line that cannot be read.' }],
    ['too much money', () => ({ lines: one(dear, 2) }), { cart: 'One order can be at most $999,999.99.' }],
    [
      'more money than numbers hold',
      () => ({ lines: one(dear, 9_999) }),
      { cart: 'One order can be at most $999,999.99.' },
    ],
    [
      'an unknown code',
      () => ({ lines: one(mug), discountCode: 'nope' }),
      { discountCode: 'The code NOPE is not valid.' },
    ],
    [
      'an inactive code',
      () => ({ lines: one(mug), discountCode: 'OFF' }),
      { discountCode: 'The code OFF is no longer valid.' },
    ],
    [
      'an expired code',
      () => ({ lines: one(mug), discountCode: 'OLD' }),
      { discountCode: 'The code OLD has expired.' },
    ],
    [
      'a code below its minimum',
      () => ({ lines: one(mug), discountCode: 'FREE' }),
      { discountCode: 'The code FREE needs a subtotal of at least $40.00.' },
    ],
    [
      'a country without a zone',
      () => ({ lines: one(mug), destination: { country: 'FR' } }),
      { 'shippingAddress.country': 'usd-store does not ship to France.' },
    ],
    [
      'no country',
      () => ({ lines: one(mug), destination: { country: 'XX' } }),
      { 'shippingAddress.country': 'Choose a country.' },
    ],
  ])('refuses %s', async (_what, request, fields) => {
    await expect(quote(usd, request())).rejects.toMatchObject({ code: 'invalid_request', fields })
  })
})
