/**
 * What a store's Stripe account may do, as Stripe says it; onboarding is in connect-account.ts. Events come late, often and in
 * any order, so the account is asked each time, and an answer is written only if nobody wrote another one since before it was
 * asked for: what is stored is never older than what was stored before.
 */
import { and, eq, sql } from 'drizzle-orm'
import Stripe from 'stripe'
import { readPlatform, withPlatform } from '@/db/platform'
import { type AccountRequirements, stores } from '@/db/schema/stores'
import { canonicalJson } from '@/lib/canonical-json'
import { now } from '@/lib/clock'
import { stripe } from './stripe'

/** Other changes of the store count as well, so that a round may be lost to somebody who saves its name. */
const MAX_ROUNDS = 5
/** Stores with one account: one, save by a person's doing. */
const MAX_STORES = 10
const MAX_REQUIREMENTS = 100

export interface AccountStatus {
  chargesEnabled: boolean
  payoutsEnabled: boolean
  detailsSubmitted: boolean
  accountRequirements: AccountRequirements | null
  /** Our access was taken away: nothing else is known of the account. */
  disconnected: boolean
}

/** Asks Stripe and records the answer for whichever store has the account. @throws Stripe's error */
export async function refreshAccountStatus(account: string): Promise<void> {
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const known = await storedOf(account)
    if (known.length === 0) return
    const status = await askForStatus(account)
    const written = await Promise.all(known.map((stored) => write(account, stored, status)))
    if (written.every(Boolean)) return
  }
  throw new Error(`the state of ${account} changed more often than it could be written`)
}

/**
 * Stripe says that the merchant took our access away. Checkout stops first and the account is asked after: an old event of an
 * account that is connected again by now does no more than that moment.
 */
export async function disconnectAccount(account: string): Promise<void> {
  await withPlatform((tx) =>
    tx
      .update(stores)
      .set({ chargesEnabled: false, payoutsEnabled: false, accountDisconnectedAt: now(), updatedAt: now() })
      .where(eq(stores.stripeAccountId, account)),
  )
  await refreshAccountStatus(account)
}

type Stored = Awaited<ReturnType<typeof storedOf>>[number]

function storedOf(account: string) {
  return readPlatform((tx) =>
    tx
      .select({
        id: stores.id,
        version: sql<string>`${stores.updatedAt}::text`,
        status: {
          chargesEnabled: stores.chargesEnabled,
          payoutsEnabled: stores.payoutsEnabled,
          detailsSubmitted: stores.detailsSubmitted,
          accountRequirements: stores.accountRequirements,
          disconnected: sql<boolean>`${stores.accountDisconnectedAt} is not null`,
        },
      })
      .from(stores)
      .where(eq(stores.stripeAccountId, account))
      .limit(MAX_STORES),
  )
}

/** False when somebody else wrote since. What is stored already is not written again: many at once do not keep each other busy. */
async function write(
  account: string,
  { id, version, status: before }: Stored,
  status: AccountStatus,
): Promise<boolean> {
  if (canonicalJson(before) === canonicalJson(status)) return true
  const rows = await withPlatform((tx) =>
    tx
      .update(stores)
      .set(columnsOf(status))
      .where(and(eq(stores.id, id), eq(stores.stripeAccountId, account), sql`${stores.updatedAt}::text = ${version}`))
      .returning({ id: stores.id }),
  )
  return rows.length > 0
}

async function askForStatus(account: string): Promise<AccountStatus> {
  try {
    return statusOf(await stripe().accounts.retrieve(account))
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripePermissionError)) throw error
    const nothing = { chargesEnabled: false, payoutsEnabled: false, detailsSubmitted: false }
    return { ...nothing, accountRequirements: null, disconnected: true }
  }
}

export function statusOf(account: Stripe.Account): AccountStatus {
  const { requirements } = account
  const names = (list: string[] | null | undefined) => (list ?? []).slice(0, MAX_REQUIREMENTS)
  const deadline = requirements?.current_deadline
  return {
    chargesEnabled: account.charges_enabled === true,
    payoutsEnabled: account.payouts_enabled === true,
    detailsSubmitted: account.details_submitted === true,
    accountRequirements: {
      currentlyDue: names(requirements?.currently_due),
      pastDue: names(requirements?.past_due),
      pendingVerification: names(requirements?.pending_verification),
      disabledReason: requirements?.disabled_reason ?? null,
      currentDeadline: deadline ? new Date(deadline * 1000).toISOString() : null,
    },
    disconnected: false,
  }
}

/** When it was first found disconnected stays; an account that answers again is connected. */
function columnsOf({ disconnected, ...status }: AccountStatus) {
  const at = now().toISOString()
  return {
    ...status,
    accountDisconnectedAt: disconnected ? sql`coalesce(${stores.accountDisconnectedAt}, ${at}::timestamptz)` : null,
    updatedAt: now(),
  }
}
