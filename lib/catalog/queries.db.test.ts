/** What listings and product pages read, and that no read crosses stores. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readStore } from '@/db/store'
import { searchProducts } from '@/lib/search/queries'
import { arrangeCollection, arrangeProduct } from '@/tests/support/catalog'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'
import { findPage, listPages } from './content'
import {
  findCollection,
  findProductByHandle,
  getProduct,
  listCollections,
  listProducts,
  relatedProducts,
} from './queries'
import type { Listing } from './types'

let db: TestDatabase
let store: number
let other: number
const ids: Record<string, number> = {}

beforeAll(async () => {
  db = await openTestDatabase()
  store = await db.createStore('catalog')
  other = await db.createStore('other')
  const add = async (product: Parameters<typeof arrangeProduct>[2]) => {
    ids[product.handle] = (await arrangeProduct(db.admin, store, product)).id
  }
  await add({
    handle: 'mug',
    title: 'Blue Mug',
    vendor: 'Ana Potter',
    publishedAt: '2026-03-01',
    options: [
      { name: 'Glaze', values: ['Oat', 'Tide'], swatches: { Oat: '#eee', Tide: '#123' } },
      { name: 'Size', values: ['S'] },
    ],
    images: ['a', 'b', 'c'],
    variants: [
      { title: 'Oat / S', optionValues: { Glaze: 'Oat', Size: 'S' }, sku: 'M-1', priceMinor: 2800, available: 0 },
      { title: 'Tide / S', optionValues: { Glaze: 'Tide', Size: 'S' }, priceMinor: 2000, compareAtMinor: 2500 },
    ],
  })
  await add({ handle: 'bowl', title: 'apple bowl', publishedAt: '2026-02-01', variants: [{ available: 0 }] })
  await add({
    handle: 'vase',
    title: 'Vase',
    publishedAt: '2026-01-01',
    variants: [{ priceMinor: 9000, available: 0, policy: 'continue' }],
  })
  await add({ handle: 'draft', title: 'Secret mug', status: 'draft' })
  await arrangeCollection(db.admin, store, 'table', [ids.vase ?? 0, ids.draft ?? 0, ids.mug ?? 0])
  await arrangeCollection(db.admin, store, 'empty', [])
  const foreign = await arrangeProduct(db.admin, other, { handle: 'mug', title: 'Foreign mug' })
  await arrangeCollection(db.admin, other, 'table', [foreign.id])
  await db.admin`insert into pages (store_id, kind, handle, title, body_html) values
    (${store}, 'page', 'about', 'About', '<p>Hi</p>'), (${store}, 'policy', 'about', 'Policy', 'p'),
    (${other}, 'page', 'hidden', 'Hidden', 'x')`
})

const handles = async (listing: Listing) =>
  (await readStore(store, (tx) => listProducts(tx, listing))).products.map((product) => product.handle)

describe('listProducts', () => {
  it('makes a card of price range, availability, first two pictures and swatches', async () => {
    const { products } = await readStore(store, (tx) => listProducts(tx))
    expect(products.find((product) => product.handle === 'mug')).toEqual({
      id: ids.mug,
      handle: 'mug',
      title: 'Blue Mug',
      vendor: 'Ana Potter',
      productType: '',
      priceMinor: 2000,
      priceMaxMinor: 2800,
      compareAtMinor: 2500,
      available: true,
      images: [
        { key: 'a', alt: 'Picture a', width: 800, height: 1000 },
        { key: 'b', alt: 'Picture b', width: 800, height: 1000 },
      ],
      optionNames: ['Glaze', 'Size'],
      swatches: { Oat: '#eee', Tide: '#123' },
    })
    expect(products.map((product) => [product.handle, product.available])).toEqual([
      ['mug', true],
      ['bowl', false],
      ['vase', true],
    ])
  })

  it('sorts', async () => {
    expect(await handles({ sort: 'title-ascending' })).toEqual(['bowl', 'mug', 'vase'])
    expect(await handles({ sort: 'price-ascending' })).toEqual(['bowl', 'mug', 'vase'])
    expect(await handles({ sort: 'price-descending' })).toEqual(['vase', 'mug', 'bowl'])
    expect(await handles({ sort: 'created-descending', collection: 'table' })).toEqual(['mug', 'vase'])
    expect(await handles({ collection: 'table' })).toEqual(['vase', 'mug'])
    expect(await handles({ collection: 'all' })).toEqual(['mug', 'bowl', 'vase'])
  })

  it('pages, and is empty past the end and for an unknown collection', async () => {
    const second = await readStore(store, (tx) => listProducts(tx, { page: 2, pageSize: 2 }))
    expect(second).toMatchObject({ total: 3, page: 2, pageSize: 2, pages: 2 })
    expect(second.products.map((product) => product.handle)).toEqual(['vase'])
    expect(await handles({ page: 9 })).toEqual([])
    expect(await handles({ page: 5_000 })).toEqual([])
    expect(await handles({ collection: 'none' })).toEqual([])
    expect(await handles({ collection: 'a\0b' })).toEqual([])
  })
})

describe('products', () => {
  it('shows an active product with variants and stock', async () => {
    const product = await readStore(store, (tx) => findProductByHandle(tx, 'mug'))
    expect(product).toMatchObject({ title: 'Blue Mug', status: 'active', publishedAt: '2026-03-01T00:00:00.000Z' })
    expect(product?.images.map((image) => image.key)).toEqual(['a', 'b', 'c'])
    expect(product?.variants[0]).toMatchObject({
      title: 'Oat / S',
      optionValues: { Glaze: 'Oat', Size: 'S' },
      sku: 'M-1',
      priceMinor: 2800,
      compareAtMinor: null,
      tracked: true,
      policy: 'deny',
      available: 0,
      version: 1,
    })
  })

  it('hides drafts from shoppers and other stores from everyone', async () => {
    expect(await readStore(store, (tx) => findProductByHandle(tx, 'draft'))).toBeNull()
    expect(await readStore(store, (tx) => findProductByHandle(tx, '\0'))).toBeNull()
    expect((await readStore(store, (tx) => getProduct(tx, ids.draft ?? 0))).status).toBe('draft')
    await expect(readStore(other, (tx) => getProduct(tx, ids.mug ?? 0))).rejects.toMatchObject({ code: 'not_found' })
    expect((await readStore(other, (tx) => findProductByHandle(tx, 'mug')))?.title).toBe('Foreign mug')
  })

  it('relates by shared collections first, then the newest', async () => {
    const related = await readStore(store, (tx) => relatedProducts(tx, ids.mug ?? 0, 4))
    expect(related.map((product) => product.handle)).toEqual(['vase', 'bowl'])
  })
})

describe('collections, pages and search', () => {
  it('counts active products and shows the first picture', async () => {
    expect(await readStore(store, (tx) => findCollection(tx, 'table'))).toMatchObject({
      productCount: 2,
      image: { key: 'a' },
    })
    expect(await readStore(store, (tx) => findCollection(tx, 'none'))).toBeNull()
    const all = await readStore(store, (tx) => listCollections(tx))
    expect(all.map((collection) => [collection.handle, collection.productCount])).toEqual([
      ['table', 2],
      ['empty', 0],
    ])
  })

  it('finds pages by kind and handle', async () => {
    expect((await readStore(store, (tx) => findPage(tx, 'page', 'about')))?.title).toBe('About')
    expect((await readStore(store, (tx) => findPage(tx, 'policy', 'about')))?.title).toBe('Policy')
    expect(await readStore(store, (tx) => findPage(tx, 'page', 'hidden'))).toBeNull()
    expect((await readStore(store, listPages)).map((page) => page.title)).toEqual(['About', 'Policy'])
  })

  it('searches prefixes of every word, without drafts and other stores', async () => {
    const search = async (q: string) => {
      const found = await readStore(store, (tx) => searchProducts(tx, q))
      return [found.total, ...found.products.map((product) => product.handle)]
    }
    expect(await search('blu mug')).toEqual([1, 'mug'])
    expect(await search('potter')).toEqual([1, 'mug'])
    expect(await search('secret')).toEqual([0])
    expect(await search("'); drop :* & |")).toEqual([0])
    expect(await search('!! \0')).toEqual([0])
  })
})
