/** What is known of a store in one column: people, plan, money, size, dates. */
import type { ReactNode } from 'react'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { COUNTED_MAX, type StoreSheet } from '@/lib/operators/store-sheet'
import { PLANS } from '@/lib/plans/table'
import { BILLING_WORDS, bounded } from '../../../_ui/states'

export function FactsCard({ store }: { store: StoreSheet }) {
  const { trialEndsAt, planPeriodEndsAt, planEndsAtPeriodEnd, nextPlan, closedAt, deleteAfter } = store
  return (
    <Card title="Facts">
      <dl className="space-y-3">
        <Fact label="Owner">
          {store.ownerName}
          <a href={`/operator/stores?q=${encodeURIComponent(store.ownerEmail)}`} className="block text-muted underline">
            {store.ownerEmail}
          </a>
        </Fact>
        {store.email === store.ownerEmail ? null : <Fact label="Store’s e-mail">{store.email}</Fact>}
        <Fact label="Plan">
          {PLANS[store.plan].name}, {BILLING_WORDS[store.planStatus]}
          {nextPlan ? <Note>{PLANS[nextPlan].name} from the next period</Note> : null}
          <Dated label="Trial ends" at={store.planStatus === 'trialing' ? trialEndsAt : null} />
          <Dated label={planEndsAtPeriodEnd ? 'Ends' : 'Renews'} at={planPeriodEndsAt} />
        </Fact>
        <Fact label="Payments">{paymentsOf(store)}</Fact>
        <Fact label="Sells in">{[store.currency, store.country].filter(Boolean).join(', ')}</Fact>
        <Fact label="Team">{`${bounded(store.staff, COUNTED_MAX)} ${store.staff === 1 ? 'person' : 'people'}`}</Fact>
        <Fact label="Products">{bounded(store.productCount, COUNTED_MAX)}</Fact>
        <Fact label="Opened">
          <DateTime iso={store.createdAt.toISOString()} />
          <Dated label="Changed" at={store.updatedAt} />
          <Dated label="Closed" at={closedAt} />
          <Dated label="Deleted after" at={deleteAfter} />
        </Fact>
      </dl>
    </Card>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-13 text-muted">{label}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  )
}

const Note = ({ children }: { children: ReactNode }) => <span className="block text-13 text-muted">{children}</span>

function Dated({ label, at }: { label: string; at: Date | null }) {
  if (!at) return null
  return (
    <Note>
      {label} <DateTime iso={at.toISOString()} />
    </Note>
  )
}

function paymentsOf({ stripeAccountId, chargesEnabled, payoutsEnabled }: StoreSheet): string {
  if (!stripeAccountId) return 'No Stripe account'
  return `Charges ${chargesEnabled ? 'on' : 'off'}, payouts ${payoutsEnabled ? 'on' : 'off'}`
}
