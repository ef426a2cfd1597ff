/** POST /cart/clear.js: an empty cart, without note, attributes and code. */
import { readCartToken } from '@/app/_actions/cart-cookie'
import { withStore } from '@/db/store'
import { clearCart } from '@/lib/cart/commands'
import { cartJs } from '../../_shopify/cart'
import { cartRoute } from '../../_shopify/route'

export const POST = cartRoute(async (_request, storeId) => {
  const token = await readCartToken()
  return cartJs(await withStore(storeId, (tx) => clearCart(tx, token)), token, null)
})
