/** The demo as rows: complete, the same on every machine, resumed after a kill, and never where something else is. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readPlatform, withResolver } from '@/db/platform'
import { readStore, withStore } from '@/db/store'
import { addToCart } from '@/lib/cart/commands'
import { listCollections, listProducts } from '@/lib/catalog/queries'
import { sha256 } from '@/lib/ids'
import { quoteLines } from '@/lib/pricing/quote'
import { createStore } from '@/lib/stores/commands'
import { getStoreProfile } from '@/lib/stores/queries'
import { verifyPassword } from '@/lib/users/password'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'
import { products } from '../schema/catalog'
import { stores } from '../schema/stores'
import { seedDemo } from './demo'
import { describeDemo } from './facts'
import type { Pictures } from './pictures'

let db: TestDatabase

/** Keys in place of pictures: drawing them takes most of a minute. */
const named: Pictures = async (tasks) =>
  tasks.map((task) => ({ key: sha256(JSON.stringify(task)).slice(0, 32), width: 1200, height: 1500 }))
const silent = () => {}
const count = async (table: string) => Number((await db.admin.unsafe(`select count(*) from ${table}`))[0]?.count)

beforeAll(async () => {
  db = await openTestDatabase()
  const killed: Pictures = async () => {
    throw new Error('killed while drawing')
  }
  await expect(seedDemo(killed, silent)).rejects.toThrow('killed while drawing')
  expect(await count('users')).toBe(0)
  expect(await seedDemo(named, silent)).toBe(true)
})

describe('the seeded demo', () => {
  it('is what --describe says', async () => {
    const { merchants, stores: described } = describeDemo()
    const rows = await readPlatform((tx) => tx.select().from(stores).orderBy(stores.id))
    expect(rows.map(({ id, slug, currency, status }) => ({ id, slug, currency, status }))).toEqual(
      described.map(({ id, slug, currency }) => ({ id, slug, currency, status: 'active' })),
    )
    for (const { email, password, stores: slugs } of merchants) {
      const [user] = await db.admin`select password_hash from users where email = ${email}`
      expect(await verifyPassword(user?.password_hash, password)).toBe(true)
      const mine = await db.admin`select s.subdomain from memberships m join stores s on s.id = m.store_id
        join users u on u.id = m.user_id where u.email = ${email} order by s.id`
      expect(mine.map((row) => row.subdomain)).toEqual(slugs)
    }
    const [found] = await withResolver((tx) =>
      tx.execute<{ slug: string; redirect_to_primary: boolean }>(
        `select * from resolve_store(null, 'books.example.test')`,
      ),
    )
    expect(found).toMatchObject({ slug: 'harbor-books', redirect_to_primary: false })
  })

  it.each([1, 2])('sells in store %s: products, pictures, stock, a quote', async (storeId) => {
    const [listing, collections, profile] = await readStore(storeId, (tx) =>
      Promise.all([listProducts(tx, { pageSize: 100 }), listCollections(tx), getStoreProfile(tx)]),
    )
    expect(listing.total).toBeGreaterThanOrEqual(28)
    for (const product of listing.products) {
      expect(product.images).toHaveLength(2)
      expect(product.priceMinor).toBeGreaterThan(0)
    }
    expect(listing.products.some((product) => !product.available)).toBe(true)
    for (const collection of collections) expect(collection.productCount).toBeGreaterThan(0)
    expect(profile).toMatchObject({
      chargesEnabled: true,
      theme: { hero: { imageKey: expect.stringMatching(/^[0-9a-f]{32}$/) } },
    })
    const variant = await firstSellable(storeId)
    const { cart } = await withStore(storeId, (tx) => addToCart(tx, null, [{ variantId: variant, quantity: 1 }]))
    const { quote } = await readStore(storeId, (tx) =>
      quoteLines(tx, { lines: cart.lines, destination: { country: storeId === 1 ? 'US' : 'IE', province: 'ME' } }),
    )
    expect(quote.tax).toBeGreaterThan(0)
    expect(quote.taxInclusive).toBe(storeId === 2)
  })

  it('balances stock with its movements', async () => {
    const wrong = await db.admin`select l.variant_id from inventory_levels l
      left join (select store_id, variant_id, sum(delta) as moved from inventory_movements group by 1, 2) m
        on m.store_id = l.store_id and m.variant_id = l.variant_id
      where l.available <> coalesce(m.moved, 0)`
    expect(wrong).toHaveLength(0)
  })

  it('leaves the identities behind its ids', async () => {
    const created = await createStore({
      ownerId: 1,
      name: 'Third',
      slug: 'third-store',
      country: 'US',
      currency: 'USD',
    })
    expect(created.storeId).toBe(3)
    const before = Number((await db.admin`select max(id) from products`)[0]?.max)
    const [row] = await withStore(1, (tx) =>
      tx.insert(products).values({ storeId: 1, handle: 'new-one', title: 'New' }).returning({ id: products.id }),
    )
    expect(row?.id).toBeGreaterThan(before)
  })

  it('is written once', async () => {
    const before = await count('variants')
    expect(await seedDemo(named, silent)).toBe(false)
    expect(await count('variants')).toBe(before)
  })
})

it('finishes what a killed seed began', async () => {
  await db.admin.unsafe('truncate users, stores cascade')
  await db.admin.unsafe(
    'truncate products, variants, carts, discounts, shipping_zones, tax_rates, inventory_movements, inventory_levels cascade',
  )
  await seedDemo(named, silent)
  const variants = await count('variants')
  await db.admin.unsafe(`truncate memberships, custom_domains, store_counters; update stores set status = 'closed'`)
  await db.admin.unsafe('delete from collection_products where store_id = 2; delete from products where store_id = 2')
  for (const table of [
    'collections',
    'pages',
    'themes',
    'discounts',
    'shipping_zones',
    'tax_rates',
    'inventory_movements',
  ]) {
    await db.admin.unsafe(`delete from ${table} where store_id = 2`)
  }
  expect(await seedDemo(named, silent)).toBe(true)
  expect(await count('variants')).toBe(variants)
  expect(await count('memberships')).toBe(3)
})

it('stays away from users and stores that are not its own', async () => {
  await db.admin.unsafe('truncate users, stores cascade')
  await db.createStore('somebody')
  expect(await seedDemo(named, silent)).toBe(false)
})

async function firstSellable(storeId: number): Promise<number> {
  const [row] = await db.admin`select variant_id from inventory_levels l join variants v
    on v.store_id = l.store_id and v.id = l.variant_id
    where l.store_id = ${storeId} and l.available > 3 and v.requires_shipping order by 1 limit 1`
  return Number(row?.variant_id)
}
