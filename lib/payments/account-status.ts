/** Whether a store may take payments, as its Stripe account says. Onboarding is in connect-account.ts. */
import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { withPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'
import { now } from '@/lib/clock'
import { stripe } from './stripe'

/** Asks Stripe, since events arrive late and out of order, and records the answer. @throws Stripe's error */
export async function refreshAccountStatus(account: string): Promise<void> {
  await setChargesEnabled(account, await mayCharge(account))
}

async function mayCharge(account: string): Promise<boolean> {
  try {
    return (await stripe().accounts.retrieve(account)).charges_enabled
  } catch (error) {
    // The merchant took our access away: an event that was under way then tells nothing new.
    if (error instanceof Stripe.errors.StripePermissionError) return false
    throw error
  }
}

/** The merchant took our access away: the next checkout is refused. */
export function disconnectAccount(account: string): Promise<void> {
  return setChargesEnabled(account, false)
}

async function setChargesEnabled(account: string, chargesEnabled: boolean): Promise<void> {
  await withPlatform((tx) =>
    tx.update(stores).set({ chargesEnabled, updatedAt: now() }).where(eq(stores.stripeAccountId, account)),
  )
}
