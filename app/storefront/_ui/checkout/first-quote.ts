/** The price that the checkout opens with: for the store's own country, with the cart's discount code where it applies. */
import { readStore } from '@/db/store'
import type { CartView } from '@/lib/cart/types'
import { withTaxes } from '@/lib/checkout/taxes'
import { DomainError } from '@/lib/errors'
import { quoteLines } from '@/lib/pricing/quote'
import type { Start } from './types'

/** @throws DomainError invalid_request when the cart itself cannot be priced. */
export async function firstQuote(
  storeId: number,
  { cart, token }: { cart: CartView; token: string | null },
  country: string,
): Promise<Start> {
  const quote = async (destination: string | null, discountCode: string | null) => {
    const to = destination ? { country: destination } : null
    return withTaxes(storeId, { scope: token, orLater: true }, async (taxes) => {
      const { quote, shippingOptions } = await readStore(storeId, (tx) =>
        quoteLines(tx, { ...cart, destination: to, discountCode, taxes }),
      )
      return { quote, shippingOptions }
    })
  }
  const start = (offer: Start['offer'], discountCode: string, discountRefusal: string | null): Start => ({
    offer,
    choice: { country, province: '', zip: '', shippingRate: offer.quote.shippingRate?.id ?? null, discountCode },
    discountRefusal,
  })
  try {
    return start(await quote(country, cart.discountCode), cart.discountCode ?? '', null)
  } catch (error) {
    if (!(error instanceof DomainError) || !error.fields) throw error
    const refusal = error.fields.discountCode ?? null
    const ships = error.fields['shippingAddress.country'] === undefined
    return start(await quote(ships ? country : null, refusal ? null : cart.discountCode), '', refusal)
  }
}
