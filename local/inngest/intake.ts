/** From events to runs: which functions an event starts, which waiting runs it wakes, which it cancels. */
import { evaluate } from './expressions'
import { FUNCTION_FAILED, idempotencyKey, isCancelledBy, isTriggeredBy } from './functions'
import { ulid } from './ids'
import { memoise } from './runs'
import type { State } from './state'
import type { AppEvent, FunctionConfig, Run } from './types'

/** Takes in one event; gives back the runs that changed and have to be looked at. An event seen before changes nothing. */
export function takeEvent(state: State, event: AppEvent, now: number): Run[] {
  const seenKey = `event:${event.id}`
  if (state.hasSeen(seenKey, now)) return []
  if (state.functions.size === 0) {
    state.addEvent([seenKey], [], event)
    return []
  }
  return startRuns(state, event, [seenKey], now)
}

/** Starts what the held events would have started, now that functions are known. */
export function takeHeldEvents(state: State, now: number): Run[] {
  if (state.held.length === 0) return []
  const changed = state.held.flatMap((event) => startRuns(state, event, [], now))
  state.releaseHeld()
  return changed
}

/** The event that tells of a run's end for bad; it starts the `-failure` functions. */
export function failureEvent(run: Run, now: number): AppEvent {
  return {
    id: `failed:${run.id}:${run.revived}`,
    name: FUNCTION_FAILED,
    ts: now,
    data: { function_id: run.functionId, run_id: run.id, error: run.error, event: run.event },
  }
}

export function newRun(fn: FunctionConfig, event: AppEvent, now: number, parent?: Run['parent']): Run {
  return {
    id: ulid(now),
    functionId: fn.id,
    event,
    status: 'active',
    attempt: 0,
    dirty: true,
    dueAt: now,
    unknown: 0,
    steps: {},
    stack: [],
    pending: [],
    parent,
    startedAt: now,
    revived: 0,
  }
}

function startRuns(state: State, event: AppEvent, keys: string[], now: number): Run[] {
  const started: Run[] = []
  for (const fn of state.functions.values()) {
    if (!isTriggeredBy(fn, event)) continue
    const key = idempotencyKey(fn, event)
    if (key !== null && state.hasSeen(`once:${key}`, now)) continue
    if (key !== null) keys.push(`once:${key}`)
    started.push(newRun(fn, event, now))
  }
  state.addEvent(keys, started)
  return [...started, ...wakeAndCancel(state, event, now)]
}

function wakeAndCancel(state: State, event: AppEvent, now: number): Run[] {
  const names = new Set([...state.functions.values()].flatMap((fn) => (fn.cancel ?? []).map((cancel) => cancel.event)))
  const changed: Run[] = []
  for (const id of state.active) {
    const run = state.runs.get(id)
    if (!run) continue
    const woken = wake(run, event)
    const fn = names.has(event.name) ? state.functions.get(run.functionId) : undefined
    if (fn && run.event.id !== event.id && isCancelledBy(fn, run.event, event)) {
      run.status = 'cancelled'
      run.endedAt = now
    }
    if (woken || run.status !== 'active') changed.push(run)
  }
  for (const run of changed) state.saveRun(run)
  return changed
}

function wake(run: Run, event: AppEvent): boolean {
  const met = run.pending.filter(
    ({ kind, eventName, condition }) =>
      kind === 'wait' &&
      eventName === event.name &&
      (!condition || evaluate(condition, { event: run.event, async: event }) === true),
  )
  for (const { stepId } of met) memoise(run, stepId, { type: 'data', data: event })
  return met.length > 0
}
