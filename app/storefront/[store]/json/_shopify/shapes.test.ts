/** What Shopify's themes and clients read from us: hundredths in every currency, options, availability, bodies. */
import { describe, expect, it } from 'vitest'
import type { CartView } from '@/lib/cart/types'
import type { ProductView } from '@/lib/catalog/types'
import { hundredths } from './amounts'
import { cartJs } from './cart'
import { addSchema, changeSchema, readCartBody, updateSchema } from './input'
import { productFeed, productJs } from './product'

it.each([
  [2990, 'USD', 2990],
  [1000, 'JPY', 100_000],
  [8900, 'KRW', 890_000],
  [1235, 'KWD', 124],
  [1234, 'KWD', 123],
  [0, 'EUR', 0],
])('%i minor units of %s are %i hundredths', (minor, currency, expected) => {
  expect(hundredths(minor, currency)).toBe(expected)
})

const image = { key: 'a'.repeat(32), alt: 'A mug', width: 800, height: 1000 }
const variant = {
  id: 7,
  title: 'Oat / S',
  optionValues: { Size: 'S', Glaze: 'Oat' },
  sku: 'M-1',
  priceMinor: 1000,
  compareAtMinor: 1200,
  requiresShipping: true,
  taxable: true,
  grams: 300,
  tracked: true,
  policy: 'deny' as const,
  available: 34,
  position: 1,
  version: 1,
}
const product: ProductView = {
  id: 3,
  handle: 'mug',
  title: 'Mug',
  vendor: 'Ana',
  productType: 'Cup',
  descriptionHtml: '<p>Hi</p>',
  seoDescription: '',
  tags: ['cups'],
  options: [
    { name: 'Glaze', values: ['Oat'] },
    { name: 'Size', values: ['S', 'L'] },
  ],
  images: [image],
  variants: [variant, { ...variant, id: 8, title: 'Oat / L', available: 0, priceMinor: 1500, compareAtMinor: null }],
  status: 'active',
  publishedAt: '2026-01-01T00:00:00.000Z',
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
}

describe('products', () => {
  it('speak hundredths and options in order, and publish no exact stock', () => {
    const json = productJs(product, 'JPY')
    expect(json).toMatchObject({ price: 100_000, price_max: 150_000, price_varies: true, compare_at_price: 120_000 })
    expect(json.variants[0]).toMatchObject({
      option1: 'Oat',
      option2: 'S',
      option3: null,
      name: 'Mug - Oat / S',
      available: true,
      inventory_quantity: 10,
    })
    expect(json.variants[1]).toMatchObject({ available: false, inventory_quantity: 0 })
    expect(json.featured_image).toBe(`/media/${image.key}/1440.webp`)
    expect(json.media[0]).toMatchObject({ media_type: 'image', aspect_ratio: 0.8, position: 1 })
  })

  it('say nothing of stock that is not counted or sold beyond', () => {
    const untracked = {
      ...product,
      variants: [
        { ...variant, tracked: false },
        { ...variant, policy: 'continue' as const },
      ],
    }
    for (const each of productJs(untracked, 'USD').variants) {
      expect(each.available).toBe(true)
      expect(each).not.toHaveProperty('inventory_quantity')
    }
  })

  it('without options have Shopify’s Title', () => {
    const plain = { ...product, options: [], variants: [{ ...variant, title: 'Default Title', optionValues: {} }] }
    const json = productJs(plain, 'USD')
    expect(json.options).toEqual([{ name: 'Title', position: 1, values: ['Default Title'] }])
    expect(json.variants[0]).toMatchObject({ name: 'Mug', public_title: null, option1: 'Default Title' })
  })

  it('are decimal strings in feeds', () => {
    const { variants } = productFeed(product, 'USD')
    expect(variants.map(({ price, compare_at_price }) => [price, compare_at_price])).toEqual([
      ['10.00', '12.00'],
      ['15.00', null],
    ])
    expect(productFeed(product, 'JPY').variants[0]?.price).toBe('1000')
  })
})

it('shows a cart without its secret token', () => {
  const line = {
    ...{
      variantId: 7,
      productId: 3,
      handle: 'mug',
      title: 'Mug',
      variantTitle: 'Oat / S',
      vendor: 'Ana',
      productType: 'Cup',
    },
    ...{ sku: null, quantity: 3, unitPriceMinor: 1000, compareAtMinor: null, lineTotalMinor: 3000, image, grams: 300 },
    ...{ requiresShipping: true, taxable: true, sellable: true, left: 34, optionValues: { Glaze: 'Oat', Size: 'S' } },
  }
  const cart: CartView = {
    ...{ lines: [line], note: '', attributes: {}, discountCode: null, currency: 'JPY', subtotalMinor: 3000 },
    ...{ itemCount: 3, requiresShipping: true, draft: null },
  }
  const secret = 'c'.repeat(32)
  const json = cartJs(cart, secret, null)
  expect(JSON.stringify(json)).not.toContain(secret)
  expect(json).toMatchObject({ total_price: 300_000, item_count: 3, total_weight: 900, currency: 'JPY' })
  expect(json.items[0]).toMatchObject({
    title: 'Mug - Oat / S',
    price: 100_000,
    line_price: 300_000,
    url: '/products/mug?variant=7',
    options_with_values: [
      { name: 'Glaze', value: 'Oat' },
      { name: 'Size', value: 'S' },
    ],
  })
})

describe('a discounted cart', () => {
  const line = (variantId: number, quantity: number, unitPriceMinor: number) => ({
    ...{ variantId, productId: variantId, handle: 'mug', title: 'Mug', variantTitle: 'Default Title', vendor: '' },
    ...{ productType: '', sku: null, quantity, unitPriceMinor, compareAtMinor: null, image: null, grams: 0 },
    ...{ lineTotalMinor: quantity * unitPriceMinor, requiresShipping: true, taxable: true, sellable: true, left: 9 },
    optionValues: {},
  })
  const cart: CartView = {
    ...{ lines: [line(1, 3, 1_000), line(2, 1, 500)], note: '', attributes: {}, discountCode: 'TEN', currency: 'USD' },
    ...{ subtotalMinor: 3_500, itemCount: 4, requiresShipping: true, draft: null },
  }
  const discount = {
    ...{ id: 5, title: 'Ten off', code: 'TEN', kind: 'percentage' as const, value: 1_000, buyXGetY: null },
    ...{ minimumSubtotalMinor: 0, minimumQuantity: 0, usageLimit: null, perCustomerLimit: null, timesUsed: 0 },
    ...{ active: true, startsAt: null, endsAt: null, appliesTo: { scope: 'all' as const, ids: [] } },
  }
  const application = { type: 'discount_code', title: 'TEN', value: '10.0', value_type: 'percentage' }

  it('tells a discount of the whole cart beside the lines', () => {
    const json = cartJs(cart, null, { discount, amounts: [300, 50] })
    expect(json).toMatchObject({
      original_total_price: 3_500,
      total_price: 3_150,
      total_discount: 350,
      items_subtotal_price: 3_500,
      cart_level_discount_applications: [{ ...application, target_selection: 'all', total_allocated_amount: 350 }],
      discount_codes: [{ code: 'TEN', applicable: true }],
    })
    expect(json.items.map((item) => [item.final_line_price, item.line_level_discount_allocations])).toEqual([
      [3_000, []],
      [500, []],
    ])
  })

  it('tells one of some products in their lines', () => {
    const some = { ...discount, code: null, appliesTo: { scope: 'products' as const, ids: [1] } }
    const json = cartJs(cart, null, { discount: some, amounts: [100, 0] })
    expect(json).toMatchObject({
      total_price: 3_400,
      total_discount: 100,
      items_subtotal_price: 3_400,
      cart_level_discount_applications: [],
      discount_codes: [{ code: 'TEN', applicable: false }],
    })
    expect(json.items[0]).toMatchObject({
      ...{ original_line_price: 3_000, line_price: 2_900, final_line_price: 2_900, final_price: 967, price: 1_000 },
      line_level_total_discount: 100,
      discounts: [{ amount: 100, title: 'Ten off' }],
      line_level_discount_allocations: [
        { amount: 100, discount_application: { type: 'automatic', title: 'Ten off', target_selection: 'entitled' } },
      ],
    })
    expect(json.items[1]).toMatchObject({ final_line_price: 500, line_level_discount_allocations: [] })
  })

  it('counts in hundredths for every currency', () => {
    const json = cartJs({ ...cart, currency: 'JPY' }, null, { discount, amounts: [300, 50] })
    expect(json).toMatchObject({ total_price: 315_000, total_discount: 35_000 })
  })
})

describe('bodies', () => {
  const json = (body: unknown) =>
    new Request('http://x', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const form = (body: URLSearchParams | FormData) => new Request('http://x', { method: 'POST', body })
  const multipart = new FormData()
  multipart.set('items[0][id]', '5:abc')
  multipart.set('items[0][quantity]', '2')

  it('of add are read as JSON, form and multipart', async () => {
    expect(await readCartBody(json({ items: [{ id: '5', quantity: 2 }] }), addSchema)).toEqual({
      items: [{ id: 5, quantity: 2 }],
    })
    expect(await readCartBody(form(new URLSearchParams('id=5')), addSchema)).toEqual({ id: 5, quantity: 1 })
    expect(await readCartBody(form(multipart), addSchema)).toEqual({ items: [{ id: 5, quantity: 2 }] })
  })

  it('of change and update are read', async () => {
    expect(await readCartBody(form(new URLSearchParams('line=2&quantity=0')), changeSchema)).toEqual({
      line: 2,
      quantity: 0,
    })
    const update = form(new URLSearchParams('updates[5]=1&updates[6:k]=0&note=Hi&attributes[gift]=yes'))
    expect(await readCartBody(update, updateSchema)).toMatchObject({
      updates: { 5: 1, '6:k': 0 },
      note: 'Hi',
      attributes: { gift: 'yes' },
    })
  })

  it.each([{}, { items: [] }, { id: 'x' }, { id: -1 }, { id: 5, properties: { Engraving: 'For Ana' } }, [1], null])(
    'of add are refused: %j',
    async (body) => {
      await expect(readCartBody(json(body), addSchema)).rejects.toMatchObject({ code: 'invalid_request' })
    },
  )

  it('that are too large are refused', async () => {
    const large = form(new URLSearchParams({ note: 'x'.repeat(70_000) }))
    await expect(readCartBody(large, updateSchema)).rejects.toMatchObject({ code: 'invalid_request' })
  })
})
