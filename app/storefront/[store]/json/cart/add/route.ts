/** POST /cart/add.js: adds variants; answers `{items}` for a list, the line alone for a single one, as Shopify does. */
import { readCartToken, writeCartToken } from '@/app/_actions/cart-cookie'
import { withStore } from '@/db/store'
import { addToCart } from '@/lib/cart/commands'
import { lineDiscount, lineJs } from '../../_shopify/cart'
import { addSchema, readCartBody } from '../../_shopify/input'
import { cartRoute } from '../../_shopify/route'
import { withDiscount } from '../../_shopify/shown-cart'

export const POST = cartRoute(async (request, storeId) => {
  const body = await readCartBody(request, addSchema)
  const given = 'items' in body ? body.items : [body]
  const items = given.map(({ id, quantity }) => ({ variantId: id, quantity }))
  const before = await readCartToken()
  const { token, cart, discount } = await withStore(storeId, async (tx) => {
    const { token, cart } = await addToCart(tx, before, items)
    return { token, ...(await withDiscount(tx, cart)) }
  })
  await writeCartToken(token)
  const added = cart.lines.flatMap((line, index) =>
    items.some((item) => item.variantId === line.variantId)
      ? [lineJs(line, cart.currency, lineDiscount(discount, index))]
      : [],
  )
  return 'items' in body ? { items: added } : added[0]
})
