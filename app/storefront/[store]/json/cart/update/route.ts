/** POST /cart/update.js: quantities by variant id or by line, note, attributes, discount code. Creates the cart if needed. */
import { readCartToken, writeCartToken } from '@/app/_actions/cart-cookie'
import { type Tx, withStore } from '@/db/store'
import { openCart, setCartDetails, setQuantities } from '@/lib/cart/commands'
import { getCart } from '@/lib/cart/queries'
import type { CartDetails, CartItemInput, CartView } from '@/lib/cart/types'
import { DomainError, notFound } from '@/lib/errors'
import { cartJs } from '../../_shopify/cart'
import { readCartBody, updateSchema } from '../../_shopify/input'
import { cartRoute } from '../../_shopify/route'
import { withDiscount } from '../../_shopify/shown-cart'

export const POST = cartRoute(async (request, storeId) => {
  const { updates, note, attributes, discount: code } = await readCartBody(request, updateSchema)
  const details: CartDetails = {
    note: note ?? undefined,
    attributes: attributes && Object.fromEntries(Object.entries(attributes).map(([name, text]) => [name, text ?? ''])),
    discountCode: code,
  }
  const hasDetails = Object.values(details).some((value) => value !== undefined)
  const before = await readCartToken()
  const { token, cart, discount } = await withStore(storeId, async (tx) => {
    const token = await openCart(tx, before)
    const items = updates ? await itemsOf(tx, token, updates) : []
    let cart: CartView | undefined
    if (items.length > 0) cart = await setQuantities(tx, token, items)
    if (hasDetails) cart = await setCartDetails(tx, token, details)
    return { token, ...(await withDiscount(tx, cart ?? (await getCart(tx, token)))) }
  })
  await writeCartToken(token)
  return cartJs(cart, token, discount)
})

/** A list counts the cart's lines; an object names variants (or keys). */
async function itemsOf(tx: Tx, token: string, updates: number[] | Record<string, number>): Promise<CartItemInput[]> {
  if (!Array.isArray(updates)) {
    return Object.entries(updates).map(([name, quantity]) => ({ variantId: variantIdOf(name), quantity }))
  }
  const { lines } = await getCart(tx, token)
  return updates.map((quantity, index) => {
    const line = lines[index]
    if (!line) throw notFound(`Line ${index + 1} of this cart`)
    return { variantId: line.variantId, quantity }
  })
}

function variantIdOf(name: string): number {
  const id = /^(\d{1,15})(?::|$)/.exec(name)?.[1]
  if (id) return Number(id)
  throw new DomainError('invalid_request', `“${name.slice(0, 40)}” names no variant.`, {
    fields: { updates: 'Name variants by their ids.' },
  })
}
