/** The plan of the transaction's store: what it is, how it stands, and who pays for it at Stripe. */
import { eq } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import type { Tx } from '@/db/store'
import { notFound } from '@/lib/errors'
import type { Plan, PlanStatus } from './table'

export interface StorePlan {
  slug: string
  name: string
  email: string
  /** The store's own; billingCurrency() says what the plan is paid in. */
  currency: string
  plan: Plan
  status: PlanStatus
  nextPlan: Plan | null
  trialEndsAt: Date | null
  /** When the next charge falls due, or the plan ended. */
  periodEndsAt: Date | null
  endsAtPeriodEnd: boolean
  customerId: string | null
  subscriptionId: string | null
}

/** @throws not_found */
export async function getStorePlan(tx: Tx): Promise<StorePlan> {
  const [row] = await tx
    .select({
      slug: stores.slug,
      name: stores.name,
      email: stores.email,
      currency: stores.currency,
      plan: stores.plan,
      status: stores.planStatus,
      nextPlan: stores.nextPlan,
      trialEndsAt: stores.trialEndsAt,
      periodEndsAt: stores.planPeriodEndsAt,
      endsAtPeriodEnd: stores.planEndsAtPeriodEnd,
      customerId: stores.stripeCustomerId,
      subscriptionId: stores.stripeSubscriptionId,
    })
    .from(stores)
    .where(eq(stores.id, tx.storeId))
    .limit(1)
  if (!row) throw notFound('This store')
  return row
}
