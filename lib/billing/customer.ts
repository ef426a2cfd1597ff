/** The store as the platform's customer at Stripe: made once. Two clicks make one through the idempotency key. */
import { and, eq, isNull } from 'drizzle-orm'
import { withPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'
import { now } from '@/lib/clock'
import { sha256 } from '@/lib/ids'
import { invariant } from '@/lib/invariant'
import { stripe } from '@/lib/payments/stripe'
import type { StorePlan } from '@/lib/plans/queries'

/** @throws Stripe's errors */
export async function ensureCustomer(storeId: number, { customerId, name, email }: StorePlan): Promise<string> {
  if (customerId) return customerId
  const customer = await stripe().customers.create(
    // For whoever reads the dashboard; nothing in Stoa trusts the metadata.
    { name, email, metadata: { store_id: String(storeId) } },
    { idempotencyKey: `customer:${storeId}:${sha256(`${name} ${email}`)}` },
  )
  return withPlatform(async (tx) => {
    await tx
      .update(stores)
      .set({ stripeCustomerId: customer.id, updatedAt: now() })
      .where(and(eq(stores.id, storeId), isNull(stores.stripeCustomerId)))
    const [row] = await tx.select({ id: stores.stripeCustomerId }).from(stores).where(eq(stores.id, storeId))
    invariant(row?.id, 'the store is a customer now')
    return row.id
  })
}

/** The store whose customer this is, by what was stored. */
export async function findStoreOfCustomer(customerId: string): Promise<number | null> {
  const [row] = await withPlatform((tx) =>
    tx.select({ id: stores.id }).from(stores).where(eq(stores.stripeCustomerId, customerId)).limit(1),
  )
  return row?.id ?? null
}
