/**
 * Tells a store's owner what is ahead of it, once for each event: its deletion, the end of its trial, a plan that is not paid
 * or is over. What is no longer so when the mail is written is not told.
 */
import { getStorePlan } from '@/lib/plans/queries'
import { isPaused } from '@/lib/plans/table'
import { getEnding } from '@/lib/stores/close'
import { getStoreOwner } from '@/lib/stores/owner'
import { getStoreProfile } from '@/lib/stores/queries'
import { type Delivery, deliverOnce } from './deliver'
import { deskOf } from './desk'
import { deletionAhead, type PlanEnd, planEnded, planPaymentFailed, trialEnding } from './store-mails'

/** `deleteAt`: milliseconds of the day that was set; another one has events of its own. */
export async function sendDeletionAhead(
  storeId: number,
  { deleteAt, daysLeft, eventId }: { deleteAt: number; daysLeft: number | null; eventId: string },
): Promise<Delivery> {
  const [{ email: to }, { deleteAfter }] = await Promise.all([getStoreOwner(storeId), getEnding(storeId)])
  return deliverOnce(storeId, { kind: 'store-deletion', eventId }, async (tx) => {
    if (deleteAfter?.getTime() !== deleteAt) return null
    const store = await getStoreProfile(tx)
    return deletionAhead(store, deleteAfter, daysLeft, { to, desk: deskOf(store) })
  })
}

export async function sendTrialEnding(storeId: number, { eventId }: { eventId: string }): Promise<Delivery> {
  const { email: to } = await getStoreOwner(storeId)
  return deliverOnce(storeId, { kind: 'trial-ending', eventId }, async (tx) => {
    const [store, plan] = [await getStoreProfile(tx), await getStorePlan(tx)]
    if (plan.status !== 'trialing' || plan.subscriptionId || !plan.trialEndsAt) return null
    return trialEnding(store, plan.trialEndsAt, { to, desk: deskOf(store) })
  })
}

export async function sendPlanPaymentFailed(storeId: number, { eventId }: { eventId: string }): Promise<Delivery> {
  const { email: to } = await getStoreOwner(storeId)
  return deliverOnce(storeId, { kind: 'plan-payment-failed', eventId }, async (tx) => {
    const [store, plan] = [await getStoreProfile(tx), await getStorePlan(tx)]
    if (plan.status !== 'past_due') return null
    return planPaymentFailed(store, plan.plan, { to, desk: deskOf(store) })
  })
}

export async function sendPlanEnded(
  storeId: number,
  { end, eventId }: { end: PlanEnd; eventId: string },
): Promise<Delivery> {
  const [{ email: to }, { deleteAfter }] = await Promise.all([getStoreOwner(storeId), getEnding(storeId)])
  return deliverOnce(storeId, { kind: 'plan-ended', eventId }, async (tx) => {
    const [store, plan] = [await getStoreProfile(tx), await getStorePlan(tx)]
    // Paid again, or ended because the owner deletes the store: there is nothing to do about it.
    if (!isPaused(plan.status) || deleteAfter) return null
    return planEnded(store, plan.plan, end, { to, desk: deskOf(store) })
  })
}
