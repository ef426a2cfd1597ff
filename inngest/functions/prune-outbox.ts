/** Each night: forgets events that were sent two weeks ago. */
import { cron } from 'inngest'
import { DAY } from '@/lib/clock'
import { pruneOutbox } from '@/lib/events/outbox'
import { inngest } from '../client'

const KEEP_MS = 14 * DAY
const BATCH = 5_000
const MAX_BATCHES = 100

export const pruneOutboxFunction = inngest.createFunction(
  { id: 'prune-outbox', triggers: [cron('17 3 * * *')], concurrency: { limit: 1 }, retries: 1 },
  async () => {
    let pruned = 0
    for (let batch = 0; batch < MAX_BATCHES; batch++) {
      const gone = await pruneOutbox(KEEP_MS, BATCH)
      pruned += gone
      if (gone < BATCH) break
    }
    return { pruned }
  },
)
