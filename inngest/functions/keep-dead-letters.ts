/**
 * Whatever function gave up, for good: its event is kept for an operator to have it tried again (`npm run stoa -- jobs dead`).
 * One function for all, by Inngest's own event, so that none is forgotten. What runs by the clock runs again anyway.
 */
import { keepDeadLetter } from '@/lib/jobs/dead-letters'
import { log } from '@/lib/log'
import { inngest } from '../client'
import { originalId } from '../event-id'

const OWN_ID = 'stoa-keep-dead-letters'

export const keepDeadLetters = inngest.createFunction(
  {
    id: 'keep-dead-letters',
    triggers: [{ event: 'inngest/function.failed', if: `event.data.function_id != '${OWN_ID}'` }],
    retries: 10,
  },
  async ({ event }) => {
    const { function_id: functionId, run_id: runId, error, event: failed } = event.data
    const storeId = Number(failed?.data?.storeId)
    // Another app's function may fail in the same Inngest, and a cron has no store.
    if (!functionId.startsWith('stoa-') || !Number.isSafeInteger(storeId) || storeId < 1) {
      log.error({ functionId, runId, event: failed?.name, failure: error?.message }, 'a function gave up')
      return 'nothing_to_keep'
    }
    const eventId = originalId(failed.id ?? runId)
    log.error({ functionId, runId, storeId, eventId, failure: error?.message }, 'a function gave up')
    await keepDeadLetter(storeId, {
      functionId,
      eventName: failed.name,
      eventId,
      payload: failed.data ?? {},
      error: error?.message ?? 'unknown',
    })
    return 'kept'
  },
)
