/** What waits and what was given up, as an operator calls it. */
import type { DeadKind, Queue } from '@/lib/jobs/queries'

export const QUEUE_WORDS: Record<Queue, string> = {
  events: 'Events to be sent',
  stripe: 'Events of Stripe to be handled',
  webhooks: 'Webhook deliveries to be made',
  checkouts: 'Checkouts to be ended',
  captures: 'Payments to be captured',
  refunds: 'Refunds to be settled',
}

export const DEAD_WORDS: Record<DeadKind, string> = {
  function: 'Functions',
  event: 'Events',
  stripe: 'Events of Stripe',
}
