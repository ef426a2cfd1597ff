/** How often a store and an address may try to pay in a minute; the page and the JSON route count together. */
import { MINUTE } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { kvKey } from '@/lib/kv'
import { rateLimits } from '@/lib/rate-limit/limit'
import { clientAddress } from '@/lib/tenancy/request-headers'

/** Many shoppers may sit behind one address; cards are counted for each cart besides (lib/checkout). */
const PER_ADDRESS = { limit: 600, windowMs: MINUTE, failClosed: true }
const PER_STORE = { limit: 6_000, windowMs: MINUTE, failClosed: true }

/** @throws rate_limited */
export async function limitCheckouts(storeId: number, from: Headers): Promise<void> {
  const address = clientAddress(from)
  const refused = await rateLimits([
    [kvKey(storeId, 'checkout'), PER_STORE],
    ...(address ? [[kvKey(storeId, 'checkout', address), PER_ADDRESS] as const] : []),
  ])
  if (refused.ok) return
  throw new DomainError('rate_limited', 'Too many checkouts at once. Please try again in a moment.', {
    retryAfter: refused.retryAfter,
  })
}
