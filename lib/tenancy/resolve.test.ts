/** How old a host's answer may be, and what happens while Redis or the resolver is away. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createKv, platformKeys } from '@/lib/kv'
import { startRedis } from '@/local/redis/server'
import { createResolver, KEPT_MS, MEMORY_MS, ResolverUnavailableError, UNHEARD_MS } from './resolve'
import type { StoreEntry } from './store-entry'

const NAMES = { storesDomain: 'shops.test' }
const ACME: StoreEntry = {
  storeId: 7,
  slug: 'acme',
  status: 'active',
  primaryDomain: null,
  redirectToPrimary: true,
  lock: null,
  former: false,
}
const AT = { kind: 'subdomain', slug: 'acme' } as const
const HOST = 'acme.shops.test'
/** The Redis of these tests answers, however busy the machine is; how long one is waited for is kv.test.ts's. */
const ANSWERED_MS = 20_000

let server: Awaited<ReturnType<typeof startRedis>>
beforeAll(async () => {
  server = await startRedis({ token: 'secret' })
})
afterAll(() => server.stop())

/** A process of its own: own memory, own clock, and a database (`ask`) that the test fills. */
function start(options: { redis?: 'none' | 'down'; hears?: boolean } = {}) {
  const clock = { time: 1_000_000 }
  const ask = vi.fn(async (): Promise<StoreEntry | null> => ACME)
  const url = options.redis === 'down' ? 'http://127.0.0.1:9' : server.url
  const redis = options.redis === 'none' ? null : createKv({ url, token: 'secret' }, undefined, ANSWERED_MS)
  const published: string[] = []
  const heard: string[] = []
  let expire = (_hosts: string[]): void => {}
  const sync = async () => {
    expire(heard.splice(0))
    return options.hears ?? false
  }
  const hearing = { sync, publish: async (hosts: string[]) => void published.push(...hosts) }
  const resolver = createResolver({
    names: NAMES,
    ask,
    kv: () => redis,
    readShared: true,
    listen: (listener) => {
      expire = listener.expire
      return options.hears === undefined ? null : hearing
    },
    shareFlights: true,
    now: () => clock.time,
  })
  return { clock, ask, redis, published, heard, ...resolver }
}

describe('a resolver', () => {
  it('asks once for many requests at once, and not again while it remembers', async () => {
    const one = start({ redis: 'none' })
    const answers = await Promise.all(Array.from({ length: 50 }, () => one.resolve(AT)))
    expect(new Set(answers)).toEqual(new Set([ACME]))
    one.clock.time += MEMORY_MS - 1
    await one.resolve(AT)
    expect(one.ask).toHaveBeenCalledTimes(1)
    one.clock.time += 1
    await one.resolve(AT)
    expect(one.ask).toHaveBeenCalledTimes(2)
  })

  it('remembers that a host is nobody’s, as briefly', async () => {
    const one = start({ redis: 'none' })
    one.ask.mockResolvedValue(null)
    expect(await one.resolve(AT)).toBeNull()
    expect(await one.resolve(AT)).toBeNull()
    expect(one.ask).toHaveBeenCalledTimes(1)
    one.ask.mockResolvedValue(ACME)
    one.clock.time += MEMORY_MS
    expect(await one.resolve(AT)).toEqual(ACME)
  })

  it('counts the age of an answer from before it was asked for', async () => {
    const one = start({ redis: 'none' })
    one.ask.mockImplementationOnce(async () => {
      one.clock.time += MEMORY_MS
      return ACME
    })
    await one.resolve(AT)
    await one.resolve(AT)
    expect(one.ask).toHaveBeenCalledTimes(2)
  })

  it('shares answers through Redis, and a purge reaches every process within MEMORY_MS', async () => {
    const one = start()
    const two = start()
    await one.purge(AT)
    await one.resolve(AT)
    await two.resolve(AT)
    expect(two.ask).not.toHaveBeenCalled()
    one.ask.mockResolvedValue({ ...ACME, status: 'suspended' })
    two.ask.mockResolvedValue({ ...ACME, status: 'suspended' })
    await one.purge(AT)
    expect((await one.resolve(AT))?.status).toBe('suspended')
    two.clock.time += MEMORY_MS
    expect((await two.resolve(AT))?.status).toBe('suspended')
  })

  it('never believes an answer that was under way while the store changed', async () => {
    const slow = start()
    await slow.purge(AT)
    slow.ask.mockImplementationOnce(async () => {
      await slow.purge(AT)
      return ACME
    })
    await slow.resolve(AT)
    const other = start()
    other.ask.mockResolvedValue(null)
    expect(await other.resolve(AT)).toBeNull()
  })

  it('asks again when Redis holds something that is no store', async () => {
    const one = start()
    const stored = { version: 0, entry: { ...ACME, storeId: '7; drop table stores' } }
    await one.purge(AT)
    const version = Number(await one.redis?.get(platformKeys.hostVersion(HOST)))
    await one.redis?.set(platformKeys.host(HOST), { ...stored, version })
    expect(await one.resolve(AT)).toEqual(ACME)
    expect(one.ask).toHaveBeenCalledTimes(1)
  })
})

describe('a resolver that hears of purges', () => {
  it('remembers for longer while it hears of purges, and no longer than KEPT_MS', async () => {
    const one = start({ redis: 'none', hears: true })
    await one.resolve(AT)
    one.clock.time += KEPT_MS - 1
    await one.resolve(AT)
    expect(one.ask).toHaveBeenCalledTimes(1)
    one.clock.time += 1
    await one.resolve(AT)
    expect(one.ask).toHaveBeenCalledTimes(2)
  })

  it('hears of another process’s purge long before MEMORY_MS', async () => {
    const one = start({ redis: 'none', hears: true })
    await one.resolve(AT)
    one.ask.mockResolvedValue(null)
    one.heard.push(HOST)
    one.clock.time += UNHEARD_MS
    expect(await one.resolve(AT)).toBeNull()
  })

  it('asks no more often while it cannot hear than without hearing', async () => {
    const one = start({ redis: 'none', hears: false })
    await one.resolve(AT)
    one.clock.time += MEMORY_MS - 1
    await one.resolve(AT)
    expect(one.ask).toHaveBeenCalledTimes(1)
    one.clock.time += 1
    await one.resolve(AT)
    expect(one.ask).toHaveBeenCalledTimes(2)
  })

  it('does not remember an answer that was under way during a purge, and shares no question from before it', async () => {
    const one = start({ redis: 'none' })
    let answer = (_entry: StoreEntry): void => {}
    const late = new Promise<StoreEntry>((resolve) => {
      answer = resolve
    })
    one.ask.mockReturnValueOnce(late)
    const early = one.resolve(AT)
    await one.purge(AT)
    one.ask.mockResolvedValue(null)
    expect(await one.resolve(AT)).toBeNull()
    answer(ACME)
    await early
    expect(await one.resolve(AT)).toBeNull()
  })
})

describe('a resolver in trouble', () => {
  it('works without Redis', async () => {
    const one = start({ redis: 'down' })
    expect(await one.resolve(AT)).toEqual(ACME)
    await expect(one.purge(AT)).rejects.toThrow('Redis did not answer')
  })

  it('forgets a host and tells the others, also when Redis cannot be cleared', async () => {
    const one = start({ redis: 'down', hears: true })
    await one.resolve(AT)
    one.ask.mockResolvedValue({ ...ACME, status: 'suspended' })
    await expect(one.purge(AT)).rejects.toThrow('Redis did not answer')
    expect(one.published).toEqual([HOST])
    expect((await one.resolve(AT))?.status).toBe('suspended')
  })

  it('goes on serving a known store while nobody answers, and refuses an unknown one', async () => {
    const one = start({ redis: 'none' })
    await one.resolve(AT)
    one.ask.mockRejectedValue(new Error('down'))
    one.clock.time += 9 * 60_000
    expect(await one.resolve(AT)).toEqual(ACME)
    await expect(one.resolve({ kind: 'custom', domain: 'x.test' })).rejects.toThrow(ResolverUnavailableError)
    one.clock.time += 2 * 60_000
    await expect(one.resolve(AT)).rejects.toThrow(ResolverUnavailableError)
  })

  it('keeps no store for a host that became nobody’s', async () => {
    const one = start({ redis: 'none' })
    await one.resolve(AT)
    one.ask.mockResolvedValueOnce(null)
    one.clock.time += MEMORY_MS
    expect(await one.resolve(AT)).toBeNull()
    one.ask.mockRejectedValue(new Error('down'))
    one.clock.time += MEMORY_MS
    await expect(one.resolve(AT)).rejects.toThrow(ResolverUnavailableError)
  })
})
