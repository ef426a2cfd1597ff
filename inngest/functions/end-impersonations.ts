/** Every five minutes: closes the books on operators' visits to stores whose time is over. Nobody can use them any more. */
import { cron } from 'inngest'
import { endDueImpersonations } from '@/lib/operators/impersonation'
import { inngest } from '../client'

const LIMIT = 200

export const endImpersonations = inngest.createFunction(
  { id: 'end-impersonations', triggers: [cron('*/5 * * * *')], concurrency: { limit: 1 }, retries: 0 },
  async () => ({ ended: await endDueImpersonations(LIMIT) }),
)
