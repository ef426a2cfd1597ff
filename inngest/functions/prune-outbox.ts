/**
 * Each night: forgets events that were sent two weeks ago, Stripe's that were handled a month ago, old left checkouts,
 * webhooks' deliveries of a month ago.
 */
import { cron } from 'inngest'
import { DAY } from '@/lib/clock'
import { pruneOutbox } from '@/lib/events/outbox'
import { pruneDeadLetters } from '@/lib/jobs/dead-letters'
import { pruneAbandoned } from '@/lib/recovery/sweep'
import { pruneStripeEvents } from '@/lib/stripe-events/inbox'
import { pruneDeliveries } from '@/lib/webhooks/backlog'
import { inngest } from '../client'

const KEEP_MS = 14 * DAY
const KEEP_STRIPE_MS = 30 * DAY
const KEEP_WEBHOOKS_MS = 30 * DAY
const BATCH = 5_000
const MAX_BATCHES = 100

export const pruneOutboxFunction = inngest.createFunction(
  { id: 'prune-outbox', triggers: [cron('17 3 * * *')], concurrency: { limit: 1 }, retries: 1 },
  async () => {
    const pruned = await inBatches((limit) => pruneOutbox(KEEP_MS, limit))
    const stripeEvents = await inBatches((limit) => pruneStripeEvents(KEEP_STRIPE_MS, limit))
    const deadLetters = await inBatches((limit) => pruneDeadLetters(KEEP_STRIPE_MS, limit))
    const leftCheckouts = await inBatches(pruneAbandoned)
    const deliveries = await inBatches((limit) => pruneDeliveries(KEEP_WEBHOOKS_MS, limit))
    return { pruned, stripeEvents, deadLetters, leftCheckouts, deliveries }
  },
)

async function inBatches(prune: (limit: number) => Promise<number>): Promise<number> {
  let pruned = 0
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const gone = await prune(BATCH)
    pruned += gone
    if (gone < BATCH) break
  }
  return pruned
}
