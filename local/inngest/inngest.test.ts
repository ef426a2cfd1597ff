import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventType, Inngest, NonRetriableError } from 'inngest'
import { createServer as serveFunctions } from 'inngest/node'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { close, listen } from '../http'
import type { Service } from '../service'
import { freePort } from '../supervisor/ports'
import { startInngest } from './server'
import type { RunView } from './views'

let dir: string
let app: Server | undefined
let appPort: number
let ownPort: number
let service: Service
let inngest: Inngest
/** What the functions did, in order. */
let log: string[]
/** How often the flaky step still fails. */
let failures: number
let hosts: Set<string | undefined>

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stoa-inngest-'))
  log = []
  failures = 0
  hosts = new Set()
  appPort = await freePort()
  ownPort = await freePort()
  await boot()
})
afterEach(async () => {
  await service.stop()
  if (app) await close(app)
  app = undefined
  await rm(dir, { recursive: true, force: true })
})

async function boot() {
  const appOrigin = `http://127.0.0.1:${appPort}`
  service = await startInngest({ dir, appOrigin, appHost: 'stoa.localhost:3000', retryBaseMs: 20, port: ownPort })
}

/** Starts the app and waits until its functions are registered. */
async function startApp() {
  inngest = new Inngest({ id: 'shop', checkpointing: false, isDev: true, baseUrl: service.url, logger: silent })
  app = serveFunctions({ client: inngest, functions: functions() })
  app.on('request', (req) => hosts.add(req.headers.host))
  await listen(app, appPort)
  await expect.poll(async () => (await read('/api/functions')).functions.length, { timeout: 8_000 }).toBeGreaterThan(0)
}
const silent = { info() {}, warn() {}, error() {}, debug() {} }
const read = async (path: string) => (await fetch(service.url + path)).json()
const runs = async (functionId: string): Promise<RunView[]> =>
  (await read(`/api/runs?functionId=shop-${functionId}`)).runs
const statusOf = (functionId: string) => async () => (await runs(functionId)).map(({ status }) => status)
const within = { timeout: 5_000 }

function functions() {
  const flaky = (name: string) => {
    log.push(name)
    if (failures-- > 0) throw new Error('not yet')
    return name
  }
  return [
    inngest.createFunction({ id: 'steps', triggers: [{ event: 'a/steps' }] }, async ({ step, event }) => {
      const one = await step.run('one', () => flaky('one'))
      const both = await Promise.all([step.run('two', () => flaky('two')), step.run('three', () => flaky('three'))])
      await step.sleep('nap', '1s')
      await step.sendEvent('tell', { name: 'a/told', data: { of: event.data.of } })
      return [one, ...both]
    }),
    inngest.createFunction(
      { id: 'told', triggers: [{ event: 'a/told', if: "event.data.of == 'books'" }] },
      () => 'heard',
    ),
    inngest.createFunction(
      {
        id: 'dies',
        retries: 1,
        triggers: [{ event: 'a/dies' }],
        onFailure: ({ error, event }) => void log.push(`buried: ${error.message} ${event.data.event.data.of}`),
      },
      async ({ step }) => {
        await step.run('first', () => void log.push('first'))
        return flaky('dying')
      },
    ),
    inngest.createFunction({ id: 'final', triggers: [{ event: 'a/final' }] }, () => {
      log.push('final')
      throw new NonRetriableError('never again')
    }),
    inngest.createFunction(
      { id: 'once', idempotency: 'event.data.orderId', triggers: [{ event: 'a/once' }] },
      ({ event }) => void log.push(`once ${event.data.orderId}`),
    ),
    inngest.createFunction(
      { id: 'alone', concurrency: { limit: 1, key: 'event.data.storeId' }, triggers: [{ event: 'a/alone' }] },
      async ({ event }) => {
        log.push(`+${event.data.storeId}`)
        // x has not ended when y begins, or neither ends.
        while (!log.includes('+y')) await wait(5)
        await wait(60)
        log.push(`-${event.data.storeId}`)
      },
    ),
    inngest.createFunction({ id: 'waits', triggers: [{ event: 'a/waits' }] }, async ({ step }) => {
      const paid = await step.waitForEvent('paid', {
        event: eventType('a/paid'),
        timeout: '1h',
        if: 'event.data.id == async.data.id',
      })
      return paid ? 'paid' : 'late'
    }),
    inngest.createFunction({ id: 'tick', triggers: [{ cron: '* * * * * *' }] }, () => void log.push('tick')),
  ]
}

it('runs steps in order and in parallel, sleeps, sends on, and calls the app under its host', async () => {
  await startApp()
  await inngest.send({ name: 'a/steps', data: { of: 'books' } })
  await expect.poll(statusOf('steps'), within).toEqual(['completed'])
  expect(log.filter((line) => line !== 'tick').toSorted()).toEqual(['one', 'three', 'two'])
  const [run] = await runs('steps')
  expect(run).toMatchObject({ output: ['one', 'two', 'three'], error: null, event: { name: 'a/steps' } })
  expect((run?.endedAt ?? 0) - (run?.startedAt ?? 0)).toBeGreaterThanOrEqual(1_000)
  await expect.poll(statusOf('told'), within).toEqual(['completed'])
  expect(hosts).toContain('stoa.localhost:3000')
  await inngest.send({ name: 'a/told', data: { of: 'pots' } })
  expect(await runs('told')).toHaveLength(1)
})

it('tries a failing step again, and not what was finished before', async () => {
  await startApp()
  failures = 2
  await inngest.send({ name: 'a/steps', data: {} })
  await expect.poll(statusOf('steps'), within).toEqual(['completed'])
  expect(log.filter((line) => line === 'one')).toHaveLength(3)
  expect(log.filter((line) => line === 'two')).toHaveLength(1)
})

it('calls the failure handler after the last attempt, keeps the dead run, and revives it on demand', async () => {
  await startApp()
  failures = 9
  await inngest.send({ name: 'a/dies', data: { of: 'books' } })
  await expect.poll(() => log, within).toContain('buried: not yet books')
  expect(log.filter((line) => line === 'dying')).toHaveLength(2)
  const [dead] = await runs('dies')
  expect(dead).toMatchObject({ status: 'failed', error: { message: 'not yet' } })
  failures = 0
  expect((await fetch(`${service.url}/api/runs/${dead?.id}/retry`, { method: 'POST' })).status).toBe(200)
  await expect.poll(statusOf('dies'), within).toEqual(['completed'])
  expect(log.filter((line) => line === 'first')).toHaveLength(1)
  expect((await fetch(`${service.url}/api/runs/${dead?.id}/retry`, { method: 'POST' })).status).toBe(409)
})

it('does not try again what said never again', async () => {
  await startApp()
  await inngest.send({ name: 'a/final', data: {} })
  await expect.poll(statusOf('final'), within).toEqual(['failed'])
  await wait(100)
  expect(log.filter((line) => line === 'final')).toHaveLength(1)
})

it('drops an event seen before, and runs once for an idempotency key', async () => {
  await startApp()
  await inngest.send({ id: 'e1', name: 'a/once', data: { orderId: 1 } })
  await inngest.send({ id: 'e1', name: 'a/once', data: { orderId: 2 } })
  await inngest.send({ id: 'e2', name: 'a/once', data: { orderId: 1 } })
  await inngest.send({ id: 'e3', name: 'a/once', data: { orderId: 3 } })
  await expect.poll(statusOf('once'), within).toEqual(['completed', 'completed'])
  expect(log.filter((line) => line.startsWith('once')).toSorted()).toEqual(['once 1', 'once 3'])
})

it('keeps to the concurrency limit of each key', async () => {
  await startApp()
  const send = (storeId: string) => ({ name: 'a/alone', data: { storeId } })
  await inngest.send([send('x'), send('x'), send('x'), send('y')])
  await expect.poll(statusOf('alone'), within).toEqual(Array(4).fill('completed'))
  expect(log.filter((line) => line.endsWith('x'))).toEqual(['+x', '-x', '+x', '-x', '+x', '-x'])
  expect(log.indexOf('+y')).toBeLessThan(log.indexOf('-x'))
})

it('wakes a run by the event it waits for', async () => {
  await startApp()
  await inngest.send({ name: 'a/waits', data: { id: 7 } })
  await expect.poll(statusOf('waits'), within).toEqual(['waiting'])
  await inngest.send({ name: 'a/paid', data: { id: 8 } })
  await inngest.send({ name: 'a/paid', data: { id: 7 } })
  await expect.poll(async () => (await runs('waits'))[0]?.output, within).toBe('paid')
})

it('runs by the clock', async () => {
  await startApp()
  await expect.poll(() => log.filter((line) => line === 'tick').length, within).toBeGreaterThan(1)
})

it('goes on after a restart, and holds what came before the app was up', async () => {
  const body = JSON.stringify([{ name: 'a/told', id: 'early', data: { of: 'books' } }])
  const early = await fetch(`${service.url}/e/key`, { method: 'POST', body })
  expect(await early.json()).toEqual({ ids: ['early'], status: 200 })
  await service.stop()
  await boot()
  await startApp()
  await expect.poll(statusOf('told'), within).toEqual(['completed'])
  await inngest.send({ name: 'a/steps', data: {} })
  await expect.poll(() => log, within).toContain('three')
  await service.stop()
  await boot()
  await expect.poll(statusOf('steps'), within).toEqual(['completed'])
  expect(log.filter((line) => line === 'one')).toHaveLength(1)
})

it('answers 503 while a test wants it down, 400 to what it does not understand', async () => {
  await startApp()
  const post = (path: string, body: unknown) =>
    fetch(service.url + path, { method: 'POST', body: JSON.stringify(body) })
  await post('/_faults', { kind: 'down', ms: 60_000 })
  expect((await post('/e/key', [{ name: 'a/told', data: {} }])).status).toBe(503)
  await fetch(`${service.url}/_faults`, { method: 'DELETE' })
  expect((await post('/e/key', [{ data: {} }])).status).toBe(400)
  expect((await post('/e/key', [{ name: 'a/none', data: {} }])).status).toBe(200)
  const fn = { id: 'x', name: 'x', triggers: [{ event: 'e', expression: 'event.data.a > 3' }], steps: {} }
  expect((await post('/fn/register', { functions: [fn] })).status).toBe(400)
})

it('shows functions and runs on its page', async () => {
  await startApp()
  await inngest.send({ name: 'a/final', data: {} })
  await expect.poll(statusOf('final'), within).toEqual(['failed'])
  const page = await (await fetch(service.url)).text()
  expect(page).toContain('shop-final')
  expect(page).toContain('never again')
  expect(page).toContain('Try again')
})
