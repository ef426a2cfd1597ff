/**
 * POST /api/checkout/contact {email}: keeps the address of who stands at the checkout, so that a cart that is left can be
 * reminded of. A fetch of its own and no action: actions of a page wait for each other, and paying must not wait for this.
 */
import { readCartToken } from '@/app/_actions/cart-cookie'
import { jsonRoute, readJson, requireSameOrigin } from '@/app/_actions/json'
import { storeContext } from '@/app/_auth/store-context'
import { withStore } from '@/db/store'
import { MINUTE } from '@/lib/clock'
import { sha256 } from '@/lib/ids'
import { kvKey } from '@/lib/kv'
import { rateLimit } from '@/lib/rate-limit/limit'
import { rememberCheckout, rememberSchema } from '@/lib/recovery/remember'

/** Addresses that one cart may name in a minute: typing has corrections, a script has lists. */
const PER_CART = { limit: 10, windowMs: MINUTE, failClosed: true }

export const POST = jsonRoute<{ params: Promise<{ store: string }> }>(async (request, { params }) => {
  requireSameOrigin(request.headers)
  const { storeId } = await storeContext((await params).store)
  const { email } = await readJson(request, rememberSchema)
  const token = await readCartToken()
  if (token && (await rateLimit(kvKey(storeId, 'remember', sha256(token)), PER_CART)).ok) {
    await withStore(storeId, (tx) => rememberCheckout(tx, token, email))
  }
  return new Response(null, { status: 204 })
})
