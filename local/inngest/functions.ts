/** What a registered function says about itself: who wakes it, how often it is tried, how many calls may run at once. */
import { checkExpression, evaluate } from './expressions'
import type { AppEvent, FunctionConfig } from './types'

/** Inngest's default: one try and three more. */
const DEFAULT_RETRIES = 3
export const FUNCTION_FAILED = 'inngest/function.failed'

/** Options that Inngest has and this executor has not; they are named on the page and in the log. */
const UNSUPPORTED = ['debounce', 'rateLimit', 'throttle', 'batchEvents', 'priority', 'singleton', 'timeouts'] as const

/** Throws when the function holds an expression that could not be evaluated here. */
export function checkFunction(fn: FunctionConfig): void {
  const expressions = [
    ...fn.triggers.map(({ expression }) => expression),
    ...(fn.cancel ?? []).map((cancel) => cancel.if),
    ...concurrencyEntries(fn).map(({ key }) => key),
    fn.idempotency,
  ]
  for (const expression of expressions) if (expression) checkExpression(expression)
}

export function unsupportedOptions(fn: FunctionConfig): string[] {
  return UNSUPPORTED.filter((name) => fn[name] !== undefined && fn[name] !== null)
}

export function maxAttempts(fn: FunctionConfig): number {
  return (fn.steps.step?.retries?.attempts ?? DEFAULT_RETRIES) + 1
}

export function crons(fn: FunctionConfig): string[] {
  return fn.triggers.flatMap(({ cron }) => (cron ? [cron] : []))
}

export function isTriggeredBy(fn: FunctionConfig, event: AppEvent): boolean {
  return fn.triggers.some(
    (trigger) =>
      trigger.event === event.name && (!trigger.expression || evaluate(trigger.expression, { event }) === true),
  )
}

/** The key under which the function runs once in 24 hours, or null when it has none. */
export function idempotencyKey(fn: FunctionConfig, event: AppEvent): string | null {
  return fn.idempotency ? `${fn.id}:${String(evaluate(fn.idempotency, { event }))}` : null
}

export function isCancelledBy(fn: FunctionConfig, started: AppEvent, event: AppEvent): boolean {
  return (fn.cancel ?? []).some(
    (cancel) =>
      cancel.event === event.name && (!cancel.if || evaluate(cancel.if, { event: started, async: event }) === true),
  )
}

export interface Limit {
  /** Runs with the same counter share the limit. */
  counter: string
  limit: number
}

/** How many calls may be in flight at once, for this function and this event. */
export function concurrencyLimits(fn: FunctionConfig, event: AppEvent): Limit[] {
  return concurrencyEntries(fn)
    .filter(({ limit }) => limit > 0)
    .map(({ limit, key }, index) => ({
      counter: `${fn.id}:${index}:${key ? String(evaluate(key, { event })) : ''}`,
      limit,
    }))
}

function concurrencyEntries(fn: FunctionConfig): { limit: number; key?: string | null }[] {
  if (fn.concurrency === undefined || fn.concurrency === null) return []
  return typeof fn.concurrency === 'number' ? [{ limit: fn.concurrency }] : [fn.concurrency].flat()
}
