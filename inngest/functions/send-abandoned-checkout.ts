/** A checkout was left: its shopper gets one mail. Tried for about a day; a second delivery sends nothing. */
import { sendAbandonedCheckout } from '@/lib/notifications/send-abandoned-checkout'
import { checkoutAbandoned, inngest } from '../client'

export const sendAbandonedCheckoutFunction = inngest.createFunction(
  { id: 'send-abandoned-checkout', triggers: [checkoutAbandoned], retries: 20 },
  async ({ event, step }) => {
    const { storeId, abandonedId } = event.data
    return step.run('send', () => sendAbandonedCheckout(storeId, { abandonedId, eventId: event.id ?? '' }))
  },
)
