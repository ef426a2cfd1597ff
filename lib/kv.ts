/**
 * Redis over REST, and the one place where its keys are built. It holds nothing that cannot be rebuilt: every caller has an
 * answer for "Redis is gone", and is told so at once. Edge-safe.
 */
import { Redis, type Requester, type UpstashRequest, type UpstashResponse } from '@upstash/redis'

const TIMEOUT_MS = 200
const RETRY_AFTER_MS = 50
/** Failures in a row after which nobody asks Redis for BREAKER_MS. */
const BREAKER_THRESHOLD = 3
const BREAKER_MS = 30_000

/** Redis did not answer in time, or is not asked because it lately did not. */
export class KvUnavailableError extends Error {
  override readonly name = 'KvUnavailableError'
}

let client: Redis | null | undefined

/** The client, or null when UPSTASH_REDIS_REST_URL is not set. Its calls throw KvUnavailableError within TIMEOUT_MS. */
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
export function createKv(server: { url: string; token: string }, now: () => number = () => Date.now()): Redis {
  return new GuardedRedis(server, new Breaker(now))
}

class GuardedRedis extends Redis {
  constructor(server: { url: string; token: string }, breaker: Breaker) {
    super({
      ...server,
      retry: { retries: 1, backoff: () => RETRY_AFTER_MS },
      signal: () => AbortSignal.timeout(TIMEOUT_MS),
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

/** Closed; open for BREAKER_MS after BREAKER_THRESHOLD failures in a row; then one caller tries for all. */
class Breaker {
  private failures = 0
  private openUntil = 0

  constructor(private readonly now: () => number) {}

  mayTry(): boolean {
    if (this.failures < BREAKER_THRESHOLD) return true
    if (this.now() < this.openUntil) return false
    this.openUntil = this.now() + BREAKER_MS
    return true
  }

  succeeded(): void {
    this.failures = 0
  }

  failed(): void {
    this.failures += 1
    if (this.failures >= BREAKER_THRESHOLD) this.openUntil = this.now() + BREAKER_MS
  }
}
