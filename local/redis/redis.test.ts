import { createHash } from 'node:crypto'
import { Redis } from '@upstash/redis'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Service } from '../service'
import { Keyspace } from './keyspace'
import { memoryBackend } from './memory-backend'
import { startRedis } from './server'

const TOKEN = 'test-token'
let service: Service
let redis: Redis

beforeAll(async () => {
  service = await startRedis({ token: TOKEN })
  redis = new Redis({ url: service.url, token: TOKEN, retry: { retries: 0 }, enableTelemetry: false })
})
beforeEach(() => redis.flushdb())
afterAll(() => service.stop())

describe('through the official client', () => {
  it('keeps strings, JSON and text outside ASCII', async () => {
    expect(await redis.set('k', 'grüße 🌊')).toBe('OK')
    expect(await redis.get('k')).toBe('grüße 🌊')
    await redis.set('j', { cart: [1, 2] })
    expect(await redis.get('j')).toEqual({ cart: [1, 2] })
    expect(await redis.get('none')).toBeNull()
    expect(await redis.mget('k', 'none')).toEqual(['grüße 🌊', null])
  })

  it('sets a key once with nx and only over another with xx', async () => {
    expect(await redis.set('lock', 'a', { nx: true, ex: 1_000 })).toBe('OK')
    expect(await redis.set('lock', 'b', { nx: true, ex: 10 })).toBeNull()
    expect(await redis.set('other', 'b', { xx: true })).toBeNull()
    expect(await redis.get('lock')).toBe('a')
    const ttl = await redis.ttl('lock')
    expect([ttl > 900, ttl <= 1_000]).toEqual([true, true])
  })

  it('lets keys expire', async () => {
    await redis.set('short', 'x', { px: 30 })
    await redis.set('stays', 'x')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await redis.get('short')).toBeNull()
    expect(await redis.ttl('short')).toBe(-2)
    expect(await redis.ttl('stays')).toBe(-1)
    expect(await redis.dbsize()).toBe(1)
  })

  it('counts, and gives a counter its window once', async () => {
    const hits = await Promise.all(Array.from({ length: 20 }, () => redis.incr('hits')))
    expect(hits.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(await redis.pexpire('hits', 60_000, 'NX')).toBe(1)
    expect(await redis.pexpire('hits', 90_000, 'NX')).toBe(0)
    expect(await redis.pttl('hits')).toBeLessThanOrEqual(60_000)
    await redis.set('word', 'x')
    await expect(redis.incr('word')).rejects.toThrow('value is not an integer')
  })

  it('keeps hashes, sets, sorted sets and lists', async () => {
    await redis.hset('h', { a: 1, b: 'two' })
    expect(await redis.hgetall('h')).toEqual({ a: 1, b: 'two' })
    expect(await redis.hincrby('h', 'a', 4)).toBe(5)
    expect(await redis.hdel('h', 'a', 'b')).toBe(2)
    expect(await redis.exists('h')).toBe(0)
    expect(await redis.sadd('s', 'x', 'y', 'x')).toBe(2)
    expect((await redis.smembers('s')).toSorted()).toEqual(['x', 'y'])
    expect(await redis.sismember('s', 'z')).toBe(0)
    await redis.zadd('z', { score: 2, member: 'two' }, { score: 1, member: 'one' })
    expect(await redis.zrange('z', 0, -1, { withScores: true })).toEqual(['one', 1, 'two', 2])
    expect(await redis.zrange('z', 2, 5, { byScore: true })).toEqual(['two'])
    expect(await redis.zcard('z')).toBe(2)
    await redis.rpush('l', 'b', 'c')
    await redis.lpush('l', 'a')
    expect(await redis.lrange('l', 0, -1)).toEqual(['a', 'b', 'c'])
    await redis.ltrim('l', -2, -1)
    expect(await redis.llen('l')).toBe(2)
    await expect(redis.get('l')).rejects.toThrow('WRONGTYPE')
  })

  it('finds keys by pattern', async () => {
    await redis.mset({ 's:1:cart': 'a', 's:1:host': 'b', 's:2:cart': 'c' })
    expect((await redis.keys('s:1:*')).toSorted()).toEqual(['s:1:cart', 's:1:host'])
    const [cursor, found] = await redis.scan(0, { match: '*:cart', count: 100 })
    expect(cursor).toBe('0')
    expect(found.toSorted()).toEqual(['s:1:cart', 's:2:cart'])
  })

  it('runs a pipeline to its end and a transaction wholly', async () => {
    const outcomes = await redis.multi().set('a', 1).incr('a').get('a').exec()
    expect(outcomes).toEqual(['OK', 2, 2])
    const pipeline = redis.pipeline().set('w', 'x').incr('w').get('w')
    await expect(pipeline.exec()).rejects.toThrow('value is not an integer')
    expect(await redis.get('w')).toBe('x')
  })

  it('says that scripts are not run here', async () => {
    await expect(redis.eval('return 1', [], [])).rejects.toThrow('Lua scripts are not run')
    await expect(redis.evalsha('0'.repeat(40), [], [])).rejects.toThrow('NOSCRIPT')
  })
})

describe('on the wire', () => {
  const call = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(service.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  it('refuses without the token', async () => {
    const answer = await call('/', ['set', 'k', 'v'], { authorization: 'Bearer wrong' })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({ error: 'Unauthorized' })
    expect(await redis.get('k')).toBeNull()
  })

  it('encodes strings but not OK, numbers or null', async () => {
    const commands = [['set', 'k', 'v'], ['get', 'k'], ['incr', 'n'], ['get', 'x'], ['nope']]
    const answer = await call('/pipeline', commands, { 'upstash-encoding': 'base64' })
    const encoded = Buffer.from('v').toString('base64')
    const error = "ERR unknown command 'nope'"
    expect(await answer.json()).toEqual([
      { result: 'OK' },
      { result: encoded },
      { result: 1 },
      { result: null },
      { error },
    ])
  })

  it('answers bad input with 400 and changes nothing', async () => {
    expect((await call('/', '{')).status).toBe(400)
    expect((await call('/', { set: 1 })).status).toBe(400)
    expect((await call('/', ['get'])).status).toBe(400)
    expect((await call('/multi-exec', [['set', 'k', 'v'], ['nope']])).status).toBe(400)
    expect(await redis.dbsize()).toBe(0)
  })

  it('takes the form for curl', async () => {
    expect(await (await call('/set/city/Bergen', '')).json()).toEqual({ result: 'OK' })
    expect(await (await call('/get/city', '')).json()).toEqual({ result: 'Bergen' })
  })
})

describe('memory', () => {
  it('forgets the least recently used keys beyond the limit', () => {
    const keys = new Keyspace(2)
    keys.put('a', { type: 'string', string: '1' }, null)
    keys.put('b', { type: 'string', string: '2' }, null)
    keys.peek('a')
    keys.put('c', { type: 'string', string: '3' }, null)
    expect(keys.keys()).toEqual(['a', 'c'])
  })

  it('never shows an expired key, by the clock it was given', async () => {
    let now = 1_000
    const backend = memoryBackend(10, () => now)
    await backend.pipeline([['set', 'k', 'v', 'PX', '500']])
    now = 1_500
    expect(
      await backend.pipeline([
        ['get', 'k'],
        ['set', 'k', 'w', 'NX'],
      ]),
    ).toEqual([{ result: null }, { result: 'OK' }])
    await backend.close()
  })
})

describe.skipIf(!process.env.TEST_REDIS_URL)('in front of a real Redis', () => {
  it('answers as the memory does, and takes the shebang off scripts', async () => {
    const front = await startRedis({ token: TOKEN, redisUrl: process.env.TEST_REDIS_URL })
    const client = new Redis({ url: front.url, token: TOKEN, enableTelemetry: false })
    const script = '#!lua flags=allow-key-locking\nreturn redis.call("incr", KEYS[1])'
    await client.del('stoa-test', 'stoa-test-hash')
    expect(await client.eval(script, ['stoa-test'], [])).toBe(1)
    expect(await client.evalsha(createHash('sha1').update(script).digest('hex'), ['stoa-test'], [])).toBe(2)
    await client.hset('stoa-test-hash', { a: 1 })
    expect(await client.hgetall('stoa-test-hash')).toEqual({ a: 1 })
    await client.del('stoa-test', 'stoa-test-hash')
    await front.stop()
  })
})

it('names REDIS_URL when nothing answers there', async () => {
  await expect(startRedis({ token: TOKEN, redisUrl: 'redis://127.0.0.1:1' })).rejects.toThrow(
    'REDIS_URL does not answer',
  )
})
