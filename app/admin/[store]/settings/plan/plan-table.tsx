/** The plans beside each other: what each costs and holds, and the way to it. */
import clsx from 'clsx'
import { Check } from 'lucide-react'
import { DateTime } from '@/app/_ui/date-time'
import { Money } from '@/app/_ui/money'
import { COUNTED_WORDS, excessOf, type Usage } from '@/lib/plans/limits'
import type { StorePlan } from '@/lib/plans/queries'
import { billingCurrency, COUNTED, isSmaller, PLAN_ORDER, PLANS, type Plan } from '@/lib/plans/table'
import { ChoosePlan, type Way } from './choose-plan'

export function PlanTable({ plan, usage, owner }: { plan: StorePlan; usage: Usage; owner: boolean }) {
  const currency = billingCurrency(plan.currency)
  return (
    <section aria-label="All plans" className="grid gap-4 md:grid-cols-3">
      {PLAN_ORDER.map((each) => {
        const { name, about, price, feeBps, limits } = PLANS[each]
        const here = each === plan.plan
        return (
          <article
            key={each}
            aria-label={name}
            className={clsx('flex flex-col rounded-lg border bg-raised p-5', here ? 'border-accent' : 'border-line')}
          >
            <h2 className="font-semibold text-16">{name}</h2>
            <p className="text-muted">{about}</p>
            <p className="mt-4">
              <span className="font-semibold text-25 tracking-tight">
                <Money minor={price[currency]} currency={currency} />
              </span>{' '}
              <span className="text-muted">a month</span>
            </p>
            <ul className="mt-4 mb-5 space-y-1.5">
              <Holds>{feeBps / 100}% of each sale</Holds>
              {COUNTED.map((what) => (
                <Holds key={what}>
                  {limits[what].toLocaleString('en')} {COUNTED_WORDS[what][1]}
                </Holds>
              ))}
            </ul>
            <div className="mt-auto">
              {owner ? <Choice plan={plan} to={each} usage={usage} /> : here ? <Here /> : null}
            </div>
          </article>
        )
      })}
    </section>
  )
}

function Choice({ plan, to, usage }: { plan: StorePlan; to: Plan; usage: Usage }) {
  const way = wayTo(plan, to)
  if (way === null) return <Here />
  if (to === plan.nextPlan && plan.periodEndsAt) {
    return (
      <p className="flex h-9 items-center text-muted">
        Begins on&nbsp;
        <DateTime iso={plan.periodEndsAt.toISOString()} withTime={false} />
      </p>
    )
  }
  const owing = plan.status === 'past_due' || plan.status === 'unpaid'
  const reasons = owing ? ['Pay the open invoice first.'] : excessOf(usage, to)
  // There the thing to do next is to keep the plan.
  const ending = plan.endsAtPeriodEnd || plan.nextPlan !== null
  const begins = plan.periodEndsAt?.toISOString() ?? null
  return (
    <ChoosePlan
      slug={plan.slug}
      plan={to}
      way={way}
      name={PLANS[to].name}
      from={PLANS[plan.plan].name}
      priceMinor={PLANS[to].price[billingCurrency(plan.currency)]}
      currency={billingCurrency(plan.currency)}
      begins={begins}
      reasons={reasons}
      primary={way === 'checkout' ? to === plan.plan : !ending && to === nextLarger(plan.plan)}
    />
  )
}

function nextLarger(plan: Plan): Plan | undefined {
  return PLAN_ORDER.find((each) => isSmaller(plan, each))
}

/** How one gets to a plan; null: one is there. */
function wayTo(plan: StorePlan, to: Plan): Way | null {
  const live = plan.subscriptionId !== null && plan.status !== 'canceled'
  if (!live) return 'checkout'
  if (to === plan.plan) return null
  if (plan.status === 'trialing') return 'trial'
  return isSmaller(to, plan.plan) ? 'later' : 'now'
}

function Here() {
  return (
    <p className="flex h-9 items-center gap-2 font-medium text-accent">
      <Check aria-hidden size={16} strokeWidth={2} />
      Your plan
    </p>
  )
}

function Holds({ children }: { children: React.ReactNode }) {
  return (
    <li className="flex items-start gap-2">
      <Check aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-muted" />
      <span>{children}</span>
    </li>
  )
}
