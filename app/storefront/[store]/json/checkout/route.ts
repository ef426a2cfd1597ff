/** POST /api/checkout: pays for the cart in the cookie. The same domain function as the checkout page's. */
import { readCartToken } from '@/app/_actions/cart-cookie'
import { jsonRoute, readJson, requireNoForeignPage } from '@/app/_actions/json'
import { limitCheckouts } from '@/app/_actions/limit-checkouts'
import { storeContext } from '@/app/_auth/store-context'
import { kickRelay } from '@/inngest/kick'
import { placeOrder } from '@/lib/checkout/place-order'
import { checkoutSchema } from '@/lib/checkout/types'

export const POST = jsonRoute<{ params: Promise<{ store: string }> }>(async (request, { params }) => {
  requireNoForeignPage(request.headers)
  const { storeId, origin } = await storeContext((await params).store)
  await limitCheckouts(storeId, request.headers)
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
