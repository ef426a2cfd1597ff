/** Limits hold with Redis, without it, and when it goes away in between. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startRedis } from '@/local/redis/server'
import { LocalCounter } from './local-counter'

const ENV = {
  DATABASE_URL: 'postgres://unused',
  DATABASE_PLATFORM_URL: 'postgres://unused',
  STRIPE_SECRET_KEY: 'sk_test_unused',
  SMTP_URL: 'smtp://127.0.0.1:1',
  AUTH_SECRET: 'a-secret-for-tests-only',
}
const RULE = { limit: 3, windowMs: 60_000, failClosed: true }
let server: Awaited<ReturnType<typeof startRedis>>

beforeAll(async () => {
  server = await startRedis({ token: 'secret' })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
})

/** A process of its own, with Redis at `url` or none. */
async function processWith(url: string) {
  vi.resetModules()
  for (const [name, value] of Object.entries(ENV)) vi.stubEnv(name, value)
  vi.stubEnv('UPSTASH_REDIS_REST_URL', url)
  vi.stubEnv('UPSTASH_REDIS_REST_TOKEN', url ? 'secret' : '')
  // A machine that is slow for a moment is no Redis that is away.
  if (url === server.url) (await import('@/lib/kv')).bePatientWithRedis()
  return import('./limit')
}

describe('rateLimit', () => {
  it('counts over all processes', async () => {
    const { rateLimit: one } = await processWith(server.url)
    const { rateLimit: two } = await processWith(server.url)
    const answers = [
      await one('shared', RULE),
      await two('shared', RULE),
      await one('shared', RULE),
      await two('shared', RULE),
    ]
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, true, false])
    expect(answers[3]?.retryAfter).toBeGreaterThan(0)
    expect(answers[3]?.retryAfter).toBeLessThanOrEqual(60)
    expect((await one('another', RULE)).ok).toBe(true)
  })

  it.each([
    ['no Redis', ''],
    ['a dead Redis', 'http://127.0.0.1:9'],
  ])('counts in the process with %s', async (_, url) => {
    const { rateLimit: limit } = await processWith(url)
    const answers = []
    for (let i = 0; i < 5; i++) answers.push((await limit('local', RULE)).ok)
    expect(answers).toEqual([true, true, true, false, false])
  })

  it.each(['Redis', 'this process'])(
    'counts under several keys at once in %s, and the one used up answers',
    async (where) => {
      const { rateLimits } = await processWith(where === 'Redis' ? server.url : '')
      const both = (other: string) =>
        rateLimits([
          ['all', { ...RULE, limit: 4 }],
          [other, { ...RULE, limit: 2 }],
        ])
      const answers = []
      for (const other of ['a', 'a', 'a', 'b', 'b']) answers.push((await both(`${where}-${other}`)).ok)
      expect(answers).toEqual([true, true, false, true, false])
    },
  )
})

describe('LocalCounter', () => {
  it('counts no new names when full, keeps counting the known ones, and takes room back from finished windows', () => {
    const counter = new LocalCounter(2)
    expect(counter.count('a', 100, 0)).toBe(1)
    expect(counter.count('b', 200, 0)).toBe(1)
    expect(counter.count('c', 200, 50)).toBeNull()
    expect(counter.count('a', 100, 50)).toBe(2)
    expect(counter.count('c', 200, 100)).toBe(1)
  })
})
