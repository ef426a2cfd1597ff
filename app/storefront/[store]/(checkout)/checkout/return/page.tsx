/**
 * Where the bank sends the shopper back to. Whatever the address claims, the attempt is looked up at Stripe; a finished one
 * goes on to its order, an open one is asked about until it ends.
 */
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { z } from 'zod'
import { storeProfile } from '@/app/_cache/storefront'
import { AttemptWatch } from '@/app/storefront/_ui/checkout/attempt-watch'
import { privateStore } from '@/app/storefront/_ui/private-store'
import { resolveAttempt } from '@/lib/checkout/resolve-attempt'
import { DomainError } from '@/lib/errors'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Your payment', robots: { index: false }, referrer: 'same-origin' }

interface Props {
  params: Promise<{ store: string }>
  searchParams: Promise<{ attempt?: string | string[] }>
}

export default async function ReturnPage({ params, searchParams }: Props) {
  const { storeId } = await privateStore(await params)
  const attempt = z.uuid().safeParse((await searchParams).attempt)
  if (!attempt.success) notFound()
  const [profile, orderToken] = await Promise.all([storeProfile(storeId), finishedOrder(storeId, attempt.data)])
  if (orderToken) redirect(`/orders/${orderToken}`)
  return (
    <main className="mx-auto flex w-full max-w-[36rem] flex-1 flex-col justify-center px-(--gutter) py-20">
      <p className="display mb-10 text-20">{profile.name}</p>
      <AttemptWatch attemptId={attempt.data} />
    </main>
  )
}

/** The order's token when the attempt has one; what else it may be is the watching component's to tell. */
async function finishedOrder(storeId: number, attemptId: string): Promise<string | null> {
  try {
    const outcome = await resolveAttempt(storeId, attemptId)
    return outcome.state === 'completed' ? outcome.order.token : null
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
}
