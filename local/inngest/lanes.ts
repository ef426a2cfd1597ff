/**
 * Which run is called next. Runs that share their concurrency limits wait in one lane, first come first served; the lanes
 * take turns, so that one busy store does not keep the others waiting.
 *
 * Invariant: no counter ever exceeds its limit, and never more than `parallel` calls are in flight.
 */
import type { Limit } from './functions'

interface Lane {
  limits: Limit[]
  waiting: string[]
}

export class Lanes {
  private readonly lanes = new Map<string, Lane>()
  private readonly counters = new Map<string, number>()
  private readonly inFlight = new Map<string, Limit[]>()
  private readonly queued = new Set<string>()

  constructor(private readonly parallel: number) {}

  get waitingCount(): number {
    return this.queued.size
  }

  isBusy(runId: string): boolean {
    return this.inFlight.has(runId)
  }

  /** Queues a run once; a run that is queued or in flight already is left where it is. */
  enqueue(runId: string, functionId: string, limits: Limit[]): void {
    if (this.queued.has(runId) || this.inFlight.has(runId)) return
    const key = [functionId, ...limits.map(({ counter }) => counter)].join('|')
    const lane = this.lanes.get(key) ?? { limits, waiting: [] }
    lane.waiting.push(runId)
    this.lanes.set(key, lane)
    this.queued.add(runId)
  }

  /** The next run that may be called, now in flight until `release`; undefined when none may. */
  take(): string | undefined {
    if (this.inFlight.size >= this.parallel) return undefined
    for (const [key, lane] of this.lanes) {
      if (lane.limits.some(({ counter, limit }) => (this.counters.get(counter) ?? 0) >= limit)) continue
      const runId = lane.waiting.shift()
      // To the end of the queue of lanes, or gone when empty.
      this.lanes.delete(key)
      if (lane.waiting.length > 0) this.lanes.set(key, lane)
      if (runId === undefined) continue
      this.queued.delete(runId)
      this.inFlight.set(runId, lane.limits)
      for (const { counter } of lane.limits) this.counters.set(counter, (this.counters.get(counter) ?? 0) + 1)
      return runId
    }
    return undefined
  }

  release(runId: string): void {
    for (const { counter } of this.inFlight.get(runId) ?? []) {
      const left = (this.counters.get(counter) ?? 1) - 1
      if (left > 0) this.counters.set(counter, left)
      else this.counters.delete(counter)
    }
    this.inFlight.delete(runId)
  }
}
