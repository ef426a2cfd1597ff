/** The clock of functions with a cron trigger. A moment missed while this process was down is not made up for. */
import { Cron } from 'croner'
import type { Executor } from './executor'
import { crons } from './functions'
import { newRun } from './intake'
import type { State } from './state'
import type { FunctionConfig } from './types'

const TIMER_EVENT = 'inngest/scheduled.timer'

export class CronJobs {
  private readonly jobs = new Map<string, Cron>()

  constructor(
    private readonly state: State,
    private readonly executor: Executor,
  ) {}

  /** Throws when an expression is not a cron expression. */
  static check(fn: FunctionConfig): void {
    for (const expression of crons(fn)) start(expression, () => undefined).stop()
  }

  /** Follows the registered functions: new jobs start, those no longer registered stop. */
  update(): void {
    const wanted = new Map<string, [FunctionConfig, string]>()
    for (const fn of this.state.functions.values()) {
      for (const expression of crons(fn)) wanted.set(`${fn.id} ${expression}`, [fn, expression])
    }
    for (const [key, job] of this.jobs) {
      if (wanted.has(key)) continue
      job.stop()
      this.jobs.delete(key)
    }
    for (const [key, [fn, expression]] of wanted) {
      if (!this.jobs.has(key))
        this.jobs.set(
          key,
          start(expression, () => this.fire(fn.id, expression)),
        )
    }
  }

  stop(): void {
    for (const job of this.jobs.values()) job.stop()
    this.jobs.clear()
  }

  private fire(functionId: string, expression: string): void {
    const fn = this.state.functions.get(functionId)
    // While the app is down the ticks do not pile up: one waiting run is enough.
    if (!fn || this.hasUntouchedRun(functionId)) return
    const now = Date.now()
    const id = `cron:${functionId}:${expression}:${Math.floor(now / 1000)}`
    if (this.state.hasSeen(`event:${id}`, now)) return
    const run = newRun(fn, { id, name: TIMER_EVENT, data: { cron: expression }, ts: now }, now)
    this.state.addEvent([`event:${id}`], [run])
    this.executor.resumeRun(run)
  }

  private hasUntouchedRun(functionId: string): boolean {
    for (const id of this.state.active) {
      const run = this.state.runs.get(id)
      if (run?.functionId === functionId && run.event.name === TIMER_EVENT && run.stack.length === 0) return true
    }
    return false
  }
}

/** `TZ=Europe/Paris 0 3 * * *` or a plain expression, which is UTC as at Inngest. */
function start(expression: string, tick: () => void): Cron {
  const [, timezone = 'UTC', pattern = expression] = /^TZ=(\S+)\s+(.+)$/.exec(expression) ?? []
  return new Cron(pattern, { timezone, unref: true }, tick)
}
