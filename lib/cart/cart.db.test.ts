/** The cart: what is kept, what is refused, and that concurrent changes neither lose nor overstep. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readStore, withStore } from '@/db/store'
import { sha256 } from '@/lib/ids'
import { arrangeProduct } from '@/tests/support/catalog'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'
import { addToCart, clearCart, setCartDetails, setQuantities, setQuantity } from './commands'
import { findCartId, getCart } from './queries'
import { type CartItemInput, MAX_CART_LINES } from './types'

let db: TestDatabase
let store: number
let other: number
let mug: number
let few: number
let ebook: number
let draft: number
let foreign: number
let many: number[]

beforeAll(async () => {
  db = await openTestDatabase()
  store = await db.createStore('carts')
  other = await db.createStore('others', { currency: 'EUR' })
  const add = async (storeId: number, handle: string, variant: object, status: 'active' | 'draft' = 'active') => {
    const product = { handle, title: handle, status, images: [`${handle}-picture`], variants: [variant] }
    return (await arrangeProduct(db.admin, storeId, product)).variantIds[0] ?? 0
  }
  mug = await add(store, 'mug', { priceMinor: 2800, compareAtMinor: 3000, sku: 'MUG', available: 9_999, grams: 340 })
  few = await add(store, 'few', { priceMinor: 500, available: 3 })
  ebook = await add(store, 'ebook', { priceMinor: 900, tracked: false, available: 0, requiresShipping: false })
  draft = await add(store, 'draft', {}, 'draft')
  foreign = await add(other, 'foreign', {})
  const variants = Array.from({ length: MAX_CART_LINES + 1 }, (_, i) => ({ title: `No. ${i}`, available: 50 }))
  many = (await arrangeProduct(db.admin, store, { handle: 'many', variants })).variantIds
})

let token: string
beforeEach(async () => {
  token = await add(null, [{ variantId: mug, quantity: 1 }])
})

async function add(to: string | null, items: CartItemInput[]): Promise<string> {
  return (await withStore(store, (tx) => addToCart(tx, to, items))).token
}
const cart = (of: string | null = token) => readStore(store, (tx) => getCart(tx, of))

describe('addToCart', () => {
  it('creates a cart, answers it, and keeps only the hash of its token', async () => {
    const added = await withStore(store, (tx) => addToCart(tx, null, [{ variantId: mug, quantity: 2 }]))
    expect(added.token).toMatch(/^[0-9a-f]{32}$/)
    expect(added.cart).toMatchObject({ currency: 'USD', subtotalMinor: 5600, itemCount: 2, requiresShipping: true })
    expect(added.cart.lines).toMatchObject([
      { variantId: mug, handle: 'mug', quantity: 2, unitPriceMinor: 2800, compareAtMinor: 3000, lineTotalMinor: 5600 },
    ])
    expect(added.cart.lines[0]).toMatchObject({ sellable: true, left: 9_999, image: { key: 'mug-picture' } })
    expect(await cart(added.token)).toEqual(added.cart)
    const rows = await db.admin`select token_hash from carts where token_hash = ${sha256(added.token)}`
    expect(rows).toHaveLength(1)
  })

  it('adds to the line that is there, and puts a new line first', async () => {
    expect(
      await add(token, [
        { variantId: mug, quantity: 4 },
        { variantId: ebook, quantity: 1 },
      ]),
    ).toBe(token)
    const { lines } = await cart()
    expect(lines.map((line) => [line.variantId, line.quantity, line.left])).toEqual([
      [ebook, 1, null],
      [mug, 5, 9_999],
    ])
  })

  it('gives a new token for one it does not know, so that nobody chooses another’s', async () => {
    const chosen = 'f'.repeat(32)
    const given = await add(chosen, [{ variantId: mug, quantity: 1 }])
    expect(given).not.toBe(chosen)
    expect((await cart(chosen)).lines).toEqual([])
    expect((await cart(given)).itemCount).toBe(1)
  })

  it('loses nothing when many add at once', async () => {
    const variants = [mug, ebook, ...many.slice(0, 3)]
    const adds = Array.from({ length: 40 }, (_, i) => ({ variantId: variants[i % variants.length] ?? 0, quantity: 1 }))
    const tokens = await Promise.all(adds.map((item) => add(token, [item])))
    expect(new Set(tokens)).toEqual(new Set([token]))
    expect((await cart()).itemCount).toBe(41)
  })

  it('lets no race overstep the stock', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => add(token, [{ variantId: few, quantity: 1 }])),
    )
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(3)
    for (const each of tries)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'out_of_stock' })
    expect((await cart()).lines.find((line) => line.variantId === few)?.quantity).toBe(3)
  })
})

describe('what addToCart refuses', () => {
  it('more than is left, naming the line; nothing changes', async () => {
    await expect(
      add(token, [
        { variantId: mug, quantity: 1 },
        { variantId: few, quantity: 4 },
      ]),
    ).rejects.toMatchObject({
      code: 'out_of_stock',
      message: 'Only 3 of “few” are left.',
      details: { lines: [{ variantId: few, left: 3 }] },
    })
    expect((await cart()).lines.map((line) => line.quantity)).toEqual([1])
  })

  it('variants of drafts, of other stores and of nobody', async () => {
    await expect(add(token, [{ variantId: draft, quantity: 1 }])).rejects.toMatchObject({ code: 'not_found' })
    await expect(add(token, [{ variantId: foreign, quantity: 1 }])).rejects.toMatchObject({ code: 'not_found' })
    await expect(add(null, [{ variantId: 2 ** 52, quantity: 1 }])).rejects.toMatchObject({ code: 'not_found' })
    expect((await cart()).lines).toHaveLength(1)
  })

  it.each([0, -1, 1.5, 10_000, Number.NaN])('a quantity of %s', async (quantity) => {
    await expect(add(token, [{ variantId: mug, quantity }])).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('a line past 9,999 and a cart past 250 lines, also when two add at once', async () => {
    await expect(add(token, [{ variantId: mug, quantity: 9_999 }])).rejects.toMatchObject({
      fields: { quantity: 'A line holds at most 9999 units.' },
    })
    const first = many.slice(0, MAX_CART_LINES - 2).map((variantId) => ({ variantId, quantity: 1 }))
    await add(token, first)
    const rest = many.slice(MAX_CART_LINES - 2)
    const tries = await Promise.allSettled(rest.map((variantId) => add(token, [{ variantId, quantity: 1 }])))
    expect(tries.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect((await cart()).lines).toHaveLength(MAX_CART_LINES)
  })
})

describe('changes', () => {
  const set = (variantId: number, quantity: number) =>
    withStore(store, (tx) => setQuantity(tx, token, variantId, quantity))

  it('sets, removes and adds lines', async () => {
    expect((await set(mug, 7)).itemCount).toBe(7)
    expect((await set(ebook, 2)).itemCount).toBe(9)
    expect((await set(mug, 0)).lines.map((line) => line.variantId)).toEqual([ebook])
    const both = [
      { variantId: mug, quantity: 1 },
      { variantId: ebook, quantity: 0 },
    ]
    expect((await withStore(store, (tx) => setQuantities(tx, token, both))).itemCount).toBe(1)
    expect((await cart()).lines).toMatchObject([{ variantId: mug, quantity: 1 }])
  })

  it('refuses too many, a strange cart, and a cart of another store', async () => {
    await expect(set(few, 4)).rejects.toMatchObject({ code: 'out_of_stock' })
    await expect(withStore(store, (tx) => setQuantity(tx, null, mug, 1))).rejects.toMatchObject({ code: 'not_found' })
    await expect(withStore(other, (tx) => setQuantity(tx, token, foreign, 1))).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await withStore(store, (tx) => setQuantity(tx, null, mug, 0))).lines).toEqual([])
    expect((await readStore(other, (tx) => getCart(tx, token))).lines).toEqual([])
    expect(await readStore(other, (tx) => findCartId(tx, token))).toBeNull()
    expect(await readStore(store, (tx) => findCartId(tx, token))).toBeGreaterThan(0)
  })

  it('leaves a line alone that is no longer left while another changes', async () => {
    await set(few, 3)
    await db.admin`update inventory_levels set available = 1 where store_id = ${store} and variant_id = ${few}`
    try {
      const changed = await set(mug, 2)
      expect(changed.lines.find((line) => line.variantId === few)).toMatchObject({
        quantity: 3,
        sellable: false,
        left: 1,
      })
    } finally {
      await db.admin`update inventory_levels set available = 3 where store_id = ${store} and variant_id = ${few}`
    }
  })

  it('keeps note, attributes and code, and clears', async () => {
    const details = (input: Parameters<typeof setCartDetails>[2]) =>
      withStore(store, (tx) => setCartDetails(tx, token, input))
    await details({ note: 'Ring twice', attributes: { gift: 'yes', card: 'Hi' }, discountCode: ' ten ' })
    expect(await details({ attributes: { card: '' } })).toMatchObject({
      note: 'Ring twice',
      attributes: { gift: 'yes' },
      discountCode: 'TEN',
    })
    expect((await details({ discountCode: null })).discountCode).toBeNull()
    const long = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`a${i}`, 'x']))
    await details({ attributes: long })
    const more = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`b${i}`, 'x']))
    await expect(details({ attributes: more })).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(details({ note: 'x'.repeat(5_001) })).rejects.toMatchObject({ code: 'invalid_request' })
    await expect(details({ note: '\0' })).rejects.toMatchObject({ code: 'invalid_request' })
    expect(await withStore(store, (tx) => clearCart(tx, token))).toMatchObject({ lines: [], note: '', attributes: {} })
    expect(await withStore(store, (tx) => clearCart(tx, null))).toMatchObject({ lines: [], currency: 'USD' })
  })
})
