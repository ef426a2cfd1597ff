/**
 * Each minute: ends checkouts that nobody ended, captures what is still to be captured, settles refunds left
 * pending, handles events of Stripe that nobody finished.
 */
import { cron } from 'inngest'
import { sweepAttempts } from '@/lib/checkout/sweep'
import { settlePendingRefunds } from '@/lib/payments/refund-order'
import { processDueStripeEvents } from '@/lib/stripe-events/inbox'
import { inngest } from '../client'
import { relayOutbox } from '../relay'

const LIMIT = 200

export const sweepCheckouts = inngest.createFunction(
  { id: 'sweep-checkouts', triggers: [cron('* * * * *')], concurrency: { limit: 1 }, retries: 0 },
  async () => {
    const report = await sweepAttempts(LIMIT)
    const { refunds } = await settlePendingRefunds(LIMIT)
    const events = await processDueStripeEvents(LIMIT)
    await relayOutbox()
    return { ...report, refunds, events }
  },
)
