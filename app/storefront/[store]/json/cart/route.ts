/** GET /cart.js and /cart.json: the shopper's cart, empty when there is none. */
import { readCartToken } from '@/app/_actions/cart-cookie'
import { readStore } from '@/db/store'
import { getCart } from '@/lib/cart/queries'
import { cartJs } from '../_shopify/cart'
import { cartRoute } from '../_shopify/route'
import { withDiscount } from '../_shopify/shown-cart'

export const GET = cartRoute(async (_request, storeId) => {
  const token = await readCartToken()
  const { cart, discount } = await readStore(storeId, async (tx) => withDiscount(tx, await getCart(tx, token)))
  return cartJs(cart, token, discount)
})
