/** A webhook was stopped: the merchant gets a mail. A second delivery sends nothing. */
import { sendWebhookStopped } from '@/lib/notifications/send-webhook-stopped'
import { inngest, webhookSubscriptionStopped } from '../client'

export const sendWebhookStoppedFunction = inngest.createFunction(
  { id: 'send-webhook-stopped', triggers: [webhookSubscriptionStopped], retries: 20 },
  async ({ event, step }) => {
    const { storeId, subscriptionId } = event.data
    return step.run('send', () => sendWebhookStopped(storeId, { subscriptionId, eventId: event.id ?? '' }))
  },
)
