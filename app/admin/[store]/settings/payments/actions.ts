'use server'
/** To Stripe's pages and back. */
import { refresh, updateTag } from 'next/cache'
import { redirect } from 'next/navigation'
import Stripe from 'stripe'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { cacheTags } from '@/lib/cache-tags'
import { DomainError } from '@/lib/errors'
import { openDashboard, refreshAccount, startOnboarding } from '@/lib/payments/connect-account'

const nothing = z.object({})

export const activatePayments = merchantAction('settings.write', nothing, async ({ storeId }) => {
  const { url } = await orUnavailable(() => startOnboarding(storeId))
  redirect(url)
})

/** Stripe's own desk: where disputes are answered and the bank account is changed. */
export const openStripe = merchantAction('settings.write', nothing, async ({ storeId }) => {
  const { url } = await orUnavailable(() => openDashboard(storeId))
  redirect(url)
})

export const checkPayments = merchantAction('settings.write', nothing, async ({ storeId }) => {
  const { chargesEnabled } = await orUnavailable(() => refreshAccount(storeId))
  updateTag(cacheTags.store(storeId))
  refresh()
  return { chargesEnabled }
})

async function orUnavailable<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Stripe.errors.StripeConnectionError || error instanceof Stripe.errors.StripeAPIError) {
      throw new DomainError(
        'unavailable',
        'Stripe does not answer just now. Nothing was changed; try again in a minute.',
      )
    }
    throw error
  }
}
