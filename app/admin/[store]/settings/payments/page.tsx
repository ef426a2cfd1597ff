/** Payments: whether the store can take money, and the way to Stripe's pages that make it so. */
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { Badge } from '@/app/_ui/badge'
import { Card } from '@/app/_ui/card'
import { Notice } from '@/app/_ui/notice'
import { PageHeader } from '@/app/_ui/page-header'
import { one } from '@/app/admin/_ui/addresses'
import { may } from '@/lib/team/permissions'
import { ActivateForm } from './activate-form'

export const metadata: Metadata = { title: 'Payments' }

type Props = {
  params: Promise<{ store: string }>
  searchParams: Promise<{ expired?: string; state?: string | string[] }>
}

export default async function PaymentsPage({ params, searchParams }: Props) {
  const { slug, store, role } = await requireMembership((await params).store, 'settings.read')
  const query = await searchParams
  const active = store.chargesEnabled
  const begun = store.stripeAccountId !== null
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title="Payments" />
      <div className="space-y-4">
        {query.expired !== undefined && !active ? (
          <Notice tone="caution">That link was used or too old. Continue below to get a new one.</Notice>
        ) : null}
        {one(query.state) === 'unknown' ? (
          <Notice tone="critical">
            Stripe did not answer just now, so the state below may be old. Check again in a minute.
          </Notice>
        ) : null}
        <Card
          title="Card payments"
          action={
            active ? (
              <Badge tone="positive" fill="full">
                Active
              </Badge>
            ) : (
              <Badge fill={begun ? 'half' : 'hollow'}>{begun ? 'Set-up begun' : 'Not active'}</Badge>
            )
          }
        >
          <p className="max-w-prose text-muted">
            {active
              ? 'Shoppers can pay by card. The money goes to your own Stripe account and from there to your bank.'
              : 'Stripe takes the payments and pays out to your bank. It asks about you and your business on its own pages; Stoa never sees these answers, nor any card number.'}
          </p>
          {begun ? (
            <p className="mt-3 text-13 text-muted">
              Account <span className="text-text tabular">{store.stripeAccountId}</span>
            </p>
          ) : null}
          {may(role, 'settings.write') ? (
            <div className="mt-4">
              <ActivateForm slug={slug} active={active} begun={begun} />
            </div>
          ) : null}
        </Card>
      </div>
    </div>
  )
}
