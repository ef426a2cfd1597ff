/** Payments: what the store's Stripe account may do and still owes, its balance, payouts and disputes. */
import type { Metadata } from 'next'
import { Suspense } from 'react'
import { requireMembership } from '@/app/_auth/session'
import { one } from '@/app/_ui/addresses'
import { Notice } from '@/app/_ui/notice'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { getAccountState } from '@/lib/payments/account-queries'
import { standingOf } from '@/lib/payments/account-standing'
import { listDisputes } from '@/lib/payments/dispute-queries'
import { may } from '@/lib/team/permissions'
import { AccountCard } from './account-card'
import { DisputesCard } from './disputes-card'
import { MoneyCards, MoneySkeleton } from './money-cards'

export const metadata: Metadata = { title: 'Payments' }

type Props = {
  params: Promise<{ store: string }>
  searchParams: Promise<{ expired?: string; state?: string | string[] }>
}

export default async function PaymentsPage({ params, searchParams }: Props) {
  const { slug, storeId, role } = await requireMembership((await params).store, 'settings.read')
  const query = await searchParams
  const [account, disputes] = await readStore(storeId, (tx) => Promise.all([getAccountState(tx), listDisputes(tx)]))
  const standing = standingOf(account)
  const mayWrite = may(role, 'settings.write')
  const connected = account.account !== null && standing.state !== 'disconnected'
  const opensStripe = mayWrite && connected && account.detailsSubmitted
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Payments" />
      <div className="space-y-4">
        {query.expired !== undefined && standing.mayContinue ? (
          <Notice tone="caution">That link was used or too old. Continue below to get a new one.</Notice>
        ) : null}
        {one(query.state) === 'unknown' ? (
          <Notice tone="critical">
            Stripe did not answer just now, so the state below may be old. Check again in a minute.
          </Notice>
        ) : null}
        <AccountCard slug={slug} account={account.account} standing={standing} mayWrite={mayWrite} />
        {connected && account.account && account.detailsSubmitted ? (
          <Suspense fallback={<MoneySkeleton />}>
            <MoneyCards slug={slug} storeId={storeId} account={account.account} opensStripe={opensStripe} />
          </Suspense>
        ) : null}
        {disputes.length > 0 || standing.state === 'active' ? (
          <DisputesCard slug={slug} disputes={disputes} opensStripe={opensStripe} />
        ) : null}
      </div>
    </div>
  )
}
