/**
 * A merchant chooses a plan. Without a subscription: Stripe's page, where the card is given. With one: a larger plan begins now
 * and its difference is paid now, or nothing changes; a smaller one begins with the next period, if the store fits into it.
 * During a trial nothing was paid, so every change is at once.
 */
import { readStore } from '@/db/store'
import { DAY, HOUR, now } from '@/lib/clock'
import { platformOrigin } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { stripe } from '@/lib/payments/stripe'
import { excessOf, usageOf } from '@/lib/plans/limits'
import { getStorePlan, type StorePlan } from '@/lib/plans/queries'
import { billingCurrency, isSmaller, PLANS, type Plan } from '@/lib/plans/table'
import { askStripe } from './ask-stripe'
import { ensureCustomer } from './customer'
import { ensurePrice } from './prices'
import { releaseSchedule, scheduleChange } from './schedule'
import { findLive, type PlanSubscription } from './subscription'
import { syncPlan } from './sync-plan'

/** Stripe's Checkout grants no trial shorter than two days; what is left is then not free. */
const SHORTEST_TRIAL_MS = 2 * DAY + HOUR
const OPEN_SESSIONS_MAX = 100
/** A price that was shown this long ago is asked for again. */
const MAX_QUOTE_AGE_S = 15 * 60

export type Chosen = { url: string } | { effective: 'now' | 'period_end' }

/**
 * `quotedAt` (seconds) is when the merchant was shown what an upgrade costs: exactly that is charged.
 * @throws conflict, plan_limit_reached, payment_declined, unavailable
 */
export async function choosePlan(storeId: number, plan: Plan, quotedAt?: number): Promise<Chosen> {
  const [store, usage] = await readStore(storeId, (tx) => Promise.all([getStorePlan(tx), usageOf(tx)]))
  const excess = excessOf(usage, plan)
  if (excess.length > 0)
    throw new DomainError('plan_limit_reached', `${excess.join(' ')} Remove what is too much first.`)
  const live = await askStripe(() => findLive(store))
  if (!live) return { url: await askStripe(() => openCheckout(storeId, store, plan)) }
  refuseUnpaid(live)
  if (live.plan === plan) throw new DomainError('conflict', `The store is on ${PLANS[plan].name} already.`)
  const later = isSmaller(plan, live.plan) && live.status !== 'trialing'
  await askStripe(async () => {
    const price = await ensurePrice(plan, billingCurrency(store.currency))
    if (later) await scheduleChange(live, price)
    else await changeNow(live, price, quotedAt)
    await syncPlan(storeId)
  })
  return { effective: later ? 'period_end' : 'now' }
}

/** What a larger plan costs at once, and when that was reckoned. Null when the change costs nothing now. */
export async function quoteChange(storeId: number, plan: Plan): Promise<{ dueMinor: number; quotedAt: number } | null> {
  const store = await readStore(storeId, getStorePlan)
  return askStripe(async () => {
    const live = await findLive(store)
    if (!live || live.status === 'trialing' || !isSmaller(live.plan, plan)) return null
    refuseUnpaid(live)
    const quotedAt = Math.floor(now().getTime() / 1000)
    const price = await ensurePrice(plan, billingCurrency(store.currency))
    const preview = await stripe().invoices.createPreview({
      customer: store.customerId ?? undefined,
      subscription: live.id,
      subscription_details: {
        items: [{ id: live.itemId, price }],
        proration_behavior: 'always_invoice',
        proration_date: quotedAt,
      },
    })
    return { dueMinor: preview.amount_due, quotedAt }
  })
}

export function refuseUnpaid({ status }: PlanSubscription): void {
  if (status !== 'past_due' && status !== 'unpaid') return
  throw new DomainError(
    'conflict',
    'The last payment failed. Pay it under “Card and invoices” first, then change the plan.',
  )
}

async function openCheckout(storeId: number, store: StorePlan, plan: Plan): Promise<string> {
  const customer = await ensureCustomer(storeId, store)
  // One page at a time: a second one that is paid as well would be a second subscription.
  const { data: open } = await stripe().checkout.sessions.list({ customer, status: 'open', limit: OPEN_SESSIONS_MAX })
  for (const { id } of open) await stripe().checkout.sessions.expire(id)
  const page = `${platformOrigin()}/admin/${store.slug}/settings/plan`
  const price = await ensurePrice(plan, billingCurrency(store.currency))
  const trialEnd = trialLeft(store)
  const session = await stripe().checkout.sessions.create({
    mode: 'subscription',
    customer,
    line_items: [{ price, quantity: 1 }],
    success_url: `${page}/return`,
    cancel_url: page,
    subscription_data: {
      description: `${PLANS[plan].name} plan of ${store.name}`,
      ...(trialEnd ? { trial_end: trialEnd } : {}),
    },
  })
  if (!session.url) throw new Error('Stripe opened a Checkout without a page')
  return session.url
}

/** The end of the store's own trial in seconds, while enough of it is left. */
function trialLeft({ status, trialEndsAt, subscriptionId }: StorePlan): number | null {
  if (status !== 'trialing' || subscriptionId || !trialEndsAt) return null
  const left = trialEndsAt.getTime() - now().getTime()
  return left > SHORTEST_TRIAL_MS ? Math.floor(trialEndsAt.getTime() / 1000) : null
}

async function changeNow(live: PlanSubscription, price: string, quotedAt: number | undefined): Promise<void> {
  await releaseSchedule(live)
  const free = live.status === 'trialing'
  const fresh = quotedAt !== undefined && Math.abs(now().getTime() / 1000 - quotedAt) < MAX_QUOTE_AGE_S
  await stripe().subscriptions.update(live.id, {
    items: [{ id: live.itemId, price }],
    cancel_at_period_end: false,
    proration_behavior: free ? 'none' : 'always_invoice',
    payment_behavior: 'error_if_incomplete',
    ...(fresh && !free ? { proration_date: quotedAt } : {}),
  })
}
