/** Goods that were sent back have arrived: the shopper gets a mail. Tried for about a day; a second delivery sends nothing. */
import { sendReturnReceived } from '@/lib/notifications/send-after-sale'
import { inngest, orderReturnReceived } from '../client'

export const sendReturnReceivedFunction = inngest.createFunction(
  { id: 'send-return-received', triggers: [orderReturnReceived], retries: 20 },
  async ({ event, step }) => {
    const { storeId, orderId, returnId } = event.data
    return step.run('send', () => sendReturnReceived(storeId, { orderId, returnId, eventId: event.id ?? '' }))
  },
)
