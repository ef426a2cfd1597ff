/** POST /api/checkout: pays for the cart in the cookie. The same domain function as the checkout page's. */
import { readCartToken } from '@/app/_actions/cart-cookie'
import { jsonRoute, readJson, requireSameOrigin } from '@/app/_actions/json'
import { storeContext } from '@/app/_auth/store-context'
import { kickRelay } from '@/inngest/kick'
import { placeOrder } from '@/lib/checkout/place-order'
import { checkoutSchema } from '@/lib/checkout/types'
import { MINUTE } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { kvKey } from '@/lib/kv'
import { rateLimit } from '@/lib/rate-limit/limit'
import { clientAddress } from '@/lib/tenancy/request-headers'

/** Many shoppers may sit behind one address; cards are counted for each cart besides (lib/checkout). */
const PER_ADDRESS = { limit: 600, windowMs: MINUTE, failClosed: true }
const PER_STORE = { limit: 6_000, windowMs: MINUTE, failClosed: true }

export const POST = jsonRoute<{ params: Promise<{ store: string }> }>(async (request, { params }) => {
  requireSameOrigin(request.headers)
  const { storeId, origin } = await storeContext((await params).store)
  await limit(storeId, clientAddress(request.headers))
  const body = await readJson(request, checkoutSchema)
  const { order, replayed } = await placeOrder(storeId, {
    ...body,
    cartToken: await readCartToken(),
    idempotencyKey: request.headers.get('idempotency-key') ?? '',
    returnUrl: `${origin}/checkout/return`,
  })
  kickRelay()
  const headers = { 'cache-control': 'no-store', ...(replayed ? { 'idempotent-replayed': 'true' } : {}) }
  return Response.json({ order }, { status: replayed ? 200 : 201, headers })
})

async function limit(storeId: number, address: string | null): Promise<void> {
  const answers = await Promise.all([
    rateLimit(kvKey(storeId, 'checkout'), PER_STORE),
    ...(address ? [rateLimit(kvKey(storeId, 'checkout', address), PER_ADDRESS)] : []),
  ])
  const refused = answers.find((answer) => !answer.ok)
  if (!refused) return
  throw new DomainError('rate_limited', 'Too many checkouts at once. Please try again in a moment.', {
    retryAfter: refused.retryAfter,
  })
}
