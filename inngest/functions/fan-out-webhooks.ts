/**
 * Each event of an order, a draft or a product becomes deliveries, one thing's events one after the other, and each
 * subscription that got some is served. Only events of stores with subscriptions call it. No steps: a repeated one adds nothing.
 */
import { z } from 'zod'
import { fanOutEvent } from '@/lib/webhooks/fan-out'
import { eventsOf } from '@/lib/webhooks/topics'
import { inngest, webhookDeliveryRequested } from '../client'

const STORE_LIMIT = 8
const data = z.looseObject({ storeId: z.int().positive() })

export const fanOutOrderWebhooks = fanOut('order', 'orderId')
export const fanOutDraftOrderWebhooks = fanOut('draft_order', 'draftOrderId')
export const fanOutProductWebhooks = fanOut('product', 'productId')

function fanOut(noun: 'order' | 'draft_order' | 'product', key: string) {
  // Of before it was said: may be anything.
  const triggers = eventsOf(noun).map((event) => ({ event, if: 'event.data.webhooks != false' }))
  const concurrency: [{ key: string; limit: number }, { key: string; limit: number }] = [
    { key: `event.data.${key}`, limit: 1 },
    { key: 'event.data.storeId', limit: STORE_LIMIT },
  ]
  return inngest.createFunction(
    { id: `fan-out-${noun.replace('_', '-')}-webhooks`, triggers, concurrency, retries: 10 },
    async ({ event }) => {
      const { storeId, webhooks: _, ...payload } = data.parse(event.data)
      const recorded = { id: event.id ?? '', topic: event.name, data: payload, at: new Date(event.ts ?? 0) }
      const subscriptions = await fanOutEvent(storeId, recorded)
      if (subscriptions.length === 0) return { subscriptions: 0 }
      await inngest.send(
        subscriptions.map((subscriptionId) => webhookDeliveryRequested.create({ storeId, subscriptionId })),
      )
      return { subscriptions: subscriptions.length }
    },
  )
}
