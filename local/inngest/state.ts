/**
 * Everything the executor remembers: functions, runs, and which events it has seen, kept in a journal.
 *
 * Invariant: an event and the runs it starts are one record, so they exist together or not at all.
 * Bounded: finished runs, dead runs and seen ids each have a limit; active runs are refused beyond theirs.
 */
import { join } from 'node:path'
import { Journal } from '../journal'
import type { AppEvent, FunctionConfig, Run } from './types'

export const MAX_ACTIVE_RUNS = 50_000
const MAX_FINISHED = 500
const MAX_DEAD = 1_000
const MAX_SEEN = 200_000
const MAX_OUTPUT_CHARS = 16_384
/** How long an event id or an idempotency key keeps a second run away, as at Inngest. */
const DEDUPE_MS = 24 * 3_600_000

type Rec =
  | { t: 'functions'; functions: FunctionConfig[] }
  | { t: 'event'; at: number; keys: string[]; runs: Run[]; held?: AppEvent }
  | { t: 'held-done' }
  | { t: 'run'; run: Run }

export class State {
  readonly functions = new Map<string, FunctionConfig>()
  readonly runs = new Map<string, Run>()
  /** Events that came before any function was registered. */
  held: AppEvent[] = []
  private readonly seen = new Map<string, number>()
  private journal: Journal<Rec> | undefined
  /** Ids of runs by how they stand, each in the order in which they came to it. */
  readonly active = new Set<string>()
  private readonly finished = new Set<string>()
  private readonly dead = new Set<string>()

  static async open(dir: string): Promise<State> {
    const state = new State()
    state.journal = await Journal.open<Rec>({
      path: join(dir, 'journal.jsonl'),
      fsync: true,
      replay: (record) => state.apply(record),
      snapshot: () => state.snapshot(),
    })
    return state
  }

  /** Replaces the registered functions. */
  setFunctions(functions: FunctionConfig[]): void {
    this.record({ t: 'functions', functions })
  }

  /** Whether this key (an event's id or an idempotency key) was used within 24 hours. */
  hasSeen(key: string, now: number): boolean {
    const at = this.seen.get(key)
    return at !== undefined && now - at < DEDUPE_MS
  }

  /** Takes in an event with the runs it starts. */
  addEvent(keys: string[], runs: Run[], held?: AppEvent): void {
    this.record({ t: 'event', at: Date.now(), keys, runs, held })
  }

  releaseHeld(): AppEvent[] {
    const held = this.held
    this.record({ t: 'held-done' })
    return held
  }

  saveRun(run: Run): void {
    this.record({ t: 'run', run })
  }

  /** Resolves when everything recorded so far is on the disk. */
  async settled(): Promise<void> {
    await this.journal?.settled()
  }

  async close(): Promise<void> {
    await this.journal?.close()
  }

  private record(record: Rec): void {
    this.apply(record)
    this.journal?.append(record)
  }

  private apply(record: Rec): void {
    if (record.t === 'functions') {
      this.functions.clear()
      for (const fn of record.functions) this.functions.set(fn.id, fn)
    } else if (record.t === 'event') {
      for (const key of record.keys) {
        this.seen.delete(key)
        this.seen.set(key, record.at)
      }
      for (const run of record.runs) this.putRun(run)
      if (record.held) this.held.push(record.held)
      this.forgetSeen()
    } else if (record.t === 'held-done') {
      this.held = []
    } else {
      this.putRun(record.run)
    }
  }

  private putRun(run: Run): void {
    for (const ids of [this.active, this.finished, this.dead]) ids.delete(run.id)
    this.runs.set(run.id, run)
    if (run.status === 'active') {
      this.active.add(run.id)
      return
    }
    run.pending = []
    if (run.status === 'completed') Object.assign(run, { steps: {}, stack: [] })
    if (JSON.stringify(run.output ?? null).length > MAX_OUTPUT_CHARS) run.output = '(too large to keep)'
    if (run.status === 'failed') this.keepNewest(this.dead, run.id, MAX_DEAD)
    else this.keepNewest(this.finished, run.id, MAX_FINISHED)
  }

  private keepNewest(ids: Set<string>, id: string, limit: number): void {
    ids.add(id)
    const oldest = ids.values().next().value
    if (ids.size <= limit || oldest === undefined) return
    ids.delete(oldest)
    this.runs.delete(oldest)
  }

  private forgetSeen(): void {
    const now = Date.now()
    for (const [key, at] of this.seen) {
      if (this.seen.size <= MAX_SEEN && now - at < DEDUPE_MS) return
      this.seen.delete(key)
    }
  }

  private *snapshot(): Iterable<Rec> {
    yield { t: 'functions', functions: [...this.functions.values()] }
    for (const [key, at] of this.seen) yield { t: 'event', at, keys: [key], runs: [] }
    for (const event of this.held) yield { t: 'event', at: event.ts, keys: [], runs: [], held: event }
    for (const run of this.runs.values()) yield { t: 'run', run }
  }
}
