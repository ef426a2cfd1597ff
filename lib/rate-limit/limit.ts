/**
 * Fixed-window limits, counted in Redis for all processes and in this process when Redis is away: a limit is never skipped
 * because its counter is. A window's number is in the key, so nothing depends on an expiry having been set.
 */
import { now } from '@/lib/clock'
import { kv, platformKeys } from '@/lib/kv'
import { LocalCounter } from './local-counter'

export interface RateLimit {
  /** Allowed calls in one window. */
  limit: number
  windowMs: number
  /**
   * What becomes of a call that cannot be counted at all, because Redis is away and this process already counts as many
   * names as it may: true refuses it (login, checkout), false lets it pass.
   */
  failClosed: boolean
}

export interface RateAnswer {
  ok: boolean
  /** Seconds until the window ends; 0 when `ok`. */
  retryAfter: number
}

const PASSED: RateAnswer = { ok: true, retryAfter: 0 }
const MAX_LOCAL_KEYS = 50_000
const local = new LocalCounter(MAX_LOCAL_KEYS)

/** Counts one call under `key` (`login:account:...`, or `s:{storeId}:...` for a store's) and says whether it may go on. */
export async function rateLimit(key: string, rule: RateLimit): Promise<RateAnswer> {
  return rateLimits([[key, rule]])
}

/** Counts one call under every key, in one question to Redis; the first rule that is used up answers. */
export async function rateLimits(rules: readonly (readonly [key: string, rule: RateLimit])[]): Promise<RateAnswer> {
  const time = now().getTime()
  const counters = rules.map(([key, rule]) => {
    const window = Math.floor(time / rule.windowMs)
    return { rule, name: platformKeys.rate(key, window), until: (window + 1) * rule.windowMs }
  })
  const shared = await countShared(counters)
  const counts = shared ?? counters.map(({ name, until }) => local.count(name, until, time))
  const used = counters.find(({ rule }, n) => {
    const count = counts[n] ?? null
    return count === null ? rule.failClosed : count > rule.limit
  })
  return used ? { ok: false, retryAfter: Math.max(1, Math.ceil((used.until - time) / 1000)) } : PASSED
}

interface Counter {
  rule: RateLimit
  name: string
}

/** Undefined when Redis is not there: the caller counts for itself. */
async function countShared(counters: Counter[]): Promise<number[] | undefined> {
  const pipeline = kv()?.pipeline()
  if (!pipeline) return undefined
  for (const { name, rule } of counters) pipeline.incr(name).pexpire(name, rule.windowMs)
  try {
    const answers = await pipeline.exec<number[]>()
    return answers.filter((_, n) => n % 2 === 0)
  } catch {
    // kv reports its own state at /api/ready; the fallback is the answer here.
    return undefined
  }
}
