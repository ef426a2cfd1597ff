/** Each hour: removes everything of stores that their owners deleted, once the grace is over, also what others keep for them. */
import { cron } from 'inngest'
import { detachDomain } from '@/lib/domains/detach'
import { purgeDueStores } from '@/lib/stores/purge'
import { inngest } from '../client'

const STORES_AT_ONCE = 5

export const purgeStoresFunction = inngest.createFunction(
  { id: 'purge-stores', triggers: [cron('17 * * * *')], concurrency: { limit: 1 }, retries: 5 },
  async ({ step }) => {
    const reports = await step.run('purge', () => purgeDueStores(STORES_AT_ONCE))
    for (const domain of reports.flatMap(({ domains }) => domains)) {
      await step.run(`detach-${domain}`, () => detachDomain(domain))
    }
    return reports
  },
)
