/** What is kept of an event: its type, whose it is, and which objects it is about. Never a card, a name or an address. */
import type Stripe from 'stripe'

export interface StoredEvent {
  type: string
  /** The connected account; null for the platform's own. */
  account: string | null
  objectId: string | null
  paymentIntentId: string | null
  /** Whom the object is about, where it names a customer. */
  customerId: string | null
  /** The attempt that the object's metadata names: what its owner wrote there, and trusted by nobody. */
  claimedAttempt: string | null
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function storedEvent(event: Pick<Stripe.Event, 'type' | 'account'> & { data: { object: object } }): StoredEvent {
  const object = event.data.object as Record<string, unknown>
  const metadata = (object.metadata ?? {}) as Record<string, unknown>
  const claimed = textOf(metadata.attempt_id)
  return {
    type: event.type,
    account: event.account ?? null,
    objectId: textOf(object.id),
    paymentIntentId: object.object === 'payment_intent' ? textOf(object.id) : textOf(object.payment_intent),
    customerId: textOf(object.customer),
    claimedAttempt: claimed !== null && UUID.test(claimed) ? claimed : null,
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.length <= 255 ? value : null
}
