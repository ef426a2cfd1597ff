/** Faults that a test asks for. Several may be active; the oldest that matches a request is used up. Forgotten at a restart. */
import { z } from 'zod'

const MAX_DELAY_MS = 600_000
const MAX_FAULTS = 1_000

export const stripeFault = z
  .object({
    match: z
      .object({
        method: z.string().optional(),
        /** A path with everything below it, or a regular expression when it holds one of ^ $ * + ? ( ) [ ] | \ */
        path: z.string().optional(),
        /** Only requests for this account (`acct_...`). */
        account: z.string().optional(),
      })
      .default({}),
    times: z.number().int().min(1).max(1_000_000).default(1),
    /**
     * delay: executed after `ms`, then answered. status: not executed, answered with `status`. hang: not executed, never
     * answered. cut_before: connection cut before executing. cut_after: executed and kept, then cut. hold_before, hold_after:
     * kept waiting there, and listed as held, until the faults are cleared.
     */
    kind: z.enum(['delay', 'status', 'hang', 'cut_before', 'cut_after', 'hold_before', 'hold_after']),
    ms: z.number().int().min(0).max(MAX_DELAY_MS).default(1_000),
    status: z.number().int().min(400).max(599).default(500),
    /** status: keep the answer under the idempotency key, as Stripe does with errors that come while executing. */
    saved: z.boolean().default(false),
  })
  .strict()
export type StripeFault = z.infer<typeof stripeFault>

/** A request that a fault keeps waiting: before it is executed, or executed and kept but not answered. */
interface Held {
  kind: 'hold_before' | 'hold_after'
  method: string
  path: string
}

interface Active {
  fault: StripeFault
  pattern: RegExp | null
  left: number
}

export class Faults {
  private active: Active[] = []
  private readonly waiting = new Map<() => void, Held>()

  /** Throws when the path is not a valid expression or too many faults are active. */
  add(fault: StripeFault): void {
    if (this.active.length >= MAX_FAULTS) throw new Error(`At most ${MAX_FAULTS} faults may be active`)
    const { path } = fault.match
    const pattern = path !== undefined && /[$^*+?()[\]|\\]/.test(path) ? new RegExp(path) : null
    this.active.push({ fault, pattern, left: fault.times })
  }

  clear(): void {
    this.active = []
    for (const go of this.waiting.keys()) go()
    this.waiting.clear()
  }

  /** Until the faults are cleared. */
  hold(held: Held): Promise<void> {
    return new Promise((resolve) => this.waiting.set(resolve, held))
  }

  held(): Held[] {
    return [...this.waiting.values()]
  }

  list(): (StripeFault & { left: number })[] {
    return this.active.map(({ fault, left }) => ({ ...fault, left }))
  }

  take(method: string, path: string, account: string): StripeFault | null {
    const found = this.active.find(({ fault: { match }, pattern }) => {
      const samePath = pattern ? pattern.test(path) : path.startsWith(match.path ?? '')
      const sameMethod = match.method === undefined || match.method.toUpperCase() === method
      return samePath && sameMethod && (match.account === undefined || match.account === account)
    })
    if (!found) return null
    if (--found.left === 0) this.active = this.active.filter((active) => active !== found)
    return found.fault
  }
}
