/**
 * Redis over REST, and the one place where its keys are built. It holds nothing that cannot be rebuilt: every caller has an
 * answer for "Redis is gone", and is told so at once. Edge-safe.
 */
import { Redis, type Requester, type UpstashRequest, type UpstashResponse } from '@upstash/redis'

interface Patience {
  /** How long one command is waited for. */
  timeoutMs: number
  /** Failures in a row after which nobody asks Redis for BREAKER_MS. */
  failures: number
}
const SERVING: Patience = { timeoutMs: 200, failures: 3 }
/** Of a process that serves nobody and has no later: it waits, and asks again. */
const PATIENT: Patience = { timeoutMs: 2_000, failures: Number.POSITIVE_INFINITY }
const RETRY_AFTER_MS = 50
const BREAKER_MS = 30_000

/** Redis did not answer in time, or is not asked because it lately did not. */
export class KvUnavailableError extends Error {
  override readonly name = 'KvUnavailableError'
}

let client: Redis | null | undefined
let patience = SERVING

/** For an operator's command, before it does anything: no shopper waits behind it. */
export function bePatientWithRedis(): void {
  patience = PATIENT
  client = undefined
}

/** How long this process waits for one command of Redis. */
export function redisTimeoutMs(): number {
  return patience.timeoutMs
}

/** The client, or null when UPSTASH_REDIS_REST_URL is not set. Its calls throw KvUnavailableError in time. */
export function kv(): Redis | null {
  if (client === undefined) {
    const url = process.env.UPSTASH_REDIS_REST_URL
    const token = process.env.UPSTASH_REDIS_REST_TOKEN
    client = url && token ? createKv({ url, token }) : null
  }
  return client
}

/** Key of something that belongs to a store: `s:{storeId}:...`. Nothing can read or purge across stores. */
export function kvKey(storeId: number, ...parts: (string | number)[]): string {
  if (!Number.isSafeInteger(storeId) || storeId < 1) throw new Error(`store id ${storeId} is not a positive integer`)
  return ['s', storeId, ...parts].join(':')
}

/** Keys of the platform: what is asked before a store is known. */
export const platformKeys = {
  host: (host: string) => `host:${host}`,
  hostVersion: (host: string) => `host-version:${host}`,
  rate: (key: string, window: number) => `rate:${key}:${window}`,
} as const

/** A client of its own; `now` is the breaker's clock in milliseconds. */
export function createKv(
  server: { url: string; token: string },
  now: () => number = () => Date.now(),
  timeoutMs: number = patience.timeoutMs,
): Redis {
  return new GuardedRedis(server, timeoutMs, new Breaker(now, patience.failures))
}

class GuardedRedis extends Redis {
  constructor(server: { url: string; token: string }, timeoutMs: number, breaker: Breaker) {
    super({
      ...server,
      retry: { retries: 1, backoff: () => RETRY_AFTER_MS },
      signal: () => AbortSignal.timeout(timeoutMs),
      enableTelemetry: false,
      // Pipelines are said where they are wanted: one caller's slow command must not time out another's.
      enableAutoPipelining: false,
    })
    this.client = new GuardedRequester(this.client, breaker)
  }
}

class GuardedRequester implements Requester {
  readYourWrites?: boolean
  upstashSyncToken?: string

  constructor(
    private readonly inner: Requester,
    private readonly breaker: Breaker,
  ) {
    this.readYourWrites = inner.readYourWrites
    this.upstashSyncToken = inner.upstashSyncToken
  }

  async request<T = unknown>(request: UpstashRequest): Promise<UpstashResponse<T>> {
    if (!this.breaker.mayTry()) throw new KvUnavailableError('Redis did not answer lately and is not asked for a while')
    try {
      const answer = await this.inner.request<T>(request)
      this.breaker.succeeded()
      return answer
    } catch (error) {
      // Redis refusing a command is an answer, and a fault of ours.
      if (error instanceof Error && error.name === 'UpstashError') {
        this.breaker.succeeded()
        throw error
      }
      this.breaker.failed()
      throw new KvUnavailableError('Redis did not answer in time', { cause: error })
    }
  }
}

/** Closed; open for BREAKER_MS after `threshold` failures in a row; then one caller tries for all. */
class Breaker {
  private failures = 0
  private openUntil = 0

  constructor(
    private readonly now: () => number,
    private readonly threshold: number,
  ) {}

  mayTry(): boolean {
    if (this.failures < this.threshold) return true
    if (this.now() < this.openUntil) return false
    this.openUntil = this.now() + BREAKER_MS
    return true
  }

  succeeded(): void {
    this.failures = 0
  }

  failed(): void {
    this.failures += 1
    if (this.failures >= this.threshold) this.openUntil = this.now() + BREAKER_MS
  }
}
