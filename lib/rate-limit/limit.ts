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

const MAX_LOCAL_KEYS = 50_000
const local = new LocalCounter(MAX_LOCAL_KEYS)

/** Counts one call under `key` (`login:account:...`, or `s:{storeId}:...` for a store's) and says whether it may go on. */
export async function rateLimit(key: string, { limit, windowMs, failClosed }: RateLimit): Promise<RateAnswer> {
  const time = now().getTime()
  const window = Math.floor(time / windowMs)
  const name = platformKeys.rate(key, window)
  const count = (await countShared(name, windowMs)) ?? local.count(name, (window + 1) * windowMs, time)
  const ok = count === null ? !failClosed : count <= limit
  return { ok, retryAfter: ok ? 0 : Math.max(1, Math.ceil(((window + 1) * windowMs - time) / 1000)) }
}

/** Undefined when Redis is not there: the caller counts for itself. */
async function countShared(name: string, windowMs: number): Promise<number | undefined> {
  const redis = kv()
  if (!redis) return undefined
  try {
    const [count] = await redis.pipeline().incr(name).pexpire(name, windowMs).exec<[number, number]>()
    return count
  } catch {
    // kv reports its own state at /api/ready; the fallback is the answer here.
    return undefined
  }
}
