/** How often a store may ask for new domains and for looks at DNS. */
import { HOUR, MINUTE } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { rateLimit } from '@/lib/rate-limit/limit'

const LIMITS = {
  add: { limit: 30, windowMs: HOUR, failClosed: true },
  check: { limit: 12, windowMs: MINUTE, failClosed: true },
} as const

/** @throws rate_limited with the seconds to wait */
export async function limitDomainCalls(storeId: number, what: keyof typeof LIMITS): Promise<void> {
  const { ok, retryAfter } = await rateLimit(`s:${storeId}:domains:${what}`, LIMITS[what])
  if (ok) return
  const wait = retryAfter < 120 ? `${retryAfter} seconds` : `${Math.ceil(retryAfter / 60)} minutes`
  throw new DomainError(
    'rate_limited',
    `That was often. Try again in ${wait}; until then we go on looking by ourselves.`,
    {
      retryAfter,
    },
  )
}
