/** Every five minutes: judges the checkouts that were left and are due. What is to be mailed is an event, sent at once. */
import { cron } from 'inngest'
import { sweepAbandoned } from '@/lib/recovery/sweep'
import { inngest } from '../client'
import { relayOutbox } from '../relay'

const LIMIT = 200

export const remindOfCheckouts = inngest.createFunction(
  { id: 'remind-of-checkouts', triggers: [cron('*/5 * * * *')], concurrency: { limit: 1 }, retries: 0 },
  async () => {
    const report = await sweepAbandoned(LIMIT)
    if (report.mailed > 0) await relayOutbox()
    return report
  },
)
