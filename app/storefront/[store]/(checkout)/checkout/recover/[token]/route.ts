/** GET /checkout/recover/{token}: a reminder's link. Opens the cart that was left and goes on to the checkout of this host. */
import { readCartToken, writeCartToken } from '@/app/_actions/cart-cookie'
import { jsonRoute } from '@/app/_actions/json'
import { storeContext } from '@/app/_auth/store-context'
import { withStore } from '@/db/store'
import { openAbandoned } from '@/lib/recovery/open'

export const GET = jsonRoute<{ params: Promise<{ store: string; token: string }> }>(async (_request, { params }) => {
  const { store, token } = await params
  const { storeId } = await storeContext(store)
  const before = await readCartToken()
  const cart = await withStore(storeId, (tx) => openAbandoned(tx, token, before))
  if (cart === null) return redirectTo('/cart?problem=link_gone')
  if (cart !== before) await writeCartToken(cart)
  return redirectTo('/checkout')
})

/** Relative: the host is the one that was asked. The link's secret is told to no other page. */
function redirectTo(location: string): Response {
  const headers = { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }
  return new Response(null, { status: 302, headers })
}
