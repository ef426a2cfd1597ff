/** The operator's list of stores: every store once whatever the filter, found by what an operator knows of it, by index. */
import { beforeAll, describe, expect, it } from 'vitest'
import { listStores, STORES_PAGE_SIZE, type StoreFilter } from '@/lib/operators/store-search'
import { findStoreSheet } from '@/lib/operators/store-sheet'
import { openTestDatabase, type TestDatabase } from '../support/database'

const MANY = 3 * STORES_PAGE_SIZE

let db: TestDatabase

beforeAll(async () => {
  db = await openTestDatabase()
  const harbor = await db.createStore('harbor-books')
  await db.admin`update stores set name = 'Harbor Books' where id = ${harbor}`
  await db.admin`insert into custom_domains (store_id, domain, verified_at) values (${harbor}, 'books.example.test', now())`
  const cafe = await db.createStore('cafe')
  await db.admin`update stores set name = 'Café Müller & Söhne', status = 'suspended' where id = ${cafe}`
  const [owner] = await db.admin`insert into users (email, name, password_hash)
    values ('many@owners.example', 'Many', 'x') returning id`
  await db.admin`insert into stores (owner_id, subdomain, name, email, currency, plan, status)
    select ${owner?.id}, 'many-' || n, 'Many ' || n, 'm@example.test', 'EUR',
      case when n % 3 = 0 then 'enterprise' else 'basic' end, case when n % 10 = 0 then 'closed' else 'active' end
    from generate_series(1, ${MANY}) n`
  await db.admin`analyze stores`
})

const list = (filter: StoreFilter) => listStores(filter, 'shops.test:3000')
const slugs = async (q: string, more: StoreFilter = {}) => (await list({ q, ...more })).stores.map(({ slug }) => slug)

async function all(filter: StoreFilter): Promise<number[]> {
  const ids: number[] = []
  for (let after: string | undefined; ; ) {
    const { stores, next } = await list({ ...filter, after })
    expect(stores.length).toBeLessThanOrEqual(STORES_PAGE_SIZE)
    ids.push(...stores.map(({ id }) => id))
    if (!next) return ids
    after = next
  }
}

describe('paging', () => {
  it.each<[StoreFilter, number]>([
    [{}, MANY + 2],
    [{ status: 'closed' }, MANY / 10],
    [{ plan: 'enterprise' }, MANY / 3],
    [{ status: 'active', plan: 'enterprise' }, MANY / 3 - MANY / 30],
    [{ q: 'many' }, MANY],
    [{ q: 'many@owners', status: 'active' }, MANY - MANY / 10],
  ])('with %j meets every store once, the newest first', async (filter, count) => {
    const ids = await all(filter)
    expect(ids).toHaveLength(count)
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a))
  })
})

describe('a search', () => {
  it.each([
    ['harbor', ['harbor-books']],
    ['BOOKS harb', ['harbor-books']],
    ['harbor-bo', ['harbor-books']],
    ['books.example', ['harbor-books']],
    ['books.example.test', ['harbor-books']],
    ['harbor-books.shops.test:3000', ['harbor-books']],
    ['harbor-books@example.test', ['harbor-books']],
    ['harbor-b@', []],
    ['müll', ['cafe']],
    ['söhne café', ['cafe']],
    ['orbor', []],
    ["' | ! & <-> :*", []],
    ['%', []],
    ['ook', []],
  ])('for %j finds %j', async (q, found) => {
    expect(await slugs(q)).toEqual(found)
  })

  it('keeps to the filters, and reads a broken cursor as none', async () => {
    expect(await slugs('cafe', { status: 'active' })).toEqual([])
    expect(await slugs('cafe', { status: 'suspended' })).toEqual(['cafe'])
    expect(await slugs('cafe', { after: "1' or true" })).toEqual(['cafe'])
  })
})

it('a store’s sheet holds its own and counts to a bound', async () => {
  const [harbor] = (await list({ q: 'harbor' })).stores
  const sheet = await findStoreSheet(harbor?.id ?? 0)
  expect(sheet).toMatchObject({
    slug: 'harbor-books',
    ownerEmail: 'harbor-books@example.test',
    staff: 1,
    productCount: 0,
  })
  expect(sheet?.domains.map(({ domain }) => domain)).toEqual(['books.example.test'])
  expect(await findStoreSheet(9_999_999)).toBeNull()
})
