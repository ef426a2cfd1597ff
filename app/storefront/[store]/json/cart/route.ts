/** GET /cart.js and /cart.json: the shopper's cart, empty when there is none. */
import { readCartToken } from '@/app/_actions/cart-cookie'
import { readStore } from '@/db/store'
import { getCart } from '@/lib/cart/queries'
import { cartJs } from '../_shopify/cart'
import { cartRoute } from '../_shopify/route'

export const GET = cartRoute(async (_request, storeId) => {
  const token = await readCartToken()
  return cartJs(await readStore(storeId, (tx) => getCart(tx, token)), token)
})
