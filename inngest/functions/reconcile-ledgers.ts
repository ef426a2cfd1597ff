/** Each hour: books what Stripe has moved for each store. A store that fails is tried again by the next run. */
import { cron } from 'inngest'
import { reconcileStore } from '@/lib/ledger/reconcile'
import { storesWithBooks } from '@/lib/ledger/stores'
import { log } from '@/lib/log'
import { inngest } from '../client'

const STORES_A_STEP = 50

export const reconcileLedgers = inngest.createFunction(
  { id: 'reconcile-ledgers', triggers: [cron('23 * * * *')], concurrency: { limit: 1 }, retries: 2 },
  async ({ step }) => {
    let after = 0
    for (;;) {
      const batch = await step.run(`after-${after}`, () => reconcileBatch(after))
      if (batch === null) return { last: after }
      after = batch
    }
  },
)

/** The last store's id, or null when there was none. */
async function reconcileBatch(after: number): Promise<number | null> {
  const ids = await storesWithBooks(after, STORES_A_STEP)
  for (const storeId of ids) {
    await reconcileStore(storeId).catch((error: unknown) => {
      log.warn({ storeId, err: error }, 'a store’s books could not be brought up to Stripe’s')
    })
  }
  return ids.at(-1) ?? null
}
