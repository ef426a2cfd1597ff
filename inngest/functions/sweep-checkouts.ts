/**
 * Each minute: ends checkouts that nobody ended, captures what is still to be captured, settles refunds left
 * pending, handles events of Stripe that nobody finished.
 */
import { cron } from 'inngest'
import { sweepAttempts } from '@/lib/checkout/sweep'
import { SECOND } from '@/lib/clock'
import { settlePendingRefunds } from '@/lib/payments/refund-order'
import { processDueStripeEvents } from '@/lib/stripe-events/inbox'
import { inngest } from '../client'
import { relayOutbox } from '../relay'

const LIMIT = 200
/** After an outage more may be waiting than one look takes: it looks again, until its minute is nearly over. */
const MAX_ROUNDS = 20
const ROUNDS_END_MS = 40 * SECOND

export const sweepCheckouts = inngest.createFunction(
  { id: 'sweep-checkouts', triggers: [cron('* * * * *')], concurrency: { limit: 1 }, retries: 0 },
  async () => {
    const began = performance.now()
    const report = await sweepAttempts(LIMIT)
    for (let round = 1; round < MAX_ROUNDS && report.more; round++) {
      if (performance.now() - began > ROUNDS_END_MS) break
      const { attempts, captures, failed, more } = await sweepAttempts(LIMIT)
      report.attempts += attempts
      report.captures += captures
      report.failed += failed
      report.more = more
    }
    const { refunds } = await settlePendingRefunds(LIMIT)
    const events = await processDueStripeEvents(LIMIT)
    await relayOutbox()
    return { ...report, refunds, events }
  },
)
