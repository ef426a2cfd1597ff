/** One call of a function through the SDK's HTTP handler, and what its answer means. */
import { callApp, neverArrived } from '../http'
import { maxAttempts } from './functions'
import { type Op, toFailure } from './runs'
import type { FunctionConfig, NextCall, Run, StepFailure } from './types'

export interface AppAddress {
  /** Where the app listens. */
  origin: string
  /** The Host header that the app must see. */
  host: string
  /** Path of the SDK's handler. */
  path: string
  /** How long one call may take. */
  timeoutMs: number
}

export type Outcome =
  | { kind: 'ops'; ops: Op[] }
  | { kind: 'done'; output: unknown }
  /** Failed for good. */
  | { kind: 'failed'; error: StepFailure }
  /** Failed; may be tried again, after `afterMs` when the SDK says so. */
  | { kind: 'retry'; error: StepFailure; afterMs?: number }
  /** The app knows no such function (any more, or yet). */
  | { kind: 'unknown' }
  /** The app did not take the call: nothing listens, or something else answers in its place. */
  | { kind: 'away' }

export async function callFunction(app: AppAddress, fn: FunctionConfig, run: Run, call: NextCall): Promise<Outcome> {
  try {
    const answer = await callApp({
      origin: app.origin,
      host: app.host,
      method: 'POST',
      path: `${app.path}?fnId=${encodeURIComponent(fn.id)}&stepId=${call.stepId}`,
      headers: { 'content-type': 'application/json', 'x-inngest-server-kind': 'dev' },
      body: JSON.stringify(requestBody(fn, run, call)),
      timeoutMs: app.timeoutMs,
    })
    // Without this header it was not the SDK that answered: a page of an app that is still starting, for example.
    if (answer.headers['x-inngest-sdk'] === undefined) return { kind: 'away' }
    return toOutcome(answer.status, answer.headers, answer.body)
  } catch (error) {
    if (neverArrived(error)) return { kind: 'away' }
    return { kind: 'retry', error: { name: 'ConnectionError', message: `The call broke off: ${String(error)}` } }
  }
}

function requestBody(fn: FunctionConfig, run: Run, call: NextCall) {
  return {
    version: 2,
    event: run.event,
    events: [run.event],
    steps: run.steps,
    ctx: {
      fn_id: fn.id,
      run_id: run.id,
      env: 'local',
      attempt: call.attempt,
      max_attempts: maxAttempts(fn),
      // With other steps under way a new one must be reported, not run at once: each has its own attempts.
      disable_immediate_execution: call.stepId !== 'step' || run.pending.length > 0,
      use_api: false,
      stack: { stack: run.stack, current: run.stack.length },
    },
  }
}

function toOutcome(status: number, headers: Record<string, string | string[] | undefined>, text: string): Outcome {
  let body: unknown
  try {
    body = text === '' ? null : JSON.parse(text)
  } catch {
    return { kind: 'retry', error: { name: 'Error', message: `Status ${status} with a body that is not JSON` } }
  }
  if (status === 206 && Array.isArray(body)) return { kind: 'ops', ops: body as Op[] }
  if (status === 200) return { kind: 'done', output: body }
  const error = toFailure(body)
  if (/could not find function/i.test(error.message)) return { kind: 'unknown' }
  if (headers['x-inngest-no-retry'] === 'true') return { kind: 'failed', error }
  return { kind: 'retry', error, afterMs: toDelay(headers['retry-after']) }
}

/** `retry-after`: seconds, or a date. */
function toDelay(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
