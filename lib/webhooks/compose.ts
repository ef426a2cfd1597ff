/**
 * From a recorded event to the bodies of its webhooks: the rows are read once, under the store's own transaction, and each
 * body is written once, so that every subscription and every try sends the same bytes.
 */
import { and, eq } from 'drizzle-orm'
import { draftOrders } from '@/db/schema/drafts'
import type { Tx } from '@/db/store'
import { getProduct } from '@/lib/catalog/queries'
import { getDraft } from '@/lib/drafts/queries'
import { DomainError } from '@/lib/errors'
import { draftPayload } from './draft-payload'
import { fulfillmentPayload, isLastParcel, orderPayload, refundPayload } from './order-payload'
import { findOrderRows, type OrderRows } from './order-rows'
import { payloadStore } from './payload-store'
import { productPayload } from './product-payload'
import { topicsAfter, type WebhookTopic } from './topics'

/** An event as the relay sent it. */
export interface RecordedEvent {
  /** The outbox row's. */
  id: string
  topic: string
  data: Record<string, unknown>
  at: Date
}

export interface Composed {
  topic: WebhookTopic
  body: string
}

/** What the event is about; deliveries about one thing keep its order. */
export function resourceOf({ data }: RecordedEvent): string {
  // Before the order: a paid draft's event names both.
  if (isId(data.draftOrderId)) return `draft_order:${data.draftOrderId}`
  if (isId(data.orderId)) return `order:${data.orderId}`
  return isId(data.productId) ? `product:${data.productId}` : ''
}

/** The bodies for those of the event's topics that `wanted` holds; none for what does not exist any more. */
export async function composeWebhooks(tx: Tx, event: RecordedEvent, wanted: ReadonlySet<string>): Promise<Composed[]> {
  const topics = topicsAfter(event.topic).filter((topic) => wanted.has(topic))
  if (topics.length === 0) return []
  const { draftOrderId, orderId, productId } = event.data
  if (isId(draftOrderId)) {
    const payload = await payloadOfDraft(tx, draftOrderId)
    return bodies(topics, () => payload)
  }
  if (isId(orderId)) {
    const rows = await findOrderRows(tx, orderId)
    return rows ? bodies(topics, (topic) => payloadOfOrder(topic, rows, event.data)) : []
  }
  if (!isId(productId)) return []
  if (event.topic === 'product.deleted') return bodies(topics, () => ({ id: productId }))
  const payload = await payloadOfProduct(tx, productId)
  return bodies(topics, () => payload)
}

function bodies(topics: WebhookTopic[], payloadOf: (topic: WebhookTopic) => object | null): Composed[] {
  return topics.flatMap((topic) => {
    const payload = payloadOf(topic)
    return payload === null ? [] : [{ topic, body: JSON.stringify(payload) }]
  })
}

function payloadOfOrder(topic: WebhookTopic, rows: OrderRows, data: RecordedEvent['data']): object | null {
  const parcel = Number(data.fulfillmentId)
  switch (topic) {
    case 'refunds/create':
      return refundPayload(rows, Number(data.refundId))
    case 'fulfillments/create':
      return fulfillmentPayload(rows, parcel)
    case 'orders/fulfilled':
      return isLastParcel(rows, parcel) ? orderPayload(rows) : null
    case 'orders/partially_fulfilled':
      return isLastParcel(rows, parcel) ? null : orderPayload(rows)
    default:
      return orderPayload(rows)
  }
}

async function payloadOfDraft(tx: Tx, draftOrderId: number): Promise<object | null> {
  const [found, draft] = await Promise.all([
    tx
      .select({ updatedAt: draftOrders.updatedAt })
      .from(draftOrders)
      .where(and(eq(draftOrders.storeId, tx.storeId), eq(draftOrders.id, draftOrderId)))
      .limit(1),
    orNull(getDraft(tx, draftOrderId)),
  ])
  const updatedAt = found[0]?.updatedAt
  if (!draft || !updatedAt) return null
  const paid = draft.order ? await findOrderRows(tx, draft.order.id) : null
  return draftPayload(draft, updatedAt, await payloadStore(tx), paid)
}

async function payloadOfProduct(tx: Tx, productId: number): Promise<object | null> {
  const product = await orNull(getProduct(tx, productId))
  return product && productPayload(product, await payloadStore(tx))
}

/** null for what does not exist any more. */
function orNull<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') return null
    throw error
  })
}

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}
