/**
 * The store's own account at Stripe: made once, completed by the merchant on Stripe's pages, its state read back from
 * Stripe. Workflow: no transaction is open while Stripe is asked. Which account a store has is written by the platform
 * role alone, and only while it has none: two clicks make one account through the idempotency key.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { withPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'
import { readStore } from '@/db/store'
import { now } from '@/lib/clock'
import { platformOrigin } from '@/lib/env'
import { invariant } from '@/lib/invariant'
import { getStoreProfile } from '@/lib/stores/queries'
import { stripe } from './stripe'

/**
 * Makes the account where there is none and answers the address of Stripe's page for completing it.
 * @throws Stripe's errors; nothing is stored then, and the next try sends the same idempotency key
 */
export async function startOnboarding(storeId: number): Promise<{ url: string }> {
  const store = await readStore(storeId, getStoreProfile)
  const account = store.stripeAccountId ?? (await makeAccount(storeId, store))
  const page = `${platformOrigin()}/admin/${store.slug}/settings/payments`
  const link = await stripe().accountLinks.create({
    account,
    type: 'account_onboarding',
    // Stripe sends the merchant to refresh_url when a link was used or is too old; that page makes the next one on a click.
    refresh_url: `${page}?expired`,
    return_url: `${page}/return`,
  })
  return { url: link.url }
}

/** Asks Stripe whether the account can take payments and stores the answer. False for a store without an account. */
export async function refreshAccount(storeId: number): Promise<{ chargesEnabled: boolean }> {
  const { stripeAccountId } = await readStore(storeId, getStoreProfile)
  if (!stripeAccountId) return { chargesEnabled: false }
  const account = await stripe().accounts.retrieve(stripeAccountId)
  const chargesEnabled = account.charges_enabled === true
  await withPlatform((tx) =>
    tx
      .update(stores)
      .set({ chargesEnabled, updatedAt: now() })
      .where(and(eq(stores.id, storeId), eq(stores.stripeAccountId, stripeAccountId))),
  )
  return { chargesEnabled }
}

async function makeAccount(storeId: number, store: { name: string; email: string; locale: string }): Promise<string> {
  const account = await stripe().accounts.create(
    {
      email: store.email,
      country: new Intl.Locale(store.locale).region,
      business_profile: { name: store.name },
      controller: {
        fees: { payer: 'application' },
        losses: { payments: 'application' },
        stripe_dashboard: { type: 'express' },
      },
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
      metadata: { storeId: String(storeId) },
    },
    { idempotencyKey: `acct:${storeId}` },
  )
  return withPlatform(async (tx) => {
    await tx
      .update(stores)
      .set({ stripeAccountId: account.id, chargesEnabled: account.charges_enabled === true, updatedAt: now() })
      .where(and(eq(stores.id, storeId), isNull(stores.stripeAccountId)))
    const [row] = await tx.select({ id: stores.stripeAccountId }).from(stores).where(eq(stores.id, storeId))
    invariant(row?.id, 'the store has an account now')
    return row.id
  })
}
