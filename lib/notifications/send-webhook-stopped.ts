/** Tells the merchant that a webhook was stopped, once for its event. */
import { getStoreProfile } from '@/lib/stores/queries'
import { findSubscription } from '@/lib/webhooks/queries'
import { type Delivery, deliverOnce } from './deliver'
import { deskOf } from './desk'
import { webhookStopped } from './webhook-stopped'

export function sendWebhookStopped(
  storeId: number,
  { subscriptionId, eventId }: { subscriptionId: number; eventId: string },
): Promise<Delivery> {
  return deliverOnce(storeId, { kind: 'webhook-stopped', eventId }, async (tx) => {
    const webhook = await findSubscription(tx, subscriptionId)
    // Resumed or deleted meanwhile: whoever did that knows.
    if (webhook?.status !== 'failing') return null
    const store = await getStoreProfile(tx)
    const to = store.settings.orderNotificationEmail || store.email
    return webhookStopped(store, webhook, { to, desk: deskOf(store) })
  })
}
