/** Redis away: callers are told at once, and soon not even made to wait. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startRedis } from '@/local/redis/server'
import { createKv, KvUnavailableError, kvKey } from './kv'

let redis: Awaited<ReturnType<typeof startRedis>>
/** Longer than any answer takes. */
const PATIENT_MS = 20_000
const IMPATIENT_MS = 100

let calls = 0
/** Accepts and never answers. */
const silent = createServer(() => {
  calls += 1
})
let silentUrl = ''

beforeAll(async () => {
  redis = await startRedis({ token: 'secret' })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
})
afterAll(async () => {
  await redis.stop()
  silent.closeAllConnections()
  silent.close()
})

describe('kv', () => {
  it('reads and writes', async () => {
    const kv = createKv({ url: redis.url, token: 'secret' }, undefined, PATIENT_MS)
    await kv.set(kvKey(7, 'greeting'), { hello: 'world' })
    expect(await kv.get(kvKey(7, 'greeting'))).toEqual({ hello: 'world' })
  })

  it('gives up on a server that does not answer, then leaves it alone, then tries again', async () => {
    const clock = { time: 0 }
    const kv = createKv({ url: silentUrl, token: 'secret' }, () => clock.time, IMPATIENT_MS)
    for (let i = 0; i < 3; i++) {
      const refusal: unknown = await kv.get('x').catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(KvUnavailableError)
      expect(String(refusal)).toContain('did not answer in time')
    }
    for (let i = 0; i < 20; i++) await expect(kv.get('x')).rejects.toThrow('is not asked for a while')
    // The last one may have been given up before it came here.
    expect(calls).toBeLessThanOrEqual(3)
    clock.time += 30_000
    await expect(kv.get('x')).rejects.toThrow('did not answer in time')
    await expect(kv.get('x')).rejects.toThrow('is not asked for a while')
    expect(calls).toBeLessThanOrEqual(4)
  })

  it('does not take a refused command for a dead server', async () => {
    const kv = createKv({ url: redis.url, token: 'secret' }, undefined, PATIENT_MS)
    await kv.set('text', 'abc')
    for (let i = 0; i < 5; i++) await expect(kv.incr('text')).rejects.toThrow('not an integer')
    expect(await kv.get('text')).toBe('abc')
  })

  it('builds no key without a store', () => {
    expect(kvKey(7, 'cart', 3)).toBe('s:7:cart:3')
    expect(() => kvKey(0, 'cart')).toThrow('positive integer')
  })
})
