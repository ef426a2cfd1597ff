/** A merchant asked for a mail of an order once more. Tried for about a day; a second delivery sends nothing. */
import { sendRequestedMail } from '@/lib/notifications/send-requested'
import { inngest, orderMailRequested } from '../client'

export const sendRequestedMailFunction = inngest.createFunction(
  { id: 'send-requested-mail', triggers: [orderMailRequested], retries: 20 },
  async ({ event, step }) => {
    const { storeId, ...requested } = event.data
    return step.run('send', () => sendRequestedMail(storeId, { ...requested, eventId: event.id ?? '' }))
  },
)
