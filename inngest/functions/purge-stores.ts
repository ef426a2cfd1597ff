/** Each hour: removes everything of stores that their owners deleted, once the grace is over. */
import { cron } from 'inngest'
import { purgeDueStores } from '@/lib/stores/purge'
import { inngest } from '../client'

const STORES_AT_ONCE = 5

export const purgeStoresFunction = inngest.createFunction(
  { id: 'purge-stores', triggers: [cron('17 * * * *')], concurrency: { limit: 1 }, retries: 0 },
  () => purgeDueStores(STORES_AT_ONCE),
)
