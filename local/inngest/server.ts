/**
 * The local executor: what Inngest's dev server does for an app, as far as Stoa uses it.
 * Routes: /fn/register and /e/{key} for the SDK; /, /api/runs[/{id}[/retry]], /api/functions and /_faults for people and tests.
 *
 * Invariant: an event is on the disk before it is acknowledged.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { BodyTooLarge, close, listen, readBody, sendHtml, sendJson, sendSeeOther } from '../http'
import type { Service } from '../service'
import { CronJobs } from './cron-jobs'
import { Executor } from './executor'
import { checkFunction, unsupportedOptions } from './functions'
import { seededId, ulid } from './ids'
import { overviewPage } from './pages'
import { MAX_ACTIVE_RUNS, State } from './state'
import { Sync } from './sync'
import { type AppEvent, eventSchema, functionSchema } from './types'
import { listRuns, toView } from './views'

const MAX_BODY_BYTES = 8 * 1024 * 1024
const MAX_EVENTS = 1_000
const CALL_TIMEOUT_MS = 120_000

export const inngestOptions = z.object({
  /** The folder of the journal. */
  dir: z.string().min(1),
  /** Where the app listens, for example http://127.0.0.1:3000. */
  appOrigin: z.url(),
  /** The platform's host, sent as Host with every call. */
  appHost: z.string().min(1),
  /** Path of the SDK's handler in the app. */
  appPath: z.string().startsWith('/').default('/api/inngest'),
  port: z.number().int().min(0).max(65_535).optional(),
  /** Calls of the app in flight at once. */
  parallel: z.number().int().min(1).max(256).default(8),
  /** Milliseconds before the first retry; doubled each time. */
  retryBaseMs: z.number().int().min(1).default(1_000),
})
export type InngestOptions = z.input<typeof inngestOptions>

const registration = z.looseObject({ functions: z.array(functionSchema).max(1_000) })
const fault = z.discriminatedUnion('kind', [
  /** The event API answers 503 for so long. */
  z.object({ kind: z.literal('down'), ms: z.number().int().min(0).max(3_600_000) }),
  /** So many calls are made twice, the first answer thrown away. */
  z.object({ kind: z.literal('repeat'), times: z.number().int().min(1).max(1_000_000) }),
])

interface Parts {
  state: State
  executor: Executor
  cronJobs: CronJobs
  /** The event API is down until then; milliseconds since the epoch. */
  downUntil: number
}

/** Starts the executor and takes up every run that was under way. Rejects when the port or the folder is taken. */
export async function startInngest(input: InngestOptions): Promise<Service> {
  const options = inngestOptions.parse(input)
  const app = { origin: options.appOrigin, host: options.appHost, path: options.appPath, timeoutMs: CALL_TIMEOUT_MS }
  const state = await State.open(options.dir)
  const sync = new Sync(app)
  const { parallel, retryBaseMs } = options
  const executor = new Executor(state, { app, parallel, retryBaseMs, onUnknown: () => sync.hurry() })
  const parts: Parts = { state, executor, cronJobs: new CronJobs(state, executor), downUntil: 0 }
  const server = createServer((req, res) => {
    route(parts, req, res).catch((error: unknown) => sendFailure(res, error))
  })
  const url = await listen(server, options.port).catch(async (error: unknown) => {
    await state.close()
    throw error
  })
  executor.resume()
  parts.cronJobs.update()
  sync.start()
  return {
    url,
    stop: async () => {
      sync.stop()
      parts.cronJobs.stop()
      await close(server)
      await executor.stop()
      await state.close()
    },
  }
}

async function route(parts: Parts, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://inngest')
  const [first, second, third, fourth] = url.pathname.split('/').filter(Boolean)
  const read = async () => JSON.parse(await readBody(req, MAX_BODY_BYTES)) as unknown
  const place = `${req.method} ${first ?? ''}`
  if (place === 'POST fn' && second === 'register') return register(parts, await read(), res)
  if (place === 'POST e') return takeEvents(parts, await read(), req, res)
  if (place === 'GET ') {
    const { state, executor } = parts
    return sendHtml(res, 200, overviewPage([...state.functions.values()], listRuns(state, {}), executor.waitingCount))
  }
  if (place === 'GET api' && second === 'functions') {
    return sendJson(res, 200, { functions: [...parts.state.functions.values()] })
  }
  if (first === 'api' && second === 'runs') return runsRoute(parts, req, res, url, third, fourth)
  if (place === 'POST _faults') {
    const asked = fault.parse(await read())
    if (asked.kind === 'down') parts.downUntil = Date.now() + asked.ms
    else parts.executor.repeatCalls = asked.times
    return sendJson(res, 200, { ok: true })
  }
  if (place === 'DELETE _faults') {
    parts.downUntil = 0
    parts.executor.repeatCalls = 0
    return sendJson(res, 200, { ok: true })
  }
  sendJson(res, 404, { error: { code: 'not_found', message: `No such route: ${req.method} ${url.pathname}` } })
}

async function register(parts: Parts, body: unknown, res: ServerResponse): Promise<void> {
  const { functions } = registration.parse(body)
  for (const fn of functions) {
    checkFunction(fn)
    CronJobs.check(fn)
  }
  const modified = JSON.stringify(functions) !== JSON.stringify([...parts.state.functions.values()])
  if (modified) {
    for (const fn of functions) {
      const missing = unsupportedOptions(fn)
      if (missing.length > 0) console.warn(`inngest: ${fn.id} asks for ${missing.join(', ')}, which is not done here`)
    }
    parts.state.setFunctions(functions)
    parts.cronJobs.update()
    parts.executor.functionsChanged()
    await parts.state.settled()
  }
  sendJson(res, 200, { ok: true, modified })
}

async function takeEvents(parts: Parts, body: unknown, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const busy = parts.state.active.size >= MAX_ACTIVE_RUNS || parts.state.held.length >= MAX_ACTIVE_RUNS
  if (busy || Date.now() < parts.downUntil) {
    const error = busy ? 'Too many runs are under way' : 'Down, because a test asked for it'
    return sendJson(res, 503, { error, status: 503 }, { 'retry-after': '1' })
  }
  const seed = req.headers['x-inngest-event-id-seed']
  const events = z
    .array(eventSchema)
    .max(MAX_EVENTS)
    .parse([body].flat())
    .map((event, index): AppEvent => {
      const id = event.id ?? (typeof seed === 'string' ? seededId(seed, index) : ulid())
      return { ...event, id, ts: event.ts ?? Date.now() }
    })
  await parts.executor.accept(events)
  sendJson(res, 200, { ids: events.map(({ id }) => id), status: 200 })
}

async function runsRoute(
  { state, executor }: Parts,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  id?: string,
  verb?: string,
): Promise<void> {
  if (req.method === 'GET' && id === undefined) {
    const { event, functionId, status, limit } = Object.fromEntries(url.searchParams)
    return sendJson(res, 200, { runs: listRuns(state, { event, functionId, status, limit: Number(limit) || 0 }) })
  }
  const run = id === undefined ? undefined : state.runs.get(id)
  if (!run) return sendJson(res, 404, { error: { code: 'not_found', message: 'There is no such run' } })
  if (req.method === 'GET' && verb === undefined) return sendJson(res, 200, toView(run))
  if (req.method !== 'POST' || verb !== 'retry') {
    return sendJson(res, 405, { error: { code: 'method_not_allowed', message: 'GET a run or POST its /retry' } })
  }
  if (!executor.revive(run.id)) {
    return sendJson(res, 409, { error: { code: 'not_failed', message: 'Only a failed run can be tried again' } })
  }
  await state.settled()
  if (req.headers.accept?.includes('text/html')) return sendSeeOther(res, '/')
  sendJson(res, 200, toView(run))
}

function sendFailure(res: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const bad =
    error instanceof SyntaxError ||
    error instanceof z.ZodError ||
    error instanceof BodyTooLarge ||
    error instanceof TypeError ||
    message.startsWith('The local executor')
  if (res.headersSent) res.destroy()
  else sendJson(res, bad ? 400 : 500, { error: { code: bad ? 'invalid_request' : 'internal', message } })
}
