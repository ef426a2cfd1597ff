/** Runs as the API and the page show them. */
import type { State } from './state'
import type { Run, StepFailure } from './types'

const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1_000

export interface RunView {
  id: string
  functionId: string
  event: { id: string; name: string; data: Record<string, unknown> }
  /** active: to be called; waiting: a sleep, an awaited event or a back-off has to pass first. */
  status: 'active' | 'waiting' | 'completed' | 'failed' | 'cancelled'
  /** The next or last attempt, from 0. */
  attempt: number
  output: unknown
  error: StepFailure | null
  startedAt: number
  endedAt: number | null
}

export interface RunFilter {
  /** Name or id of the event. */
  event?: string
  functionId?: string
  status?: string
  limit?: number
}

/** Newest first. */
export function listRuns(state: State, filter: RunFilter): RunView[] {
  const views = [...state.runs.values()]
    .map(toView)
    .filter(
      (run) =>
        (!filter.event || run.event.name === filter.event || run.event.id === filter.event) &&
        (!filter.functionId || run.functionId === filter.functionId) &&
        (!filter.status || run.status === filter.status),
    )
  views.sort((a, b) => (a.id < b.id ? 1 : -1))
  return views.slice(0, Math.min(filter.limit || DEFAULT_LIMIT, MAX_LIMIT))
}

export function toView(run: Run): RunView {
  const waits =
    run.status === 'active' &&
    Math.min(run.dirty ? run.dueAt : Number.MAX_SAFE_INTEGER, ...run.pending.map(({ dueAt }) => dueAt)) > Date.now()
  return {
    id: run.id,
    functionId: run.functionId,
    event: { id: run.event.id, name: run.event.name, data: run.event.data },
    status: waits ? 'waiting' : run.status,
    attempt: Math.max(run.attempt, ...run.pending.map(({ attempt }) => attempt)),
    output: run.output ?? null,
    error: run.error ?? null,
    startedAt: run.startedAt,
    endedAt: run.endedAt ?? null,
  }
}
