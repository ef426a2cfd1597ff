/** Plan: what the store is on, what is charged next, what it uses, and the ways to more, less and none. */
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { one } from '@/app/_ui/addresses'
import { Notice } from '@/app/_ui/notice'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { now } from '@/lib/clock'
import { usageOf } from '@/lib/plans/limits'
import { getStorePlan } from '@/lib/plans/queries'
import { warningOf } from '@/lib/plans/standing'
import { may } from '@/lib/team/permissions'
import { CurrentPlan } from './current-plan'
import { PayNow } from './plan-buttons'
import { PlanTable } from './plan-table'

export const metadata: Metadata = { title: 'Plan' }

type Props = { params: Promise<{ store: string }>; searchParams: Promise<{ state?: string | string[] }> }

export default async function PlanPage({ params, searchParams }: Props) {
  const { slug, storeId, role } = await requireMembership((await params).store, 'settings.read')
  const [plan, usage] = await readStore(storeId, (tx) => Promise.all([getStorePlan(tx), usageOf(tx)]))
  const owner = may(role, 'billing.write')
  const warning = warningOf(plan, now())
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader title="Plan" />
      <div className="space-y-4">
        {one((await searchParams).state) === 'unknown' ? (
          <Notice tone="critical">
            Stripe did not answer just now, so what stands below may be old. Look again in a minute.
          </Notice>
        ) : null}
        {warning ? (
          <Notice
            tone={warning.tone}
            action={owner && warning.todo === 'pay' ? <PayNow slug={slug} label="Pay now" /> : null}
          >
            {warning.text}
          </Notice>
        ) : null}
        {owner ? null : <Notice>Only the owner of the store can change its plan.</Notice>}
        <CurrentPlan plan={plan} usage={usage} owner={owner} />
        <PlanTable plan={plan} usage={usage} owner={owner} />
      </div>
    </div>
  )
}
