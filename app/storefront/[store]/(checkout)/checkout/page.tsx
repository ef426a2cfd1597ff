/**
 * Paying. Rendered for each request and never cached: the lines, prices and countries are those of this moment. The form
 * brings an idempotency key of its own, so that pressing twice cannot pay twice.
 */
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readCartToken } from '@/app/_actions/cart-cookie'
import { CheckoutForm } from '@/app/storefront/_ui/checkout/checkout-form'
import { checkoutShop } from '@/app/storefront/_ui/checkout/checkout-shop'
import { destinationsOf } from '@/app/storefront/_ui/checkout/countries'
import { firstQuote } from '@/app/storefront/_ui/checkout/first-quote'
import { privateStore } from '@/app/storefront/_ui/private-store'
import { readStore } from '@/db/store'
import { getCart } from '@/lib/cart/queries'
import { uuidv7 } from '@/lib/ids'
import { listShippingZones } from '@/lib/shipping/queries'
import { getStoreProfile } from '@/lib/stores/queries'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Checkout', robots: { index: false }, referrer: 'same-origin' }

interface Props {
  params: Promise<{ store: string }>
}

export default async function CheckoutPage({ params }: Props) {
  const { storeId } = await privateStore(await params)
  const token = await readCartToken()
  // The store's own row and not the cached profile: whether it takes payments is a matter of this moment.
  const [profile, cart, zones] = await readStore(storeId, (tx) =>
    Promise.all([getStoreProfile(tx), getCart(tx, token), listShippingZones(tx)]),
  )
  if (cart.lines.length === 0) redirect('/cart')
  const destinations = destinationsOf(zones, profile.locale)
  const start = await firstQuote(storeId, { cart, token }, destinations.home)
  return (
    <CheckoutForm
      shop={checkoutShop(profile)}
      lines={cart.lines}
      destinations={destinations}
      start={start}
      firstKey={uuidv7()}
      draft={null}
    />
  )
}
