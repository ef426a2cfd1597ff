/** Whether Stripe Tax can compute for a store. A workflow: Stripe is asked, with no transaction open. */
import Stripe from 'stripe'
import { readStore } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { getStoreProfile } from '@/lib/stores/queries'
import { isTaxActive } from './tax-calculation'

/** @throws invalid_request naming `taxProvider` and what to do first; unavailable when Stripe does not answer */
export async function requireTaxActive(storeId: number): Promise<void> {
  const { stripeAccountId } = await readStore(storeId, getStoreProfile)
  if (!stripeAccountId) throw refused('Activate payments first: Stripe Tax computes on your Stripe account.')
  if (await isActive(stripeAccountId)) return
  throw refused('Stripe Tax is not set up yet: enter your head office in Stripe’s tax settings, then save again.')
}

async function isActive(account: string): Promise<boolean> {
  try {
    return await isTaxActive(account)
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError) {
      throw refused('Your Stripe account is not connected any more: connect it under Payments first.')
    }
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    throw new DomainError('unavailable', 'Stripe does not answer just now. Nothing was changed; try again in a minute.')
  }
}

function refused(message: string): DomainError {
  return new DomainError('invalid_request', message, { fields: { taxProvider: message } })
}
