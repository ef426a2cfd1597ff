/** An order was called off: the shopper gets a mail. Tried for about a day; a second delivery sends nothing. */
import { sendOrderCancelled } from '@/lib/notifications/send-after-sale'
import { inngest, orderCancelled } from '../client'

export const sendOrderCancelledFunction = inngest.createFunction(
  { id: 'send-order-cancelled', triggers: [orderCancelled], retries: 20 },
  async ({ event, step }) => {
    const { storeId, orderId } = event.data
    return step.run('send', () => sendOrderCancelled(storeId, { orderId, eventId: event.id ?? '' }))
  },
)
