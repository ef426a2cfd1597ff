/** Purges of hosts, heard in every process; null where there is no Redis to tell of them. */
import { redisTimeoutMs } from '@/lib/kv'
import { SharedClock } from '@/lib/shared-clock.mjs'
import type { Clock } from './resolve'

export function hostClock(listener: { expire(hosts: string[]): void; forget(): void }): Clock | null {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = process.env
  return url && token ? new SharedClock('hosts', { url, token }, listener, undefined, redisTimeoutMs()) : null
}
