/**
 * Runs the functions: takes the next run that may be called, calls it, applies the answer, plans what follows.
 *
 * Invariants: a run is called once at a time; whatever an answer changed is journalled before the next call of that run
 * is made; retries are bounded by the function's attempts. A call that never arrived costs no attempt.
 * Not here: HTTP (server.ts), registration (sync.ts), the clock of crons (cron-jobs.ts).
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { concurrencyLimits, FUNCTION_FAILED, maxAttempts } from './functions'
import { failureEvent, newRun, takeEvent, takeHeldEvents } from './intake'
import { Lanes } from './lanes'
import {
  type ApplyContext,
  applyOps,
  expirePending,
  memoise,
  nextCall,
  nextWake,
  type Op,
  postpone,
  retry,
} from './runs'
import { type AppAddress, callFunction, type Outcome } from './sdk-call'
import type { State } from './state'
import type { AppEvent, FunctionConfig, NextCall, Run, StepFailure } from './types'

const MAX_TIMER_MS = 2_147_483_647
const MAX_BACKOFF_MS = 5 * 60_000
/** While the app is away it is asked this often, by one call at a time for each run. */
const AWAY_MS = 1_000
/** A run of a function that the app does not know is tried this often before it is declared dead. */
const MAX_UNKNOWN = 20
const UNKNOWN_MS = 3_000

export interface ExecutorOptions {
  app: AppAddress
  /** Calls in flight at once. */
  parallel: number
  /** Milliseconds before the first retry; doubled for each further one, at most five minutes. */
  retryBaseMs: number
  /** Called when the app does not know a function that runs here. */
  onUnknown(): void
}

export class Executor {
  private readonly lanes: Lanes
  private readonly timers = new Map<string, NodeJS.Timeout>()
  private readonly calls = new Set<Promise<void>>()
  private stopped = false
  /** Test hook: so many answers are thrown away and the call made once more, as after a lost answer. */
  repeatCalls = 0

  constructor(
    private readonly state: State,
    private readonly options: ExecutorOptions,
  ) {
    this.lanes = new Lanes(options.parallel)
  }

  /** Takes up every run that was under way. */
  resume(): void {
    for (const id of this.state.active) this.schedule(this.state.runs.get(id))
  }

  /** Looks at one run that was just started. */
  resumeRun(run: Run): void {
    this.schedule(run)
  }

  /** Takes in events. They are kept for good when this resolves. */
  async accept(events: AppEvent[]): Promise<void> {
    for (const event of events) for (const run of takeEvent(this.state, event, Date.now())) this.schedule(run)
    await this.state.settled()
  }

  /** Starts what was held until functions were known. */
  functionsChanged(): void {
    for (const run of takeHeldEvents(this.state, Date.now())) this.schedule(run)
  }

  /** Sets a dead run going again, with the steps it had finished. False when there is no such dead run. */
  revive(id: string): boolean {
    const run = this.state.runs.get(id)
    if (run?.status !== 'failed') return false
    const finished = run.stack.filter((stepId) => run.steps[stepId]?.type !== 'error')
    run.steps = Object.fromEntries(finished.map((stepId) => [stepId, run.steps[stepId] ?? null]))
    Object.assign(run, { status: 'active', stack: finished, dirty: true, attempt: 0, unknown: 0, dueAt: Date.now() })
    Object.assign(run, { error: undefined, endedAt: undefined, revived: run.revived + 1 })
    this.state.saveRun(run)
    this.schedule(run)
    return true
  }

  /** How many runs wait for their turn. */
  get waitingCount(): number {
    return this.lanes.waitingCount
  }

  async stop(): Promise<void> {
    this.stopped = true
    for (const timer of this.timers.values()) clearTimeout(timer)
    await Promise.race([Promise.allSettled(this.calls), sleep(1_000, undefined, { ref: false })])
  }

  private schedule(run: Run | undefined): void {
    if (!run || this.stopped) return
    clearTimeout(this.timers.get(run.id))
    this.timers.delete(run.id)
    if (run.status !== 'active' || this.lanes.isBusy(run.id)) return
    const now = Date.now()
    if (expirePending(run, now)) this.state.saveRun(run)
    if (nextCall(run, now)) {
      const fn = this.state.functions.get(run.functionId)
      this.lanes.enqueue(run.id, run.functionId, fn ? concurrencyLimits(fn, run.event) : [])
      this.pump()
      return
    }
    const wakeIn = Math.min(nextWake(run) - now, MAX_TIMER_MS)
    this.timers.set(
      run.id,
      setTimeout(() => this.schedule(run), Math.max(1, wakeIn)),
    )
  }

  private pump(): void {
    if (this.stopped) return
    for (let id = this.lanes.take(); id !== undefined; id = this.lanes.take()) {
      const run = this.state.runs.get(id)
      const call = run?.status === 'active' ? nextCall(run, Date.now()) : null
      if (!run || !call) {
        this.lanes.release(id)
        this.schedule(run)
        continue
      }
      const work = this.perform(run, call).finally(() => {
        this.calls.delete(work)
        this.lanes.release(run.id)
        this.schedule(run)
        this.pump()
      })
      this.calls.add(work)
    }
  }

  private async perform(run: Run, call: NextCall): Promise<void> {
    const fn = this.state.functions.get(run.functionId)
    const outcome: Outcome = fn ? await this.call(fn, run, call) : { kind: 'unknown' }
    // Cancelled or stopped meanwhile: the answer comes too late to matter.
    if (this.stopped || run.status !== 'active') return
    try {
      this.settle(run, call, outcome, fn)
    } catch (error) {
      this.end(run, 'failed', {
        error: { name: 'Error', message: error instanceof Error ? error.message : String(error) },
      })
    }
    // A run that only found nobody at home has not changed; writing that down each second would fill the disk.
    if (outcome.kind === 'away') return
    this.state.saveRun(run)
    await this.state.settled()
  }

  private async call(fn: FunctionConfig, run: Run, call: NextCall): Promise<Outcome> {
    const outcome = await callFunction(this.options.app, fn, run, call)
    if (this.repeatCalls === 0 || outcome.kind === 'away') return outcome
    this.repeatCalls--
    return callFunction(this.options.app, fn, run, call)
  }

  private settle(run: Run, call: NextCall, outcome: Outcome, fn: FunctionConfig | undefined): void {
    const now = Date.now()
    const context: ApplyContext = {
      now,
      maxAttempts: fn ? maxAttempts(fn) : 1,
      backoffMs: (attempt) => Math.min(this.options.retryBaseMs * 2 ** (attempt - 1), MAX_BACKOFF_MS),
    }
    if (outcome.kind !== 'unknown' && outcome.kind !== 'away') run.unknown = 0
    switch (outcome.kind) {
      case 'ops':
        applyOps(run, call, outcome.ops, context)
        for (const op of outcome.ops) if (op.op === 'InvokeFunction') this.invoke(run, op)
        return
      case 'done':
        this.end(run, 'completed', { output: outcome.output })
        return
      case 'failed':
        this.end(run, 'failed', { error: outcome.error })
        return
      case 'retry':
        if (retry(run, call, context, outcome.afterMs)) run.error = outcome.error
        else this.end(run, 'failed', { error: outcome.error })
        return
      case 'unknown':
        if (++run.unknown >= MAX_UNKNOWN) {
          const message = `The app has no function ${run.functionId}`
          this.end(run, 'failed', { error: { name: 'FunctionNotFound', message } })
          return
        }
        postpone(run, call, now + UNKNOWN_MS, call.attempt)
        this.options.onUnknown()
        return
      case 'away':
        postpone(run, call, now + AWAY_MS, call.attempt)
    }
  }

  private invoke(run: Run, op: Op): void {
    if (!run.pending.some(({ stepId, kind }) => stepId === op.id && kind === 'invoke')) return
    const parent = { runId: run.id, stepId: op.id }
    const under = [...this.state.active].some((id) => {
      const other = this.state.runs.get(id)?.parent
      return other?.runId === parent.runId && other.stepId === parent.stepId
    })
    if (under) return
    const functionId = String(op.opts?.function_id ?? '')
    const fn = this.state.functions.get(functionId)
    if (!fn) {
      memoise(run, op.id, { type: 'error', error: { name: 'Error', message: `There is no function ${functionId}` } })
      return
    }
    const payload = (op.opts?.payload ?? {}) as { data?: Record<string, unknown> }
    const now = Date.now()
    const id = `invoke:${run.id}:${op.id}:${run.revived}`
    const child = newRun(fn, { id, name: 'inngest/function.invoked', data: payload.data ?? {}, ts: now }, now, parent)
    this.state.addEvent([`event:${id}`], [child])
    this.schedule(child)
  }

  private end(run: Run, status: 'completed' | 'failed', result: { output?: unknown; error?: StepFailure }): void {
    const now = Date.now()
    Object.assign(run, { output: undefined, error: undefined }, result, { status, endedAt: now })
    // A failing failure handler must not start failure handlers.
    if (status === 'failed' && run.event.name !== FUNCTION_FAILED) {
      for (const started of takeEvent(this.state, failureEvent(run, now), now)) this.schedule(started)
    }
    const parent = run.parent && this.state.runs.get(run.parent.runId)
    if (!run.parent || parent?.status !== 'active') return
    memoise(
      parent,
      run.parent.stepId,
      run.error ? { type: 'error', error: run.error } : { type: 'data', data: run.output ?? null },
    )
    this.state.saveRun(parent)
    this.schedule(parent)
  }
}
