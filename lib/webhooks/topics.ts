/**
 * What a merchant can subscribe to, in Shopify's names, and which recorded events each one follows. Only what is really
 * recorded somewhere stands here (topics.test.ts looks), so that nobody waits for a webhook that never comes.
 */
import type { Topic } from '@/lib/events/topics'

export const WEBHOOK_TOPICS = [
  { name: 'orders/create', noun: 'Orders', says: 'An order is placed', from: ['order.created'] },
  { name: 'orders/paid', noun: 'Orders', says: 'Its payment is collected', from: ['order.payment_captured'] },
  { name: 'orders/partially_fulfilled', noun: 'Orders', says: 'A part of it is sent', from: ['order.fulfilled'] },
  { name: 'orders/fulfilled', noun: 'Orders', says: 'The last of it is sent', from: ['order.fulfilled'] },
  { name: 'orders/cancelled', noun: 'Orders', says: 'It is cancelled', from: ['order.cancelled'] },
  {
    name: 'orders/updated',
    noun: 'Orders',
    says: 'Anything about it changes',
    from: [
      'order.payment_captured',
      'order.payment_failed',
      'order.fulfilled',
      'order.updated',
      'order.cancelled',
      'order.refunded',
      'order.refund_failed',
      'order.return_opened',
      'order.return_received',
    ],
  },
  { name: 'refunds/create', noun: 'Refunds', says: 'Money goes back', from: ['order.refunded'] },
  { name: 'fulfillments/create', noun: 'Fulfillments', says: 'A parcel is sent', from: ['order.fulfilled'] },
  { name: 'draft_orders/create', noun: 'Draft orders', says: 'A draft is made', from: ['draft_order.created'] },
  {
    name: 'draft_orders/update',
    noun: 'Draft orders',
    says: 'It is changed, sent, paid or cancelled',
    from: ['draft_order.updated', 'draft_order.invoice_requested', 'draft_order.completed'],
  },
  { name: 'products/create', noun: 'Products', says: 'A product is added', from: ['product.created'] },
  { name: 'products/update', noun: 'Products', says: 'A product is changed', from: ['product.updated'] },
  { name: 'products/delete', noun: 'Products', says: 'A product is deleted', from: ['product.deleted'] },
] as const satisfies readonly { name: string; noun: string; says: string; from: readonly Topic[] }[]

export type WebhookTopic = (typeof WEBHOOK_TOPICS)[number]['name']

export const WEBHOOK_TOPIC_NAMES = WEBHOOK_TOPICS.map(({ name }) => name)

/** Recorded events whose name begins with `noun`, that some topic follows. Inngest takes ten for one function. */
export function eventsOf(noun: 'order' | 'draft_order' | 'product'): Topic[] {
  const all = WEBHOOK_TOPICS.flatMap(({ from }): readonly Topic[] => from)
  return [...new Set(all)].filter((event) => event.startsWith(`${noun}.`))
}

/** The topics that may follow an event, in the order in which their deliveries are made. */
export function topicsAfter(event: string): WebhookTopic[] {
  return WEBHOOK_TOPICS.filter(({ from }) => (from as readonly string[]).includes(event)).map(({ name }) => name)
}

export function isWebhookTopic(name: string): name is WebhookTopic {
  return (WEBHOOK_TOPIC_NAMES as readonly string[]).includes(name)
}
