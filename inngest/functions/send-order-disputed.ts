/** A customer disputes a payment: the merchant gets a mail. Tried for about a day; a second delivery sends nothing. */
import { sendOrderDisputed } from '@/lib/notifications/send-order-disputed'
import { inngest, orderDisputed } from '../client'

export const sendOrderDisputedFunction = inngest.createFunction(
  { id: 'send-order-disputed', triggers: [orderDisputed], retries: 20 },
  async ({ event, step }) => {
    const { storeId, disputeId } = event.data
    return step.run('send', () => sendOrderDisputed(storeId, { disputeId, eventId: event.id ?? '' }))
  },
)
