/**
 * A store's subscription as Stripe has it now, in the platform's terms. Looked up by the stored customer alone; what the
 * customer has that is none of the platform's plans is not looked at.
 */
import type Stripe from 'stripe'
import { stripe } from '@/lib/payments/stripe'
import type { StorePlan } from '@/lib/plans/queries'
import type { Plan, PlanStatus } from '@/lib/plans/table'
import { planOfProduct } from './prices'

const LIST_LIMIT = 100

export interface PlanSubscription {
  id: string
  itemId: string
  priceId: string
  plan: Plan
  status: PlanStatus
  trialEndsAt: Date | null
  periodEndsAt: Date | null
  endsAtPeriodEnd: boolean
  scheduleId: string | null
  created: number
}

/** `extra`: further live subscriptions, of which a store must not pay a second one. */
export interface Found {
  current: PlanSubscription | null
  extra: PlanSubscription[]
}

/** Stripe's states in the order in which one is kept over another. */
const STATUSES: Record<string, PlanStatus> = {
  active: 'active',
  trialing: 'trialing',
  past_due: 'past_due',
  unpaid: 'unpaid',
  // A trial that ended without a card.
  paused: 'unpaid',
  canceled: 'canceled',
}
const RANK: PlanStatus[] = ['active', 'trialing', 'past_due', 'unpaid', 'canceled']

/** The subscription that counts: the one that is paid best, then the stored one, then the newest. @throws Stripe's errors */
export async function findSubscription(store: Pick<StorePlan, 'customerId' | 'subscriptionId'>): Promise<Found> {
  if (!store.customerId) return { current: null, extra: [] }
  const { data } = await stripe().subscriptions.list({ customer: store.customerId, status: 'all', limit: LIST_LIMIT })
  const ours = data.flatMap((subscription) => toPlan(subscription) ?? [])
  const rank = ({ status }: PlanSubscription) => RANK.indexOf(status)
  const stored = ({ id }: PlanSubscription) => (id === store.subscriptionId ? 0 : 1)
  const [current = null, ...others] = ours.sort(
    (a, b) => rank(a) - rank(b) || stored(a) - stored(b) || b.created - a.created,
  )
  return { current, extra: others.filter(({ status }) => status !== 'canceled') }
}

/** One that can be changed or ended: not over yet. */
export async function findLive(store: StorePlan): Promise<PlanSubscription | null> {
  const { current } = await findSubscription(store)
  return current && current.status !== 'canceled' ? current : null
}

/** The plan that the subscription's schedule has for the time after this period. */
export async function nextPlanOf({ scheduleId, plan }: PlanSubscription): Promise<Plan | null> {
  if (!scheduleId) return null
  const schedule = await stripe().subscriptionSchedules.retrieve(scheduleId, { expand: ['phases.items.price'] })
  const ends = schedule.current_phase?.end_date
  if (ends === undefined) return null
  const [item] = schedule.phases.find(({ start_date }) => start_date >= ends)?.items ?? []
  const price = item?.price
  if (!price || typeof price === 'string' || !('product' in price)) return null
  const next = planOfProduct(price.product as string | { id: string })
  return next === plan ? null : next
}

function toPlan(subscription: Stripe.Subscription): PlanSubscription | null {
  const [item] = subscription.items.data
  const status = STATUSES[subscription.status]
  const plan = item ? planOfProduct(item.price.product) : null
  if (!item || !plan || !status) return null
  const over = status === 'canceled'
  const schedule = subscription.schedule
  return {
    id: subscription.id,
    itemId: item.id,
    priceId: item.price.id,
    plan,
    status,
    trialEndsAt: momentOf(subscription.trial_end),
    periodEndsAt: momentOf(over ? subscription.ended_at : item.current_period_end),
    endsAtPeriodEnd: !over && (subscription.cancel_at_period_end || subscription.cancel_at !== null),
    scheduleId: over ? null : typeof schedule === 'string' ? schedule : (schedule?.id ?? null),
    created: subscription.created,
  }
}

function momentOf(seconds: number | null): Date | null {
  return seconds === null ? null : new Date(seconds * 1000)
}
