/** What the store is on: price, next charge, fee, and how much of everything is used. */
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Badge, type BadgeTone } from '@/app/_ui/badge'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { Money } from '@/app/_ui/money'
import { now } from '@/lib/clock'
import { COUNTED_WORDS, type Usage } from '@/lib/plans/limits'
import type { StorePlan } from '@/lib/plans/queries'
import { nextCharge, trialDaysLeft } from '@/lib/plans/standing'
import { billingCurrency, COUNTED, isPaused, PLANS, type PlanStatus } from '@/lib/plans/table'
import { EndPlan } from './end-plan'
import { PayNow } from './plan-buttons'

const BADGES: Record<PlanStatus, { label: string; tone: BadgeTone }> = {
  trialing: { label: 'Trial', tone: 'neutral' },
  active: { label: 'Active', tone: 'positive' },
  past_due: { label: 'Payment failed', tone: 'caution' },
  unpaid: { label: 'Not paid', tone: 'critical' },
  canceled: { label: 'Ended', tone: 'critical' },
}

export function CurrentPlan({ plan, usage, owner }: { plan: StorePlan; usage: Usage; owner: boolean }) {
  const { name, price, feeBps } = PLANS[plan.plan]
  const { label, tone } = BADGES[plan.status]
  const currency = billingCurrency(plan.currency)
  return (
    <Card
      title="Your plan"
      action={
        <Badge tone={tone} fill={isPaused(plan.status) ? 'hollow' : 'full'}>
          {label}
        </Badge>
      }
    >
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
        <div>
          <p className="font-semibold text-25 tracking-tight">{name}</p>
          <p className="text-muted">
            <Money minor={price[currency]} currency={currency} /> a month
          </p>
          <dl className="mt-4 space-y-2">
            <Fact term={plan.endsAtPeriodEnd ? 'Ends' : 'Next charge'}>
              <Next plan={plan} />
            </Fact>
            <Fact term="Fee">{feeBps / 100}% of each sale</Fact>
          </dl>
        </div>
        <Used plan={plan} usage={usage} />
      </div>
      {owner && plan.customerId ? (
        <div className="mt-5 flex flex-wrap gap-2 border-line border-t pt-4">
          <PayNow slug={plan.slug} label="Card and invoices" />
          <EndPlan plan={plan} />
        </div>
      ) : null}
    </Card>
  )
}

function Next({ plan }: { plan: StorePlan }) {
  const charge = nextCharge(plan)
  if (charge) {
    return (
      <>
        {plan.status === 'past_due' ? 'The open invoice, then ' : ''}
        <Money minor={charge.minor} currency={charge.currency} /> on <Day of={charge.on} />
        {plan.nextPlan ? `, for ${PLANS[plan.nextPlan].name}` : ''}
        {plan.status === 'trialing' ? `, after the trial` : ''}
      </>
    )
  }
  if (plan.endsAtPeriodEnd && plan.periodEndsAt) {
    return (
      <>
        on <Day of={plan.periodEndsAt} />; the shop closes then
      </>
    )
  }
  if (isPaused(plan.status)) return 'None: the shop is closed'
  const days = trialDaysLeft(plan, now())
  if (days !== null && plan.trialEndsAt) {
    return (
      <>
        None in the trial: {days} {days === 1 ? 'day' : 'days'} left, until <Day of={plan.trialEndsAt} />
      </>
    )
  }
  return 'None: this store is not billed'
}

function Used({ plan, usage }: { plan: StorePlan; usage: Usage }) {
  const { limits } = PLANS[plan.plan]
  return (
    <dl className="space-y-3" aria-label="In use">
      {COUNTED.map((what) => {
        const share = Math.min(1, usage[what] / limits[what])
        const word = COUNTED_WORDS[what][1]
        return (
          <div key={what}>
            <div className="flex justify-between gap-4">
              <dt className="first-letter:uppercase">{word}</dt>
              <dd className="tabular text-muted">
                <span className="text-text">{usage[what].toLocaleString('en')}</span> of{' '}
                {limits[what].toLocaleString('en')}
              </dd>
            </div>
            <div aria-hidden className="mt-1.5 h-1 overflow-hidden rounded-full bg-hover">
              <div
                className={clsx('h-full rounded-full', share >= 1 ? 'bg-caution' : 'bg-accent')}
                style={{ width: `${share === 0 ? 0 : Math.max(1.5, share * 100)}%` }}
              />
            </div>
          </div>
        )
      })}
    </dl>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="w-24 shrink-0 text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const Day = ({ of }: { of: Date }) => <DateTime iso={of.toISOString()} withTime={false} />
