/** The nouns of the executor: events, functions as the SDK registers them, runs and what they wait for. */
import { z } from 'zod'

export const eventSchema = z.looseObject({
  name: z.string().min(1).max(256),
  data: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((data) => data ?? {}),
  id: z.string().min(1).max(512).optional(),
  ts: z.number().optional(),
})
/** An event as the functions get it. */
export interface AppEvent {
  id: string
  name: string
  data: Record<string, unknown>
  /** Milliseconds since the epoch. */
  ts: number
}

const trigger = z.looseObject({
  event: z.string().optional(),
  expression: z.string().nullish(),
  cron: z.string().optional(),
})
const concurrencyEntry = z.looseObject({ limit: z.number().int().min(0), key: z.string().nullish() })
export const functionSchema = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  triggers: z.array(trigger),
  steps: z.record(
    z.string(),
    z.looseObject({
      runtime: z.looseObject({ url: z.string() }),
      retries: z.looseObject({ attempts: z.number().int().min(0).max(100) }).nullish(),
    }),
  ),
  idempotency: z.string().nullish(),
  concurrency: z.union([z.number().int(), concurrencyEntry, z.array(concurrencyEntry)]).nullish(),
  cancel: z.array(z.looseObject({ event: z.string(), if: z.string().nullish() })).nullish(),
})
export type FunctionConfig = z.infer<typeof functionSchema>

export interface StepFailure {
  name: string
  message: string
  stack?: string
}

/** What a finished step left behind, as the SDK wants it back. null: a sleep that is over, a wait that timed out. */
export type Memo = { type: 'data'; data: unknown } | { type: 'error'; error: StepFailure } | null

/** Something a run waits for, by the hashed id of its step. */
export interface Pending {
  stepId: string
  kind: 'plan' | 'sleep' | 'wait' | 'invoke'
  /** plan: not before; sleep: over at; wait and invoke: given up at. Milliseconds since the epoch. */
  dueAt: number
  /** plan: which attempt comes next, from 0. */
  attempt: number
  /** wait: the awaited event and the condition on it. */
  eventName?: string
  condition?: string
}

export interface Run {
  id: string
  functionId: string
  event: AppEvent
  status: 'active' | 'completed' | 'failed' | 'cancelled'
  /** Attempt of the next call of the function itself, from 0. */
  attempt: number
  /** Whether something changed since the function was last asked how it goes on. */
  dirty: boolean
  /** The function is not asked before this moment. */
  dueAt: number
  /** How often the app did not know the function. */
  unknown: number
  steps: Record<string, Memo>
  /** Hashed ids of the finished steps in order. */
  stack: string[]
  pending: Pending[]
  /** The step of another run that waits for this one. */
  parent?: { runId: string; stepId: string }
  startedAt: number
  endedAt?: number
  output?: unknown
  error?: StepFailure
  /** How often it was revived by hand. */
  revived: number
}

/** Which call comes next: the function itself ('step') or one planned step. */
export interface NextCall {
  stepId: string
  attempt: number
}
