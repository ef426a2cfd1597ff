/** The second opinion on whose request this is: from the host alone, against PostgreSQL, failing closed. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { MEMORY_MS } from '@/lib/tenancy/resolve'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'

let received: Record<string, string> = {}
vi.mock('next/headers', () => ({ headers: async () => new Headers(received) }))

let db: TestDatabase
let acme: number
let bolt: number
let storeContext: typeof import('./store-context').storeContext
let lookupStore: typeof import('@/lib/tenancy/lookup').lookupStore

beforeAll(async () => {
  db = await openTestDatabase()
  vi.stubEnv('PLATFORM_HOST', 'stoa.test')
  vi.stubEnv('STORES_DOMAIN', 'shops.test:3000')
  acme = await db.createStore('acme')
  bolt = await db.createStore('bolt')
  await db.admin`insert into custom_domains (store_id, domain, verified_at) values
    (${acme}, 'acme.example.test', now()), (${acme}, 'unverified.example.test', null)`
  storeContext = (await import('./store-context')).storeContext
  lookupStore = (await import('@/lib/tenancy/lookup')).lookupStore
  return () => vi.unstubAllEnvs()
})

const at = (host: string, pathStore?: number, more: Record<string, string> = {}) => {
  received = { host, ...more }
  return storeContext(pathStore === undefined ? undefined : String(pathStore))
}

describe('storeContext', () => {
  it('names the store of the subdomain and of the verified domain', async () => {
    expect(await at('acme.shops.test:3000')).toEqual({
      storeId: acme,
      slug: 'acme',
      host: 'acme.shops.test:3000',
      origin: 'http://acme.shops.test:3000',
    })
    expect(await at('ACME.example.test.', acme)).toMatchObject({ storeId: acme, host: 'acme.example.test.' })
  })

  it.each([
    ['unverified.example.test'],
    ['nobody.shops.test'],
    ['shops.test'],
    ['a.acme.shops.test'],
    ['stoa.test'],
    ['127.0.0.1'],
    [''],
  ])('finds nothing at %j', async (host) => {
    await expect(at(host)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('refuses a path of another store', async () => {
    await expect(at('acme.shops.test', bolt)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('believes no header but Host', async () => {
    const forged = { 'x-forwarded-host': 'bolt.shops.test', 'x-store-id': String(bolt), 'x-stoa-proof': 'f'.repeat(64) }
    expect((await at('acme.shops.test', undefined, forged)).storeId).toBe(acme)
    await expect(at('localhost:3000', undefined, forged)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is unavailable for a suspended store and finds no closed one', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await db.admin`update stores set status = 'suspended' where id = ${bolt}`
    vi.advanceTimersByTime(MEMORY_MS)
    await expect(at('bolt.shops.test')).rejects.toMatchObject({ code: 'unavailable' })
    await db.admin`update stores set status = 'closed' where id = ${bolt}`
    vi.advanceTimersByTime(MEMORY_MS)
    await expect(at('bolt.shops.test')).rejects.toMatchObject({ code: 'not_found' })
    vi.useRealTimers()
  })
})

describe('lookupStore', () => {
  it('takes names as they are: no pattern, no SQL', async () => {
    for (const slug of ['%', 'acme%', "acme' or true --", '']) {
      expect(await lookupStore({ kind: 'subdomain', slug })).toBeNull()
      expect(await lookupStore({ kind: 'custom', domain: slug })).toBeNull()
    }
  })
})
