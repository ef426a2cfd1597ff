/** A merchant sends a draft order's invoice: the customer gets a mail with its link. A second delivery sends nothing. */
import { sendDraftInvoice } from '@/lib/notifications/send-draft-invoice'
import { draftInvoiceRequested, inngest } from '../client'

export const sendDraftInvoiceFunction = inngest.createFunction(
  { id: 'send-draft-invoice', triggers: [draftInvoiceRequested], retries: 20 },
  async ({ event, step }) => {
    const { storeId, draftOrderId } = event.data
    return step.run('send', () => sendDraftInvoice(storeId, { draftOrderId, eventId: event.id ?? '' }))
  },
)
