/** What a plan holds, at its edge and under races. */
import { expect, it } from 'vitest'
import { withStore } from '@/db/store'
import { createProduct } from '@/lib/catalog/commands'
import { draftOf, productSchema } from '@/lib/catalog/inputs'
import { requireRoom, usageOf } from '@/lib/plans/limits'
import { openTestDatabase } from '@/tests/support/database'

const db = await openTestDatabase()
const stock = { tracked: true, policy: 'deny', shown: 0, wanted: 0 }
const mug = productSchema.parse({
  ...{ id: null, version: null, title: 'Blue Mug', handle: 'blue-mug', status: 'draft', tags: [], images: [] },
  ...{ descriptionHtml: '', seoDescription: '', vendor: '', productType: '', options: [] },
  variants: [
    {
      id: null,
      values: [],
      price: '12',
      compareAt: '',
      sku: '',
      grams: 250,
      requiresShipping: true,
      taxable: true,
      stock,
    },
  ],
})

it('refuses the product after the last one, names the plan that lifts it, and lets no race past', async () => {
  const storeId = await db.createStore('full-shelf')
  await db.admin`insert into products (store_id, handle, title)
    select ${storeId}, 'p' || n, 'P' from generate_series(1, 9998) n`
  const add = (n: number) =>
    withStore(storeId, async (tx) => {
      await requireRoom(tx, 'products')
      await tx.execute(`insert into products (store_id, handle, title) values (${storeId}, 'race-${n}', 'R')`)
    })
  const results = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => add(n)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect((await withStore(storeId, usageOf)).products).toBe(10_000)
  const refused = withStore(storeId, (tx) => createProduct(tx, draftOf(mug, 'USD'), true))
  await expect(refused).rejects.toMatchObject({
    code: 'plan_limit_reached',
    message: 'The Basic plan holds 10,000 products. Professional holds 100,000: change the plan under Settings, Plan.',
  })
})

it('counts by the smaller plan from the moment it was chosen', async () => {
  const storeId = await db.createStore('shrinking')
  await db.admin`update stores set plan = 'professional', next_plan = 'basic' where id = ${storeId}`
  await db.admin`insert into custom_domains (store_id, domain, verified_at)
    select ${storeId}, 'd' || n || '.example.test', now() from generate_series(1, 9) n`
  await db.admin`insert into domain_claims (store_id, domain, verification_token, status, expires_at) values
    (${storeId}, 'd1.example.test', 't', 'verified', now()), (${storeId}, 'd10.example.test', 't', 'pending', now())`
  expect((await withStore(storeId, usageOf)).domains).toBe(10)
  await expect(withStore(storeId, (tx) => requireRoom(tx, 'domains'))).rejects.toThrow(
    'The store changes to the Basic plan, which holds 10 domains. Professional holds 25',
  )
  await db.admin`update stores set next_plan = null where id = ${storeId}`
  await withStore(storeId, (tx) => requireRoom(tx, 'domains'))
})

it('does not count the owner, nor another store’s things', async () => {
  const storeId = await db.createStore('small-team')
  const [mine] = [await db.createStore('other-team')]
  await db.admin`insert into memberships (store_id, user_id, role)
    select ${storeId}, owner_id, 'staff' from stores where id = ${mine}`
  expect(await withStore(storeId, usageOf)).toEqual({ products: 0, staff: 1, domains: 0, webhooks: 0 })
  expect(await withStore(mine ?? 0, usageOf)).toMatchObject({ staff: 0 })
})
