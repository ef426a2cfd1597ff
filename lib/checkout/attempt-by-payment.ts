/** From a PaymentIntent to the attempt that Stoa stored it for. Metadata is not looked at: an account's owner writes it. */
import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { checkoutRequests } from '@/db/schema/checkout'

/**
 * Whether the payment is an order's and captured: no event about it can set anything in motion any more. The usual case, since
 * Stripe's delivery comes after its answer. For a statement of the platform role.
 */
export function isCollected(account: string | SQLWrapper, paymentIntentId: string | SQLWrapper): SQL<boolean> {
  return sql<boolean>`exists (
    select from checkout_requests a
    join payments p on p.store_id = a.store_id and p.payment_intent_id = a.payment_intent_id
    where a.payment_intent_id = ${paymentIntentId} and a.stripe_account_id = ${account}
      and a.status = 'completed' and p.status = 'captured')`
}

export interface AttemptRef {
  storeId: number
  attemptId: string
}

/** The attempt with this account and PaymentIntent, or null: not Stoa's, or not stored yet. */
export async function findAttemptByPayment(account: string, paymentIntentId: string): Promise<AttemptRef | null> {
  const rows = await readPlatform((tx) =>
    tx
      .select({ storeId: checkoutRequests.storeId, attemptId: checkoutRequests.id })
      .from(checkoutRequests)
      .where(and(eq(checkoutRequests.paymentIntentId, paymentIntentId), eq(checkoutRequests.stripeAccountId, account)))
      .limit(1),
  )
  return rows[0] ?? null
}

/** Whether this attempt exists and belongs to another payment: somebody wrote a foreign attempt's id on a payment of theirs. */
export async function isForeignClaim(attemptId: string, account: string, paymentIntentId: string): Promise<boolean> {
  const [row] = await readPlatform((tx) =>
    tx
      .select({ account: checkoutRequests.stripeAccountId, paymentIntentId: checkoutRequests.paymentIntentId })
      .from(checkoutRequests)
      .where(eq(checkoutRequests.id, attemptId))
      .limit(1),
  )
  if (!row) return false
  return row.account !== account || (row.paymentIntentId !== null && row.paymentIntentId !== paymentIntentId)
}
