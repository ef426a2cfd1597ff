/**
 * The store's own account at Stripe: made once, completed by the merchant on Stripe's pages, its state read back from
 * Stripe. Workflow: no transaction is open while Stripe is asked. Which account a store has is written by the platform
 * role alone, and only while it has none: two clicks make one account through the idempotency key.
 */
import { and, eq, isNull } from 'drizzle-orm'
import type Stripe from 'stripe'
import { withPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'
import { readStore } from '@/db/store'
import { now } from '@/lib/clock'
import { platformOrigin } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { invariant } from '@/lib/invariant'
import { getStoreProfile } from '@/lib/stores/queries'
import { getAccountState } from './account-queries'
import { refreshAccountStatus, statusOf } from './account-status'
import { stripe } from './stripe'

/**
 * Makes the account where there is none, or none any more that we have access to, and answers the address of Stripe's page
 * for completing it.
 * @throws Stripe's errors; nothing is stored then, and the next try sends the same idempotency key
 */
export async function startOnboarding(storeId: number): Promise<{ url: string }> {
  const [store, { disconnectedAt }] = await readStore(storeId, (tx) =>
    Promise.all([getStoreProfile(tx), getAccountState(tx)]),
  )
  const known = disconnectedAt === null ? store.stripeAccountId : null
  const account = known ?? (await makeAccount(storeId, store))
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
  await refreshAccountStatus(stripeAccountId)
  const { chargesEnabled } = await readStore(storeId, getStoreProfile)
  return { chargesEnabled }
}

/** Stripe's own desk for the account, where disputes are answered and payouts set up. @throws conflict; Stripe's errors */
export async function openDashboard(storeId: number): Promise<{ url: string }> {
  const [{ stripeAccountId }, state] = await readStore(storeId, (tx) =>
    Promise.all([getStoreProfile(tx), getAccountState(tx)]),
  )
  if (!stripeAccountId || state.disconnectedAt !== null || !state.detailsSubmitted) {
    throw new DomainError('conflict', 'Complete the set-up on Stripe first: there is no dashboard before.')
  }
  const { url } = await stripe().accounts.createLoginLink(stripeAccountId)
  return { url }
}

interface Owner {
  name: string
  email: string
  locale: string
  /** The account that is replaced; null: the first one. */
  stripeAccountId: string | null
}

/** Payments of before keep the account they were made on; new ones are made on this one. */
async function makeAccount(storeId: number, store: Owner): Promise<string> {
  const before = store.stripeAccountId
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
    { idempotencyKey: before ? `acct:${storeId}:${before}` : `acct:${storeId}` },
  )
  return withPlatform(async (tx) => {
    await tx
      .update(stores)
      .set({ stripeAccountId: account.id, ...columnsOfNew(account), updatedAt: now() })
      .where(
        and(
          eq(stores.id, storeId),
          before === null ? isNull(stores.stripeAccountId) : eq(stores.stripeAccountId, before),
        ),
      )
    const [row] = await tx.select({ id: stores.stripeAccountId }).from(stores).where(eq(stores.id, storeId))
    invariant(row?.id, 'the store has an account now')
    return row.id
  })
}

function columnsOfNew(account: Stripe.Account) {
  const { disconnected: _, ...status } = statusOf(account)
  return { ...status, accountDisconnectedAt: null }
}
