/**
 * Sends what is due of one subscription. One worker a subscription and a few a store: a server that hangs holds up neither
 * the store's other subscriptions nor other stores. What is left when the rounds are over, the minute's sweep takes up.
 */
import { drainSubscription } from '@/lib/webhooks/drain'
import { inngest, webhookDeliveryRequested } from '../client'

const SUBSCRIPTION_LIMIT = 1
const STORE_LIMIT = 4
const MAX_ROUNDS = 20

export const deliverWebhooks = inngest.createFunction(
  {
    id: 'deliver-webhooks',
    triggers: [webhookDeliveryRequested],
    concurrency: [
      { key: 'event.data.subscriptionId', limit: SUBSCRIPTION_LIMIT },
      { key: 'event.data.storeId', limit: STORE_LIMIT },
    ],
    retries: 3,
  },
  async ({ event, step }) => {
    const { storeId, subscriptionId } = event.data
    let sent = 0
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const result = await step.run(`round-${round}`, () => drainSubscription(storeId, subscriptionId))
      sent += result.sent
      if (!result.more) break
    }
    return { sent }
  },
)
