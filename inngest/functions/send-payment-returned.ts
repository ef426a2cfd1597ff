/** A payment came too late for the goods and went back: the shopper gets a mail. Tried for about a day; a second delivery sends nothing. */
import { sendPaymentReturned } from '@/lib/notifications/send-after-sale'
import { inngest, paymentReturned } from '../client'

export const sendPaymentReturnedFunction = inngest.createFunction(
  { id: 'send-payment-returned', triggers: [paymentReturned], retries: 20 },
  async ({ event, step }) => {
    const { storeId, attemptId } = event.data
    return step.run('send', () => sendPaymentReturned(storeId, { attemptId, eventId: event.id ?? '' }))
  },
)
