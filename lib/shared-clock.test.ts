/** What one process expires, the others expire; what a process may have missed, it forgets. Against a real REST server. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startRedis } from '@/local/redis/server'
import { ECHO_MS, SharedClock, SYNC_MS } from './shared-clock.mjs'

const TOKEN = 'secret'
/** A busy test machine is no Redis that is away. */
const PATIENCE_MS = 10_000
let server: Awaited<ReturnType<typeof startRedis>>

beforeEach(async () => {
  server = await startRedis({ token: TOKEN })
})
afterEach(async () => {
  await server.stop()
})

/** A server process with a clock of its own, and what it was told. */
function processAt(url: string) {
  const told: string[] = []
  const time = { now: Date.now() }
  const listener = { expire: (tags: string[]) => told.push(...tags), forget: () => told.push('everything') }
  const clock = new SharedClock('test', { url, token: TOKEN }, listener, () => time.now, PATIENCE_MS)
  return {
    told,
    time,
    clock,
    /** The next question to Redis, answered. */
    async hear(afterMs = SYNC_MS) {
      time.now += afterMs
      await clock.sync()
      await clock.idle()
    },
  }
}

describe('SharedClock', () => {
  it('tells every other process once, and again for pages that were being made meanwhile', async () => {
    const [one, two] = [processAt(server.url), processAt(server.url)]
    await one.hear()
    await two.hear()
    await one.clock.publish(['s:1:catalog', 's:1:product:mug'])
    await two.hear()
    expect(two.told.toSorted()).toEqual(['s:1:catalog', 's:1:product:mug'])
    await two.hear()
    expect(two.told).toHaveLength(2)
    await two.hear(ECHO_MS)
    expect(two.told).toHaveLength(4)
    await one.hear(ECHO_MS)
    expect(one.told.toSorted()).toEqual(['s:1:catalog', 's:1:product:mug'])
    await one.clock.publish(['s:1:catalog'])
    await two.hear()
    expect(two.told.slice(4)).toEqual(['s:1:catalog'])
  })

  it('asks Redis at most once in SYNC_MS', async () => {
    const [one, two] = [processAt(server.url), processAt(server.url)]
    await two.hear()
    await one.clock.publish(['s:1:store'])
    await two.hear(SYNC_MS - 1)
    expect(two.told).toEqual([])
    await two.hear(1)
    expect(two.told).toEqual(['s:1:store'])
  })

  it('forgets everything after Redis was away, and then tells what it could not', async () => {
    const [one, two] = [processAt(server.url), processAt(server.url)]
    await one.hear()
    await two.hear()
    const port = Number(new URL(server.url).port)
    await server.stop()
    await one.clock.publish(['s:2:store'])
    await two.hear()
    expect(two.told).toEqual([])
    server = await startRedis({ token: TOKEN, port })
    await one.hear(6_000)
    await two.hear(6_000)
    expect(two.told).toEqual(['everything', 's:2:store'])
  })

  it('forgets everything when Redis was emptied', async () => {
    const two = processAt(server.url)
    await two.hear()
    await fetch(`${server.url}/flushall`, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` } })
    await two.hear()
    expect(two.told).toEqual(['everything'])
  })

  it('forgets everything after a silence longer than Redis remembers', async () => {
    const two = processAt(server.url)
    await two.hear()
    await two.hear(60 * 60_000)
    expect(two.told).toEqual(['everything'])
  })

  it('forgets everything when there is more to hear than one answer holds', async () => {
    const [one, two] = [processAt(server.url), processAt(server.url)]
    await two.hear()
    const tags = Array.from({ length: 6_000 }, (_, i) => `s:${i + 1}:catalog`)
    await one.clock.publish(tags.slice(0, 3_000))
    await one.clock.publish(tags.slice(3_000))
    await two.hear()
    expect(two.told[0]).toBe('everything')
  })

  it('costs a request no more than its timeout where nobody answers', async () => {
    const alone = processAt('http://127.0.0.1:9')
    await alone.clock.publish(['s:1:store'])
    await alone.hear()
    expect(alone.told).toEqual([])
  })
})
