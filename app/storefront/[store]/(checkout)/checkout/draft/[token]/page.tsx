/**
 * Paying what a merchant put together: the link of a draft order's invoice. Its lines and terms are the merchant's and cannot
 * be changed here; the shopper's own cart stays as it is.
 */
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { CheckoutForm } from '@/app/storefront/_ui/checkout/checkout-form'
import { checkoutShop } from '@/app/storefront/_ui/checkout/checkout-shop'
import { destinationsOf } from '@/app/storefront/_ui/checkout/countries'
import { firstQuote } from '@/app/storefront/_ui/checkout/first-quote'
import { privateStore } from '@/app/storefront/_ui/private-store'
import { readStore } from '@/db/store'
import { findDraftByToken } from '@/lib/drafts/queries'
import { isOpen } from '@/lib/drafts/status'
import { uuidv7 } from '@/lib/ids'
import { listShippingZones } from '@/lib/shipping/queries'
import { getStoreProfile, type StoreProfile } from '@/lib/stores/queries'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = {
  title: 'Invoice',
  robots: { index: false, follow: false },
  referrer: 'same-origin',
}

interface Props {
  params: Promise<{ store: string; token: string }>
}

export default async function DraftPage({ params }: Props) {
  const { store, token } = await params
  const { storeId } = await privateStore({ store })
  const [profile, draft, zones] = await readStore(storeId, (tx) =>
    Promise.all([getStoreProfile(tx), findDraftByToken(tx, token), listShippingZones(tx)]),
  )
  if (!draft) notFound()
  if (draft.order) redirect(`/orders/${draft.order.token}`)
  if (!isOpen(draft.status)) return <NoLongerValid name={profile.name} email={profile.email} />
  const destinations = destinationsOf(zones, profile.locale)
  const start = await firstQuote(storeId, { cart: draft.cart, token }, destinations.home)
  return (
    <CheckoutForm
      shop={checkoutShop(profile)}
      lines={draft.cart.lines}
      destinations={destinations}
      start={start}
      firstKey={uuidv7()}
      draft={{ token, email: draft.email, name: draft.customerName }}
    />
  )
}

function NoLongerValid({ name, email }: Pick<StoreProfile, 'name' | 'email'>) {
  return (
    <main className="mx-auto flex w-full max-w-[36rem] flex-1 flex-col justify-center px-(--gutter) py-20">
      <p className="display mb-10 text-20">{name}</p>
      <h1 className="display text-31">This invoice is no longer valid.</h1>
      <p className="mt-4 text-muted">
        {name} has called it off. Nothing was charged. Write to{' '}
        <a className="link text-text" href={`mailto:${email}`}>
          {email}
        </a>{' '}
        if you still want what was in it.
      </p>
    </main>
  )
}
