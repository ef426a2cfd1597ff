/** Opening a store: everything it needs or nothing, and one winner for an address. */
import { beforeAll, expect, it } from 'vitest'
import { readStore, withStore } from '@/db/store'
import { findMembership, listMemberships } from '@/lib/team/memberships'
import { signUp } from '@/lib/users/commands'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'
import { createStore, isSlugFree, updateStoreSettings } from './commands'
import { getStoreProfile } from './queries'

let db: TestDatabase
let ownerId: number
let strangerId: number

beforeAll(async () => {
  db = await openTestDatabase()
  ownerId = (await signUp({ name: 'Owner', email: 'owner@example.test', password: 'a long password' })).userId
  strangerId = (await signUp({ name: 'Other', email: 'other@example.test', password: 'a long password' })).userId
})

const wish = (slug: string) => ({ ownerId, slug, name: 'Shop', country: 'DE', currency: 'EUR' })

it('furnishes a store in one go', async () => {
  expect(await isSlugFree('furnished')).toBe(true)
  const { storeId } = await createStore(wish('furnished'))
  expect(await isSlugFree('furnished')).toBe(false)
  const profile = await readStore(storeId, getStoreProfile)
  expect(profile).toMatchObject({ slug: 'furnished', currency: 'EUR', locale: 'de-DE', taxInclusive: true })
  const zones = await db.admin`select z.countries, r.price_minor::int as price from shipping_zones z
    join shipping_rates r on r.store_id = z.store_id and r.zone_id = z.id where z.store_id = ${storeId} order by z.id`
  expect(zones.map((zone) => ({ ...zone }))).toEqual([
    { countries: ['DE'], price: 500 },
    { countries: ['*'], price: 2000 },
  ])
  const [counts] = await db.admin`select
    (select count(*)::int from store_counters where store_id = ${storeId}) as counters,
    (select count(*)::int from themes where store_id = ${storeId} and role = 'main') as themes,
    (select count(*)::int from outbox where store_id = ${storeId} and topic = 'store.created') as events`
  expect({ ...counts }).toEqual({ counters: 1, themes: 1, events: 1 })
  expect(await findMembership(ownerId, 'furnished')).toMatchObject({ storeId, role: 'owner' })
  expect(await findMembership(strangerId, 'furnished')).toBeNull()
  expect((await listMemberships(strangerId)).length).toBe(0)
})

it('has one winner among ten claims of an address, and leaves nothing of the others', async () => {
  const claims = await Promise.allSettled(Array.from({ length: 10 }, () => createStore(wish('contested'))))
  expect(claims.filter((claim) => claim.status === 'fulfilled')).toHaveLength(1)
  for (const claim of claims) {
    if (claim.status === 'rejected')
      expect(claim.reason).toMatchObject({ code: 'slug_taken', fields: { slug: /taken/ } })
  }
  const [rows] = await db.admin`select count(*)::int as stores,
    (select count(*)::int from memberships where user_id = ${ownerId}) as memberships from stores where owner_id = ${ownerId}`
  expect(rows?.stores).toBe(rows?.memberships)
})

it.each(['admin', 'xn--bcher-kva', 'ab', '-shop', 'Shop', 'ab--c'])('refuses the address %s', async (slug) => {
  const before = await db.admin`select count(*)::int as n from stores`
  await expect(createStore(wish(slug))).rejects.toMatchObject({ code: 'invalid_request', fields: { slug: /./ } })
  expect(await db.admin`select count(*)::int as n from stores`).toEqual(before)
})

it('changes the settings of its own store alone', async () => {
  const [mine, other] = [await createStore(wish('mine-one')), await createStore(wish('other-one'))]
  await withStore(mine.storeId, (tx) => updateStoreSettings(tx, { name: 'Renamed', email: 'new@example.test' }))
  expect(await readStore(mine.storeId, getStoreProfile)).toMatchObject({ name: 'Renamed', email: 'new@example.test' })
  expect(await readStore(other.storeId, getStoreProfile)).toMatchObject({ name: 'Shop' })
})
