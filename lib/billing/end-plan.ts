/** A merchant ends the plan with its period, or goes on after all. */
import { readStore } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { stripe } from '@/lib/payments/stripe'
import { getStorePlan } from '@/lib/plans/queries'
import { askStripe } from './ask-stripe'
import { releaseSchedule } from './schedule'
import { findLive, type PlanSubscription } from './subscription'
import { syncPlan } from './sync-plan'

/** The plan ends with what is paid; until then everything stays as it is. @throws conflict, unavailable */
export async function cancelPlan(storeId: number): Promise<void> {
  await change(storeId, async (live) => {
    await releaseSchedule(live)
    await stripe().subscriptions.update(live.id, { cancel_at_period_end: true })
  })
}

/** Takes back a cancellation, or a smaller plan that was to begin with the next period. @throws conflict, unavailable */
export async function resumePlan(storeId: number): Promise<void> {
  await change(storeId, async (live) => {
    await releaseSchedule(live)
    if (live.endsAtPeriodEnd) await stripe().subscriptions.update(live.id, { cancel_at_period_end: false })
  })
}

/** Ends the subscription at once, for a store that is closed. Nothing happens to one that has none. @throws unavailable */
export async function endBilling(storeId: number): Promise<void> {
  const store = await readStore(storeId, getStorePlan)
  await askStripe(async () => {
    const live = await findLive(store)
    if (live) await stripe().subscriptions.cancel(live.id)
    await syncPlan(storeId)
  })
}

async function change(storeId: number, apply: (live: PlanSubscription) => Promise<void>): Promise<void> {
  const store = await readStore(storeId, getStorePlan)
  await askStripe(async () => {
    const live = await findLive(store)
    if (!live) throw new DomainError('conflict', 'This store has no plan that is paid for. Choose one first.')
    await apply(live)
    await syncPlan(storeId)
  })
}
