/** Every ten minutes: takes the digests of low stock that are due (one an hour for each store); each becomes one mail. */
import { cron } from 'inngest'
import { sendLowStock, takeLowStockDigests } from '@/lib/notifications/send-low-stock'
import { inngest, inventoryLow } from '../client'
import { relayOutbox } from '../relay'

const STORES = 500

export const takeLowStock = inngest.createFunction(
  { id: 'take-low-stock', triggers: [cron('*/10 * * * *')], concurrency: { limit: 1 }, retries: 0 },
  async () => {
    const taken = await takeLowStockDigests(STORES)
    if (taken > 0) await relayOutbox()
    return { taken }
  },
)

export const sendLowStockFunction = inngest.createFunction(
  { id: 'send-low-stock', triggers: [inventoryLow], retries: 20 },
  async ({ event, step }) => {
    const { storeId, at } = event.data
    return step.run('send', () => sendLowStock(storeId, { at, eventId: event.id ?? '' }))
  },
)
