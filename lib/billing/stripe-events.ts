/**
 * What an event of the platform's own account sets in motion. It says whose plan to look at, by the stored customer, and
 * nothing else: the subscription is asked for at Stripe, so deliveries may come late, twice and in any order.
 */
import type { StoredEvent } from '@/lib/stripe-events/stored-event'
import { findStoreOfCustomer } from './customer'
import { syncPlan } from './sync-plan'

const ABOUT_PLANS =
  /^(customer\.subscription\.|subscription_schedule\.|invoice\.(paid|payment_failed|payment_action_required)$|checkout\.session\.completed$)/

/** Whether anything here listens to events of this type. */
export function isAboutPlans(type: string): boolean {
  return ABOUT_PLANS.test(type)
}

/** @throws when it should be tried again */
export async function handleAccountEvent({ type, customerId }: StoredEvent): Promise<'handled' | 'ignored'> {
  if (!customerId || !isAboutPlans(type)) return 'ignored'
  const storeId = await findStoreOfCustomer(customerId)
  if (storeId === null) return 'ignored'
  await syncPlan(storeId)
  return 'handled'
}
