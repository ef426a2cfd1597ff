/** The plans beside each other: what each costs and holds, and the way to it. */
import clsx from 'clsx'
import { Check } from 'lucide-react'
import { Money } from '@/app/_ui/money'
import { COUNTED_WORDS, excessOf, type Usage } from '@/lib/plans/limits'
import type { StorePlan } from '@/lib/plans/queries'
import { billingCurrency, COUNTED, isPaused, isSmaller, PLAN_ORDER, PLANS, type Plan } from '@/lib/plans/table'
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
  const reasons = way === 'blocked' ? ['Pay the open invoice first.'] : excessOf(usage, to)
  const begins = plan.periodEndsAt?.toISOString() ?? null
  return (
    <ChoosePlan
      slug={plan.slug}
      plan={to}
      way={way === 'blocked' ? 'now' : way}
      name={PLANS[to].name}
      from={PLANS[plan.plan].name}
      priceMinor={PLANS[to].price[billingCurrency(plan.currency)]}
      currency={billingCurrency(plan.currency)}
      begins={begins}
      reasons={reasons}
      primary={way === 'checkout' && to === plan.plan}
    />
  )
}

/** How one gets to a plan; null: one is there. */
function wayTo(plan: StorePlan, to: Plan): Way | 'blocked' | null {
  const live = plan.subscriptionId !== null && plan.status !== 'canceled'
  if (!live) return 'checkout'
  if (to === plan.plan) return null
  if (plan.status === 'past_due' || isPaused(plan.status)) return 'blocked'
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
