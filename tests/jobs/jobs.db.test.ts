/** What gives up is kept, shown, and tried again with the same event: the real functions' client on the local executor. */
import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'inngest/node'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { withStore } from '@/db/store'
import { idOfTry } from '@/inngest/event-id'
import { recordEvent } from '@/lib/events/record'
import { timeOfUuidv7 } from '@/lib/ids'
import { listDeadLetters, pruneDeadLetters } from '@/lib/jobs/dead-letters'
import { countDead, listDead, listWaiting } from '@/lib/jobs/queries'
import { deliverOnce } from '@/lib/notifications/deliver'
import { close, listen } from '@/local/http'
import { startInngest } from '@/local/inngest/server'
import type { Service } from '@/local/service'
import { freePort } from '@/local/supervisor/ports'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'

let db: TestDatabase
let executor: Service
let app: Server
let storeId: number
let jobs: typeof import('@/inngest/retry-job')
let relay: typeof import('@/inngest/relay')
let client: typeof import('@/inngest/client').inngest
/** What the consumer did, by event; and whether it can. */
const done: string[] = []
/** When each event that it was called for happened. */
const times: number[] = []
let broken = true

const within = { timeout: 10_000 }

beforeAll(async () => {
  db = await openTestDatabase()
  storeId = await db.createStore('busy')
  const dir = await mkdtemp(join(tmpdir(), 'stoa-test-inngest-'))
  const appPort = await freePort()
  const appOrigin = `http://127.0.0.1:${appPort}`
  executor = await startInngest({ dir, appOrigin, appHost: 'localhost', retryBaseMs: 20 })
  process.env.INNGEST_DEV = executor.url
  client = (await import('@/inngest/client')).inngest
  jobs = await import('@/inngest/retry-job')
  relay = await import('@/inngest/relay')
  const { keepDeadLetters } = await import('@/inngest/functions/keep-dead-letters')
  const fragile = client.createFunction(
    { id: 'fragile', retries: 1, triggers: [{ event: 'order.created' }, { event: 'nobody.owns' }] },
    ({ event }) => {
      times.push(event.ts ?? 0)
      return consume(Number(event.data.storeId ?? 0), event.id ?? '')
    },
  )
  app = createServer({ client, functions: [keepDeadLetters, fragile] })
  await listen(app, appPort)
  const functions = async () => (await (await fetch(`${executor.url}/api/functions`)).json()).functions.length
  await vi.waitFor(async () => expect(await functions()).toBe(2), within)
  afterAll(async () => {
    await executor.stop()
    await close(app)
    await rm(dir, { recursive: true, force: true })
  })
})

beforeEach(async () => {
  broken = true
  done.length = 0
  times.length = 0
  await db.admin`delete from dead_letters`
})

/** As every consumer: claims the event by its id, acts, marks it. */
async function consume(store: number, eventId: string): Promise<string> {
  if (store === 0) throw new Error('of no store')
  return deliverOnce(store, { kind: 'test', eventId }, async () => {
    if (broken) throw new Error('not today')
    done.push(eventId)
    return null
  })
}

async function happen(): Promise<string> {
  await withStore(storeId, (tx) => recordEvent(tx, 'order.created', { orderId: 7 }))
  const [row] = await db.admin`select id from outbox where store_id = ${storeId} order by id desc limit 1`
  await relay.relayOutbox()
  return String(row?.id)
}

const letters = async () =>
  (await listDeadLetters(10)).map(({ eventId, attempts, error }) => ({ eventId, attempts, error }))

it('keeps the event of a function that gave up, counts a replay that fails, and replays once when it can', async () => {
  const eventId = await happen()
  await expect.poll(letters, within).toEqual([{ eventId, attempts: 1, error: 'not today' }])
  const [job] = await listDead(10)
  expect(job).toMatchObject({ storeId, what: 'stoa-fragile order.created', attempts: 1 })
  await jobs.retryJob(job?.id ?? '')
  await expect.poll(letters, within).toEqual([{ eventId, attempts: 2, error: 'not today' }])
  expect(done).toEqual([])

  broken = false
  expect((await jobs.retryJob(job?.id ?? '')).sentence).toContain('stoa-fragile again')
  await expect.poll(() => done, within).toEqual([eventId])
  expect([await letters(), (await countDead()).function]).toEqual([[], 0])
  // It is told as having happened when it did, not when it was tried again.
  const [row] = await db.admin`select created_at from outbox where id = ${eventId}`
  expect([times[0], times.at(-1)]).toEqual([row?.created_at.getTime(), timeOfUuidv7(eventId)])
  await expect(jobs.retryJob(job?.id ?? '')).rejects.toMatchObject({ code: 'conflict' })

  // The same event once more, by whatever way: the consumer knows it.
  await client.send({ id: idOfTry(eventId, 9), name: 'order.created', data: { storeId, orderId: 7 } })
  const completed = async () => {
    const { runs } = await (await fetch(`${executor.url}/api/runs?functionId=stoa-fragile&status=completed`)).json()
    return runs.map(({ output }: { output: string }) => output)
  }
  await expect.poll(completed, within).toEqual(['already_sent', 'nothing_to_send'])
  expect(done).toEqual([eventId])
  expect(await pruneDeadLetters(-60_000, 10)).toBe(1)
})

it('keeps nothing of a function that worked for no store', async () => {
  await client.send({ name: 'nobody.owns', data: {} })
  const outputs = async () => {
    const { runs } = await (await fetch(`${executor.url}/api/runs?functionId=stoa-keep-dead-letters`)).json()
    return runs.map(({ output }: { output: string }) => output)
  }
  await expect.poll(outputs, within).toContain('nothing_to_keep')
  expect(await letters()).toEqual([])
})

it('sends an event that the relay gave up, and handles one of Stripe that was', async () => {
  broken = false
  await withStore(storeId, (tx) => recordEvent(tx, 'order.created', { orderId: 8 }))
  await db.admin`update outbox set available_at = 'infinity', attempts = 300, last_error = 'refused' where sent_at is null`
  await db.admin`insert into stripe_events (id, endpoint, type, data, status, attempts, last_error)
    values ('account:evt_dead', 'account', 'invoice.paid', '{"type": "invoice.paid", "customerId": "cus_gone"}', 'dead', 30, 'x')`
  const dead = await listDead(10)
  expect(dead.map(({ what, attempts, error }) => ({ what, attempts, error }))).toEqual(
    expect.arrayContaining([
      { what: 'order.created', attempts: 300, error: 'refused' },
      { what: 'invoice.paid', attempts: 30, error: 'x' },
    ]),
  )
  expect(await relay.relayOutbox()).toEqual({ sent: 0, failed: 0 })
  for (const { id } of dead) await jobs.retryJob(id)
  expect(await countDead()).toEqual({ function: 0, event: 0, stripe: 0 })
  await expect.poll(() => done.length, within).toBe(1)
  for (const id of ['event/none', 'stripe/account:evt_none', 'function/999999', 'function/x', 'cron/1', '']) {
    await expect(jobs.retryJob(id)).rejects.toMatchObject({ code: 'not_found' })
  }
})

it('counts what waits in every queue', async () => {
  await withStore(storeId, (tx) => recordEvent(tx, 'order.created', { orderId: 9 }))
  await db.admin`insert into stripe_events (id, endpoint, type, data) values ('connect:evt_1', 'connect', 'x', '{}')`
  const waiting = await listWaiting()
  const counts = Object.fromEntries(waiting.map(({ queue, count }) => [queue, count]))
  expect(counts).toEqual({ events: 1, stripe: 1, webhooks: 0, checkouts: 0, captures: 0, refunds: 0 })
  expect(waiting.find(({ queue }) => queue === 'events')?.oldest).toBeInstanceOf(Date)
})
