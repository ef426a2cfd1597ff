/**
 * Makes a store's plan what Stripe says it is. Called for every event of its customer and after everything a merchant does:
 * late, twice, at the same time and in any order. Whoever wrote something asks Stripe once more, until what is written is what
 * Stripe says: so the last to write has read after it, and an answer that was slow on its way does not stay.
 */
import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { type PlatformTx, withPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'
import { readStore } from '@/db/store'
import { now } from '@/lib/clock'
import { recordEventFor } from '@/lib/events/record'
import { log } from '@/lib/log'
import { stripe } from '@/lib/payments/stripe'
import { getStorePlan } from '@/lib/plans/queries'
import { isPaused, type Plan, type PlanStatus } from '@/lib/plans/table'
import { purgeHostsOf } from '@/lib/stores/close'
import { findSubscription, nextPlanOf, type PlanSubscription } from './subscription'

const MAX_ROUNDS = 5

/** What of a store's row Stripe decides. */
interface BilledPlan {
  plan: Plan
  planStatus: PlanStatus
  nextPlan: Plan | null
  trialEndsAt: Date | null
  planPeriodEndsAt: Date | null
  planEndsAtPeriodEnd: boolean
  stripeSubscriptionId: string | null
}

/** A store that never had a subscription is left as it is. @throws Stripe's errors; then nothing of what it saw is lost: call again */
export async function syncPlan(storeId: number): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const store = await readStore(storeId, getStorePlan)
    const { current, extra } = await findSubscription(store)
    await endExtra(storeId, extra)
    if (!current) return
    const billed = await toBilled(current)
    const { changed, paused } = await withPlatform((tx) => write(tx, storeId, billed))
    if (paused) await tellHosts(storeId)
    if (!changed) return
  }
  throw new Error(`the plan of store ${storeId} changes faster than it can be read`)
}

/** What the job at a trial's end writes; without Stripe, since nothing of this store is there. */
export const ENDED_TRIAL = { planStatus: 'canceled', planPeriodEndsAt: null } as const

/** Writes what differs, with its event. `paused`: whether the shop opened or closed by it. A step of the platform role. */
export async function write(
  tx: PlatformTx,
  storeId: number,
  billed: Partial<BilledPlan>,
): Promise<{ changed: boolean; paused: boolean }> {
  const [before] = await tx
    .select({
      plan: stores.plan,
      planStatus: stores.planStatus,
      nextPlan: stores.nextPlan,
      trialEndsAt: stores.trialEndsAt,
      planPeriodEndsAt: stores.planPeriodEndsAt,
      planEndsAtPeriodEnd: stores.planEndsAtPeriodEnd,
      stripeSubscriptionId: stores.stripeSubscriptionId,
    })
    .from(stores)
    .where(eq(stores.id, storeId))
    .for('no key update')
  if (!before) return { changed: false, paused: false }
  const after = { ...before, ...billed }
  if (JSON.stringify(after) === JSON.stringify(before)) return { changed: false, paused: false }
  await tx
    .update(stores)
    .set({ ...billed, updatedAt: now() })
    .where(eq(stores.id, storeId))
  await recordEventFor(tx, storeId, 'store.plan_changed', { storeId })
  await recordTurn(tx, storeId, before, after.planStatus)
  return { changed: true, paused: isPaused(before.planStatus) !== isPaused(after.planStatus) }
}

/** What the owner hears of: a charge that failed, and a plan that is over, each when it turns so. */
async function recordTurn(
  tx: PlatformTx,
  storeId: number,
  before: { planStatus: PlanStatus; stripeSubscriptionId: string | null },
  status: PlanStatus,
): Promise<void> {
  if (status === before.planStatus) return
  if (status === 'past_due') await recordEventFor(tx, storeId, 'store.plan_payment_failed', {})
  if (!isPaused(status) || isPaused(before.planStatus)) return
  const trial = before.planStatus === 'trialing' && before.stripeSubscriptionId === null
  const end = trial ? 'trial' : status === 'unpaid' ? 'unpaid' : 'canceled'
  await recordEventFor(tx, storeId, 'store.plan_ended', { end })
}

/** A cache that cannot be told keeps its answer for half a minute at most. */
export async function tellHosts(storeId: number): Promise<void> {
  await purgeHostsOf(storeId).catch((error: unknown) => {
    log.warn({ err: error, storeId }, 'a paused or reopened store is not known to every cache yet')
  })
}

async function toBilled(current: PlanSubscription): Promise<BilledPlan> {
  return {
    plan: current.plan,
    planStatus: current.status,
    nextPlan: await nextPlanOf(current),
    trialEndsAt: current.trialEndsAt,
    planPeriodEndsAt: current.periodEndsAt,
    planEndsAtPeriodEnd: current.endsAtPeriodEnd,
    stripeSubscriptionId: current.id,
  }
}

/** Two pages of Checkout were paid: one subscription is enough, and what the other cost is credited to the next invoice. */
async function endExtra(storeId: number, extra: PlanSubscription[]): Promise<void> {
  for (const { id } of extra) {
    log.warn({ storeId, subscription: id }, 'a second subscription of a store is ended and credited')
    try {
      await stripe().subscriptions.cancel(id, { prorate: true, invoice_now: true })
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
      // Ended by somebody else meanwhile: what was wanted.
      log.warn({ err: error, storeId, subscription: id }, 'a second subscription could not be ended')
    }
  }
}
