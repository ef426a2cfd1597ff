/** The rules of one run, pure: what to call next, when to wake up, and what an answer of the SDK changes. */
import { toMoment } from './durations'
import type { Memo, NextCall, Pending, Run, StepFailure } from './types'

const FOREVER = Number.MAX_SAFE_INTEGER

/** An operation that the SDK reports with status 206. */
export interface Op {
  id: string
  op: string
  name?: string
  data?: unknown
  error?: unknown
  opts?: Record<string, unknown>
}

export interface ApplyContext {
  now: number
  maxAttempts: number
  /** Milliseconds until the attempt with this number (1 is the first retry). */
  backoffMs(attempt: number): number
}

/** Which call is due, or null when the run has to wait. A planned step goes before the function itself. */
export function nextCall(run: Run, now: number): NextCall | null {
  const planned = run.pending.find((pending) => pending.kind === 'plan' && pending.dueAt <= now)
  if (planned) return { stepId: planned.stepId, attempt: planned.attempt }
  return run.dirty && run.dueAt <= now ? { stepId: 'step', attempt: run.attempt } : null
}

/** When something of this run falls due next. */
export function nextWake(run: Run): number {
  return Math.min(run.dirty ? run.dueAt : FOREVER, ...run.pending.map(({ dueAt }) => dueAt))
}

/** Ends the sleeps and waits whose time has come. True when the run changed. */
export function expirePending(run: Run, now: number): boolean {
  const over = run.pending.filter(({ kind, dueAt }) => kind !== 'plan' && dueAt <= now)
  for (const { kind, stepId } of over) {
    const timedOut: StepFailure = { name: 'Error', message: 'The invoked function did not end in time' }
    memoise(run, stepId, kind === 'invoke' ? { type: 'error', error: timedOut } : null)
  }
  return over.length > 0
}

/** Keeps the result of a step; the function has to be asked how it goes on. */
export function memoise(run: Run, stepId: string, memo: Memo): void {
  if (!run.stack.includes(stepId)) run.stack.push(stepId)
  run.steps[stepId] = memo
  run.pending = run.pending.filter((pending) => pending.stepId !== stepId)
  run.dirty = true
  run.attempt = 0
}

/** Applies the operations of one answer. Throws for an operation that this executor does not know. */
export function applyOps(run: Run, call: NextCall, ops: Op[], context: ApplyContext): void {
  if (call.stepId === 'step') {
    run.dirty = false
    run.attempt = 0
  }
  for (const op of ops) applyOp(run, call, op, context)
}

function applyOp(run: Run, call: NextCall, op: Op, context: ApplyContext): void {
  switch (op.op) {
    case 'StepRun':
    case 'Step':
      memoise(run, op.id, { type: 'data', data: op.data ?? null })
      return
    case 'StepFailed':
      memoise(run, op.id, { type: 'error', error: toFailure(op.error) })
      return
    case 'StepError':
      if (!retry(run, call, context)) memoise(run, op.id, { type: 'error', error: toFailure(op.error) })
      return
    case 'StepPlanned':
      awaitStep(run, { stepId: op.id, kind: 'plan', dueAt: context.now, attempt: 0 })
      return
    case 'Sleep':
      awaitStep(run, { stepId: op.id, kind: 'sleep', dueAt: toMoment(op.name ?? '', context.now), attempt: 0 })
      return
    case 'WaitForEvent':
      awaitStep(run, {
        stepId: op.id,
        kind: 'wait',
        dueAt: timeout(op, context.now),
        attempt: 0,
        eventName: op.name,
        condition: typeof op.opts?.if === 'string' ? op.opts.if : undefined,
      })
      return
    case 'InvokeFunction':
      awaitStep(run, { stepId: op.id, kind: 'invoke', dueAt: timeout(op, context.now), attempt: 0 })
      return
    default:
      throw new Error(`The local executor does not know the operation ${op.op}`)
  }
}

/** A step that is awaited already is not awaited twice. */
function awaitStep(run: Run, pending: Pending): void {
  const known = run.stack.includes(pending.stepId) || run.pending.some(({ stepId }) => stepId === pending.stepId)
  if (!known) run.pending.push(pending)
}

/** Plans the same call again after its back-off. False when no attempt is left. */
export function retry(run: Run, call: NextCall, context: ApplyContext, afterMs?: number): boolean {
  const attempt = call.attempt + 1
  if (attempt >= context.maxAttempts) return false
  postpone(run, call, context.now + (afterMs ?? context.backoffMs(attempt)), attempt)
  return true
}

/** The same call again at `dueAt`, as the given attempt. */
export function postpone(run: Run, call: NextCall, dueAt: number, attempt: number): void {
  const planned = run.pending.find(({ stepId }) => stepId === call.stepId)
  if (planned) {
    planned.attempt = attempt
    planned.dueAt = dueAt
    return
  }
  run.dirty = true
  run.attempt = attempt
  run.dueAt = dueAt
}

function timeout(op: Op, now: number): number {
  return typeof op.opts?.timeout === 'string' ? toMoment(op.opts.timeout, now) : FOREVER
}

/** Whatever the SDK calls an error, as name and message. */
export function toFailure(error: unknown): StepFailure {
  if (typeof error === 'object' && error !== null) {
    const { name, message, stack } = error as Record<string, unknown>
    return {
      name: typeof name === 'string' ? name : 'Error',
      message: typeof message === 'string' ? message : JSON.stringify(error),
      ...(typeof stack === 'string' ? { stack } : {}),
    }
  }
  return { name: 'Error', message: String(error) }
}
