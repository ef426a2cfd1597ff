/**
 * The events of stores' accounts that anything listens to: what the endpoint /api/webhooks/stripe-connect subscribes to at
 * Stripe. One of another type does no harm; it is kept as ignored.
 */

export const PAYMENT_EVENTS = [
  'payment_intent.amount_capturable_updated',
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
] as const
export const REFUND_EVENTS = ['refund.updated', 'refund.failed', 'charge.refund.updated'] as const
export const ACCOUNT_EVENTS = ['account.updated'] as const
export const DEAUTHORIZATION_EVENTS = ['account.application.deauthorized'] as const
export const DISPUTE_EVENTS = [
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
] as const
export const PAYOUT_EVENTS = ['payout.paid', 'payout.failed', 'payout.canceled'] as const

export const CONNECT_EVENTS: readonly string[] = [
  ...PAYMENT_EVENTS,
  ...REFUND_EVENTS,
  ...ACCOUNT_EVENTS,
  ...DEAUTHORIZATION_EVENTS,
  ...DISPUTE_EVENTS,
  ...PAYOUT_EVENTS,
]
