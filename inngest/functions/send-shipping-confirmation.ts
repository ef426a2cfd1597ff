/** A parcel was sent: the shopper gets a mail. Tried for about a day; a second delivery sends nothing. */
import { sendShippingConfirmation } from '@/lib/notifications/send-shipping-confirmation'
import { inngest, orderFulfilled } from '../client'

export const sendShippingConfirmationFunction = inngest.createFunction(
  { id: 'send-shipping-confirmation', triggers: [orderFulfilled], retries: 20 },
  async ({ event, step }) => {
    const { storeId, orderId, fulfillmentId } = event.data
    return step.run('send', () =>
      sendShippingConfirmation(storeId, { orderId, fulfillmentId, eventId: event.id ?? '' }),
    )
  },
)
