/** POST /cart/change.js: sets one line's quantity, by variant id, key, or number from 1; 0 removes it. */
import { readCartToken } from '@/app/_actions/cart-cookie'
import { type Tx, withStore } from '@/db/store'
import { setQuantity } from '@/lib/cart/commands'
import { getCart } from '@/lib/cart/queries'
import { notFound } from '@/lib/errors'
import { cartJs } from '../../_shopify/cart'
import { changeSchema, readCartBody } from '../../_shopify/input'
import { cartRoute } from '../../_shopify/route'
import { withDiscount } from '../../_shopify/shown-cart'

export const POST = cartRoute(async (request, storeId) => {
  const { id, line, quantity } = await readCartBody(request, changeSchema)
  const token = await readCartToken()
  const { cart, discount } = await withStore(storeId, async (tx) => {
    const variantId = id ?? (await variantOfLine(tx, token, line ?? 0))
    return withDiscount(tx, await setQuantity(tx, token, variantId, quantity))
  })
  return cartJs(cart, token, discount)
})

async function variantOfLine(tx: Tx, token: string | null, line: number): Promise<number> {
  const { lines } = await getCart(tx, token)
  const found = lines[line - 1]
  if (!found) throw notFound(`Line ${line} of this cart`)
  return found.variantId
}
