/** The facts of a store that its checkout needs, from its profile. On the server alone: keys come from the environment. */
import { env } from '@/lib/env'
import type { StoreProfile } from '@/lib/stores/queries'
import type { CheckoutShop } from './types'

export function checkoutShop(profile: StoreProfile): CheckoutShop {
  const { name, locale, currency, taxInclusive, taxProvider, stripeAccountId, chargesEnabled } = profile
  const publishableKey = env().NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY
  return {
    name,
    locale,
    currency,
    taxInclusive,
    taxByAddress: taxProvider === 'stripe_tax',
    stripe: publishableKey && stripeAccountId ? { publishableKey, account: stripeAccountId } : null,
    paymentsActive: chargesEnabled,
  }
}
