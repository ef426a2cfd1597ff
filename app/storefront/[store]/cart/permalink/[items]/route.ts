/**
 * GET /cart/{variantId}:{quantity},...?discount=CODE: a link that fills the cart anew and goes to the checkout, as
 * Shopify's. What cannot be bought leaves the cart as it was and shows it.
 */
import { unstable_rethrow } from 'next/navigation'
import { readCartToken, writeCartToken } from '@/app/_actions/cart-cookie'
import { jsonRoute } from '@/app/_actions/json'
import { storeContext } from '@/app/_auth/store-context'
import { withStore } from '@/db/store'
import { addToCart, clearCart, setCartDetails } from '@/lib/cart/commands'
import { type CartItemInput, MAX_CART_LINES } from '@/lib/cart/types'
import { DomainError, notFound } from '@/lib/errors'

export const GET = jsonRoute<{ params: Promise<{ store: string; items: string }> }>(async (request, { params }) => {
  const { store, items } = await params
  const { storeId } = await storeContext(store)
  const wanted = parse(decodeURIComponent(items))
  const code = new URL(request.url).searchParams.get('discount')
  const before = await readCartToken()
  try {
    const token = await withStore(storeId, async (tx) => {
      await clearCart(tx, before)
      const filled = await addToCart(tx, before, wanted)
      if (code) await setCartDetails(tx, filled.token, { discountCode: code })
      return filled.token
    })
    await writeCartToken(token)
    return redirectTo('/checkout')
  } catch (error) {
    unstable_rethrow(error)
    if (error instanceof DomainError) return redirectTo(`/cart?problem=${error.code}`)
    throw error
  }
})

/** @throws not_found for anything but `id:quantity` pairs */
function parse(text: string): CartItemInput[] {
  const pairs = text.split(',')
  if (pairs.length > MAX_CART_LINES || !pairs.every((pair) => /^\d{1,15}:\d{1,5}$/.test(pair))) {
    throw notFound('This page')
  }
  return pairs.map((pair) => {
    const [variantId = 0, quantity = 0] = pair.split(':').map(Number)
    return { variantId, quantity }
  })
}

/** Relative, since only the browser knows under which host it came. */
function redirectTo(location: string): Response {
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } })
}
