/** Each minute: ends checkouts that nobody ended and captures what is still to be captured. */
import { cron } from 'inngest'
import { sweepAttempts } from '@/lib/checkout/sweep'
import { inngest } from '../client'
import { relayOutbox } from '../relay'

const LIMIT = 200

export const sweepCheckouts = inngest.createFunction(
  { id: 'sweep-checkouts', triggers: [cron('* * * * *')], concurrency: { limit: 1 }, retries: 0 },
  async () => {
    const report = await sweepAttempts(LIMIT)
    await relayOutbox()
    return report
  },
)
