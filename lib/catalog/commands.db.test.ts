/** A merchant's product from the form to the rows: variants, pictures, stock with its movements, and two editors at once. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readStore, withStore } from '@/db/store'
import { changeStock, openStock, type StockChange, setStock } from '@/lib/inventory/adjust'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'
import { listAdminProducts, listLowStock } from './admin-queries'
import { createProduct, deleteProduct, updateProduct } from './commands'
import { draftOf, type ProductInput, productSchema } from './inputs'
import { getProduct } from './queries'

let db: TestDatabase
let store: number
let other: number

beforeAll(async () => {
  db = await openTestDatabase()
  store = await db.createStore('maker')
  other = await db.createStore('other')
})

type Variant = ProductInput['variants'][number]
const variant = (values: string[], price: string, more: Partial<Variant> = {}): Variant => ({
  id: null,
  values,
  price,
  compareAt: '',
  sku: '',
  grams: 250,
  requiresShipping: true,
  taxable: true,
  stock: { tracked: true, policy: 'deny', shown: 0, wanted: 0 },
  ...more,
})
const input = (more: Partial<ProductInput> = {}): ProductInput =>
  productSchema.parse({
    id: null,
    version: null,
    title: 'Blue Mug',
    descriptionHtml: '<p onclick="x()">Thrown by <b>hand</b>.<script>steal()</script></p>',
    seoDescription: '',
    vendor: 'Kiln',
    productType: 'Mug',
    tags: ['blue', 'blue'],
    status: 'draft',
    handle: '',
    images: [{ key: 'a'.repeat(32), alt: 'A mug', width: 800, height: 1000 }],
    options: [{ name: 'Size', values: ['S', 'L'] }],
    variants: [variant(['S'], '12', { sku: 'MUG-S' }), variant(['L'], '15.50', { compareAt: '18', sku: 'MUG-L' })],
    ...more,
  })
const create = (given: ProductInput, storeId = store) =>
  withStore(storeId, (tx) => createProduct(tx, draftOf(given, 'USD'), given.handle !== ''))
const get = (id: number) => readStore(store, (tx) => getProduct(tx, id))
/** What the form sends back for a product as it is. */
async function formOf(id: number): Promise<ProductInput> {
  const product = await get(id)
  return input({
    ...product,
    variants: product.variants.map((v) =>
      variant(Object.values(v.optionValues), (v.priceMinor / 100).toFixed(2), { id: v.id, sku: v.sku ?? '' }),
    ),
  })
}

describe('createProduct', () => {
  it('writes product, variants and pictures, and cleans the description', async () => {
    const saved = await create(input())
    const product = await get(saved.id)
    expect(product).toMatchObject({ handle: 'blue-mug', tags: ['blue'], publishedAt: null, version: 1 })
    expect(product.descriptionHtml).toBe('<p>Thrown by <b>hand</b>.</p>')
    expect(product.variants.map((v) => [v.title, v.priceMinor, v.compareAtMinor])).toEqual([
      ['S', 1200, null],
      ['L', 1550, 1800],
    ])
    expect(product.variants.map((v) => v.id)).toEqual(saved.variantIds)
    expect(product.images[0]).toMatchObject({ alt: 'A mug' })
  })

  it('numbers a handle made from the title, and refuses a chosen one that is taken', async () => {
    const plain = { variants: [variant([], '1')], options: [] }
    expect((await create(input({ title: 'Twin', ...plain }))).handle).toBe('twin')
    expect((await create(input({ title: 'Twin', ...plain }))).handle).toBe('twin-2')
    await expect(create(input({ handle: 'twin', ...plain }))).rejects.toMatchObject({ fields: { handle: /address/ } })
    expect((await create(input({ handle: 'twin', ...plain }), other)).handle).toBe('twin')
  })

  it('names the field of a price, an option and a SKU that is wrong', () => {
    const wrong = input({
      options: [{ name: 'Size', values: ['S', 'S'] }],
      variants: [variant(['S'], '1,5', { sku: 'A' }), variant(['S'], '1.999', { sku: 'A' })],
    })
    expect(() => draftOf(wrong, 'USD')).toThrow(
      expect.objectContaining({
        fields: expect.objectContaining({
          'options.0.values': expect.any(String),
          'variants.0.price': '“1,5” is not a price in USD.',
          'variants.1.price': expect.any(String),
          'variants.1.sku': expect.any(String),
        }),
      }),
    )
  })
})

describe('updateProduct', () => {
  it('changes, adds and removes variants, keeps ids, and lets two SKUs swap', async () => {
    const { id } = await create(
      input({ title: 'Swap', variants: [variant(['S'], '1', { sku: 'X1' }), variant(['L'], '2', { sku: 'X2' })] }),
    )
    const form = await formOf(id)
    const [s, l] = form.variants as [Variant, Variant]
    const saved = await withStore(store, (tx) =>
      updateProduct(
        tx,
        draftOf(
          {
            ...form,
            status: 'active',
            options: [{ name: 'Size', values: ['S', 'L', 'XL'] }],
            variants: [{ ...s, sku: 'X2', price: '3' }, { ...l, sku: 'X1' }, variant(['XL'], '9')],
          },
          'USD',
        ),
      ),
    )
    const product = await get(id)
    expect(product.variants.map((v) => [v.id, v.sku, v.priceMinor])).toEqual([
      [s.id, 'X2', 300],
      [l.id, 'X1', 200],
      [saved.variantIds[2], null, 900],
    ])
    expect(product.publishedAt).not.toBeNull()
    const fewer = await formOf(id)
    await withStore(store, (tx) =>
      updateProduct(
        tx,
        draftOf({ ...fewer, options: [{ name: 'Size', values: ['S'] }], variants: fewer.variants.slice(0, 1) }, 'USD'),
      ),
    )
    expect((await get(id)).variants.map((v) => v.id)).toEqual([s.id])
  })

  it('lets one of two editors save and tells the other', async () => {
    const { id } = await create(
      input({ title: 'Contested', variants: [variant(['S'], '1')], options: [{ name: 'Size', values: ['S'] }] }),
    )
    const form = await formOf(id)
    const save = (title: string) => withStore(store, (tx) => updateProduct(tx, draftOf({ ...form, title }, 'USD')))
    const results = await Promise.allSettled([save('First'), save('Second')])
    const lost = results.find((result) => result.status === 'rejected')
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect(lost?.reason).toMatchObject({ code: 'conflict' })
    expect((await get(id)).version).toBe(2)
  })

  it('refuses another product’s variant and another store’s product', async () => {
    const [a, b] = [
      await create(input({ title: 'A', variants: [variant(['S'], '1'), variant(['L'], '1')] })),
      await create(input({ title: 'B', variants: [variant(['S'], '1'), variant(['L'], '1')] })),
    ]
    const form = await formOf(a.id)
    const stolen = { ...form, variants: form.variants.map((v, i) => ({ ...v, id: b.variantIds[i] ?? null })) }
    await expect(withStore(store, (tx) => updateProduct(tx, draftOf(stolen, 'USD')))).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(withStore(other, (tx) => updateProduct(tx, draftOf(form, 'USD')))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(withStore(other, (tx) => deleteProduct(tx, a.id))).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('stock', () => {
  const ledger = async (variantId: number) => {
    const [row] = await db.admin`select available, version,
      (select coalesce(sum(delta), 0)::int from inventory_movements where variant_id = ${variantId}) as moved
      from inventory_levels where variant_id = ${variantId}`
    return { ...row }
  }
  const change = (variantId: number, delta: number, more: Partial<StockChange> = {}): StockChange => ({
    variantId,
    delta,
    tracked: true,
    policy: 'deny',
    ...more,
  })

  it('moves with a reason, adds up, and never falls below zero', async () => {
    const { variantIds } = await create(
      input({ title: 'Stocked', variants: [variant(['S'], '1'), variant(['L'], '1')] }),
    )
    const [s, l] = variantIds as [number, number]
    await withStore(store, (tx) => openStock(tx, [change(s, 5), change(l, 9, { tracked: false })], 1))
    await Promise.all(
      Array.from({ length: 8 }, () => withStore(store, (tx) => changeStock(tx, [change(s, 2), change(l, 0)], 1))),
    )
    expect(await ledger(s)).toEqual({ available: 21, version: 9, moved: 21 })
    expect(await ledger(l)).toMatchObject({ available: 0, moved: 0 })
    const before = await ledger(s)
    await expect(withStore(store, (tx) => changeStock(tx, [change(s, -22)], 1))).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await ledger(s)).toEqual(before)
    await withStore(store, (tx) => changeStock(tx, [change(s, -22, { policy: 'continue' })], 1))
    expect(await ledger(s)).toMatchObject({ available: -1, moved: -1 })
    const reasons = await db.admin`select distinct reason from inventory_movements where variant_id = ${s} order by 1`
    expect(reasons.map((row) => row.reason)).toEqual(['adjustment', 'initial'])
  })

  it('is set to a number only from the version that was read', async () => {
    const { variantIds } = await create(input({ title: 'Counted', options: [], variants: [variant([], '1')] }))
    const [id] = variantIds as [number]
    await withStore(store, (tx) => openStock(tx, [change(id, 5)], 1))
    const set = (quantity: number) =>
      withStore(store, (tx) => setStock(tx, { variantId: id, quantity, expectedVersion: 1 }, 1))
    await set(2)
    expect(await ledger(id)).toEqual({ available: 2, version: 2, moved: 2 })
    await expect(set(7)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('the merchant’s list', () => {
  it('searches, filters and pages without losing or repeating a product', async () => {
    const shop = await db.createStore('lister')
    for (let i = 0; i < 53; i++) {
      const status = i % 2 ? 'active' : 'draft'
      const one = input({ title: `Item ${i}`, status, options: [], variants: [variant([], '2', { sku: `SKU-${i}` })] })
      await create(one, shop)
    }
    await db.admin`update products set updated_at = '2026-01-01 00:00:00.123456+00' where store_id = ${shop}`
    const list = (filter: Parameters<typeof listAdminProducts>[1]) =>
      readStore(shop, (tx) => listAdminProducts(tx, filter))
    const first = await list({})
    const second = await list({ after: first.next ?? '' })
    expect([first.products.length, second.products.length, second.next]).toEqual([50, 3, null])
    expect(new Set([...first.products, ...second.products].map((p) => p.id)).size).toBe(53)
    expect((await list({ status: 'active' })).products).toHaveLength(26)
    expect((await list({ q: 'sku-52' })).products.map((p) => p.title)).toEqual(['Item 52'])
    expect((await list({ q: '100%' })).products).toEqual([])
    expect(await readStore(shop, (tx) => listLowStock(tx, 5))).toEqual([])
  })
})
