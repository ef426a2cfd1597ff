/** Stripe's failures in a merchant's words; what is not foreseen stays the error it was. */
import Stripe from 'stripe'
import { DomainError } from '@/lib/errors'

/** @throws unavailable when Stripe does not answer; payment_declined when the card was refused and nothing changed */
export async function askStripe<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Stripe.errors.StripeCardError) {
      throw new DomainError(
        'payment_declined',
        'The card was refused, so the plan stays as it is. Change the card under “Card and invoices” and try again.',
      )
    }
    const silent =
      error instanceof Stripe.errors.StripeConnectionError ||
      error instanceof Stripe.errors.StripeAPIError ||
      error instanceof Stripe.errors.StripeRateLimitError
    if (!silent) throw error
    const message = 'Stripe does not answer just now. Look at this page again in a minute before you try once more.'
    throw new DomainError('unavailable', message, { retryAfter: 60 })
  }
}
