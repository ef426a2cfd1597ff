/** Money went back: the shopper gets a mail. Tried for about a day; a second delivery sends nothing. */
import { sendOrderRefunded } from '@/lib/notifications/send-after-sale'
import { inngest, orderRefunded } from '../client'

export const sendOrderRefundedFunction = inngest.createFunction(
  { id: 'send-order-refunded', triggers: [orderRefunded], retries: 20 },
  async ({ event, step }) => {
    const { storeId, orderId, refundId } = event.data
    return step.run('send', () => sendOrderRefunded(storeId, { orderId, refundId, eventId: event.id ?? '' }))
  },
)
