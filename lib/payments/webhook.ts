/** Opening Stripe's webhooks: nothing in a body is looked at before its signature holds. */
import type Stripe from 'stripe'
import { isLivemode, stripe } from './stripe'

/** Seconds that a signature stays valid: an old delivery that somebody kept is refused. */
const TOLERANCE_S = 300

/** The delivery is not Stripe's, is too old, or is of the other mode: answer 400 and do nothing. */
export class WebhookRefusedError extends Error {
  override readonly name = 'WebhookRefusedError'
}

/**
 * The event in a raw body. `secrets` is the endpoint's secret, or several separated by commas while they are rotated.
 *
 * @throws WebhookRefusedError; an Error when no secret is configured, which must never mean that anything is accepted
 */
export function openWebhook(rawBody: string, signature: string | null, secrets: string | undefined): Stripe.Event {
  const known = (secrets ?? '').split(',').flatMap((secret) => secret.trim() || [])
  if (known.length === 0) throw new Error('the secret of this webhook endpoint is not configured')
  if (!signature) throw new WebhookRefusedError('the signature is missing')
  for (const secret of known) {
    const event = verified(rawBody, signature, secret)
    if (!event) continue
    if (event.livemode !== isLivemode()) throw new WebhookRefusedError('the event is of the other mode (test or live)')
    return event
  }
  throw new WebhookRefusedError('the signature does not hold')
}

function verified(rawBody: string, signature: string, secret: string): Stripe.Event | null {
  try {
    return stripe().webhooks.constructEvent(rawBody, signature, secret, TOLERANCE_S)
  } catch {
    // Whatever is wrong with it, the next secret may be the one; the caller refuses when none is.
    return null
  }
}
