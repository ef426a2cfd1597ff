/** The operator's commands on stores: opened as in the browser, and done when the change stands, however slow Redis is. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bePatientWithRedis } from '@/lib/kv'
import { openStoreFor } from '@/lib/stores/open-for'
import { setSuspended } from '@/lib/stores/suspend'
import { startRedis } from '@/local/redis/server'
import { followed } from '@/scripts/cli/stores'
import { openTestDatabase, type TestDatabase } from '../support/database'

/** Longer than a server that serves shoppers waits for Redis. */
const SLOW_MS = 400

let db: TestDatabase
let redis: Awaited<ReturnType<typeof startRedis>>
let slow: Server
let refusals = 0
let asked = 0

beforeAll(async () => {
  db = await openTestDatabase()
  redis = await startRedis({ token: 'secret' })
  slow = createServer(async (request, response) => {
    asked += 1
    if (refusals-- > 0) return request.socket.destroy()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS))
    const { url = '', method, headers } = request
    const answer = await fetch(redis.url + url, {
      method,
      headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
      body: Buffer.concat(chunks),
    })
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve))
  process.env.UPSTASH_REDIS_REST_URL = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`
  process.env.UPSTASH_REDIS_REST_TOKEN = 'secret'
  bePatientWithRedis()
})
beforeEach(() => {
  refusals = 0
})
afterAll(async () => {
  slow.closeAllConnections()
  slow.close()
  await redis.stop()
})

const statusOf = async (slug: string) =>
  (await db.admin`select status from stores where subdomain = ${slug}`)[0]?.status
const suspend = (slug: string) => followed(slug, () => setSuspended(slug, true), 1)

describe('suspending', () => {
  it('is told to a Redis that is slow', async () => {
    const storeId = await db.createStore('slow-redis')
    expect(await suspend('slow-redis')).toEqual({ storeId, late: '' })
    expect(await statusOf('slow-redis')).toBe('suspended')
  })

  it('is told again to one that first did not answer', async () => {
    await db.createStore('back-again')
    refusals = 3
    expect((await suspend('back-again')).late).toBe('')
    expect(await statusOf('back-again')).toBe('suspended')
  })

  it('stands without Redis, is tried a few times, and says what shoppers may see', async () => {
    await db.createStore('no-redis')
    const before = asked
    refusals = Number.POSITIVE_INFINITY
    expect((await suspend('no-redis')).late).toMatch(/old state for up to half a minute/)
    expect(await statusOf('no-redis')).toBe('suspended')
    expect(asked - before).toBeGreaterThanOrEqual(5)
    expect(asked - before).toBeLessThanOrEqual(5 * 4)
  })

  it('fails where nothing was changed', async () => {
    await expect(suspend('nobody-has-this')).rejects.toMatchObject({ code: 'not_found' })
    await db.createStore('closed-one')
    await db.admin`update stores set status = 'closed' where subdomain = 'closed-one'`
    await expect(suspend('closed-one')).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('opening a store for somebody', () => {
  const input = { name: 'Lamps', slug: 'lamps', country: 'JP', currency: 'JPY' }

  it('makes what the browser makes, owned by the account of the address', async () => {
    await db.createStore('has-account')
    const { storeId } = await openStoreFor(' Has-Account@example.test ', input)
    const [store] = await db.admin`select s.currency, s.tax_inclusive, s.email, m.role, u.email as owner,
        (select count(*)::int from shipping_zones z where z.store_id = s.id) as zones
      from stores s join users u on u.id = s.owner_id join memberships m on m.store_id = s.id and m.user_id = u.id
      where s.id = ${storeId}`
    expect(store).toEqual({
      currency: 'JPY',
      tax_inclusive: true,
      email: 'has-account@example.test',
      role: 'owner',
      owner: 'has-account@example.test',
      zones: 2,
    })
  })

  it.each([
    ['an address without account', 'stranger@example.test', {}, /no account: its owner signs up/],
    ['a reserved address', 'has-account@example.test', { slug: 'admin' }, /slug: This address is reserved/],
    ['an unknown country', 'has-account@example.test', { slug: 'lamps-2', country: 'ZZ' }, /country: Choose/],
    ['a taken address', 'has-account@example.test', {}, /taken/],
  ])('refuses %s and changes nothing', async (_what, email, more, words) => {
    const count = async () =>
      (
        await db.admin`select count(*)::int as stores, (select count(*)::int from users) as users
      from stores`
      )[0]
    const before = await count()
    await expect(openStoreFor(email, { ...input, ...more })).rejects.toThrow(words)
    expect(await count()).toEqual(before)
  })
})
