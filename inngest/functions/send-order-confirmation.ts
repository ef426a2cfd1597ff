/** An order was placed: its shopper gets a mail. Tried for about a day; a second delivery sends nothing. */
import { sendOrderConfirmation } from '@/lib/notifications/send-order-confirmation'
import { inngest, orderCreated } from '../client'

export const sendOrderConfirmationFunction = inngest.createFunction(
  { id: 'send-order-confirmation', triggers: [orderCreated], retries: 20 },
  async ({ event }) => {
    const { storeId, orderId } = event.data
    return sendOrderConfirmation(storeId, { orderId, eventId: event.id ?? '' })
  },
)
