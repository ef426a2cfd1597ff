/** Each minute: wakes a worker for each subscription with a delivery that is due, a retry or one whose worker died. */
import { cron } from 'inngest'
import { dueSubscriptions } from '@/lib/webhooks/backlog'
import { inngest, webhookDeliveryRequested } from '../client'

const LIMIT = 500

export const sweepWebhooks = inngest.createFunction(
  { id: 'sweep-webhooks', triggers: [cron('* * * * *')], concurrency: { limit: 1 }, retries: 0 },
  async () => {
    const due = await dueSubscriptions(LIMIT)
    if (due.length > 0) await inngest.send(due.map((each) => webhookDeliveryRequested.create({ ...each })))
    return { subscriptions: due.length }
  },
)
