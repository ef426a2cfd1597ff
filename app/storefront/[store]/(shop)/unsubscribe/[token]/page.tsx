/** Taking an address off a shop's reminders. A button and not the visit itself, since mail scanners visit links. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { storeProfile } from '@/app/_cache/storefront'
import { PageHead } from '@/app/storefront/_ui/page-head'
import { privateStore } from '@/app/storefront/_ui/private-store'
import { UnsubscribeForm } from '@/app/storefront/_ui/unsubscribe/unsubscribe-form'
import { isUnsubscribeToken } from '@/lib/recovery/unsubscribe'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Reminders', robots: { index: false }, referrer: 'no-referrer' }

interface Props {
  params: Promise<{ store: string; token: string }>
}

export default async function UnsubscribePage({ params }: Props) {
  const { store, token } = await params
  const { storeId } = await privateStore({ store })
  if (!isUnsubscribeToken(storeId, token)) notFound()
  const { name } = await storeProfile(storeId)
  return (
    <div className="wrap max-w-[1200px] pb-16">
      <PageHead title="No more reminders?">
        {name} writes once when you leave the checkout with something in your cart. Mails about your orders come anyway.
      </PageHead>
      <UnsubscribeForm token={token} />
    </div>
  )
}
