/** A store with orders in it, a consumer beside it, and events made by hand where their order matters. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { withStore } from '@/db/store'
import { placeOrder } from '@/lib/checkout/place-order'
import { uuidv7 } from '@/lib/ids'
import type { RecordedEvent } from '@/lib/webhooks/compose'
import { fanOutEvent } from '@/lib/webhooks/fan-out'
import { addSubscription } from '@/lib/webhooks/subscriptions'
import type { WebhookTopic } from '@/lib/webhooks/topics'
import { openShop, request } from '../checkout/shop'
import { type Consumer, startConsumer } from './consumer'

const USER = 1

/** Call once, at the top of a test file: a fresh store for each test. */
export function openWebhookShop() {
  process.env.WEBHOOK_ALLOW_PRIVATE = '1'
  const shop = openShop()
  const at = { storeId: 0, variantId: 0 }
  let consumer: Consumer
  beforeAll(async () => {
    consumer = await startConsumer()
    afterAll(() => consumer.stop())
  })
  beforeEach(async () => {
    consumer.received.length = 0
    consumer.answer(undefined)
    at.storeId = await shop.createStore()
    at.variantId = await shop.createProduct(at.storeId, { stock: 1_000 })
  })
  const event = (topic: string, data: Record<string, unknown>): RecordedEvent => ({
    id: uuidv7(),
    topic,
    data,
    at: new Date(),
  })
  return {
    shop,
    at,
    get consumer() {
      return consumer
    },
    event,
    subscribe: (topics: WebhookTopic[], url = consumer.url) =>
      withStore(at.storeId, (tx) => addSubscription(tx, { url, topics }, USER)),
    order: async (): Promise<number> => {
      const token = await shop.cartWith(at.storeId, { [at.variantId]: 1 })
      return (await placeOrder(at.storeId, request(token))).order.id
    },
    happen: (topic: string, data: Record<string, unknown>) => fanOutEvent(at.storeId, event(topic, data)),
    /** What the relay would send now: the store's recorded events, oldest first. */
    recorded: async (): Promise<RecordedEvent[]> => {
      const rows = await shop.db.admin`select id, topic, payload, created_at from outbox
        where store_id = ${at.storeId} order by id`
      return rows.map((row) => ({ id: row.id, topic: row.topic, data: row.payload, at: row.created_at }))
    },
    deliveries: () =>
      shop.db.admin`select * from webhook_deliveries where store_id = ${at.storeId} order by event_id, id`,
    attempts: (id: string) =>
      shop.db.admin`select * from webhook_attempts where store_id = ${at.storeId} and delivery_id = ${id}
        order by attempt_no`,
    subscription: async (id: number) => {
      const [row] = await shop.db
        .admin`select * from webhook_subscriptions where store_id = ${at.storeId} and id = ${id}`
      if (!row) throw new Error('the subscription is gone')
      return row
    },
    /** As if every pause and lease of the store had passed. */
    passTime: () =>
      shop.db.admin`update webhook_deliveries set next_attempt_at = now() - interval '1 second'
        where store_id = ${at.storeId} and status = 'pending' and next_attempt_at < '9999-01-01'`,
  }
}
