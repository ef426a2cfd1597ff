/**
 * An order was placed: what it sold is watched for running low, checkouts that it ends are settled, and the merchant who
 * wants to know is told. No steps: all of it is repeatable, and most stores need the one transaction only.
 */
import { withStore } from '@/db/store'
import { watchSoldStock } from '@/lib/inventory/low-stock'
import { sendNewOrder } from '@/lib/notifications/send-new-order'
import { settleAbandoned } from '@/lib/recovery/settle'
import { getStoreProfile } from '@/lib/stores/queries'
import { inngest, orderCreated } from '../client'

export const followOrder = inngest.createFunction(
  { id: 'follow-order', triggers: [orderCreated], retries: 20 },
  async ({ event }) => {
    const { storeId, orderId } = event.data
    const store = await withStore(storeId, async (tx) => {
      const [profile] = await Promise.all([
        getStoreProfile(tx),
        watchSoldStock(tx, orderId),
        settleAbandoned(tx, orderId),
      ])
      return profile
    })
    if (!store.settings.orderNotificationEmail) return 'nobody_to_tell'
    return sendNewOrder(storeId, { orderId, eventId: event.id ?? '' })
  },
)
