/**
 * What happened to an order that its other rows do not tell: comments, edits of the note, mails, who received a return.
 * Append-only. Reading it is for the merchant alone.
 */
import { and, desc, eq, sql } from 'drizzle-orm'
import { orderEvents } from '@/db/schema/after-sale'
import type { Tx } from '@/db/store'

/** What each kind carries. */
export interface OrderEventDetails {
  comment: { message: string }
  note_edited: Record<string, never>
  /** A mail that the store's team asked for; `mail` as lib/notifications names it. */
  mail_requested: { mail: string }
  mail_sent: { mail: string; to: string }
  return_received: { returnId: number }
  return_cancelled: { returnId: number }
}
export type OrderEventKind = keyof OrderEventDetails

export type OrderEvent = {
  [Kind in OrderEventKind]: {
    id: number
    kind: Kind
    details: OrderEventDetails[Kind]
    userId: number | null
    at: string
  }
}[OrderEventKind]

const HISTORY_SHOWN_MAX = 500

export async function recordOrderEvent<Kind extends OrderEventKind>(
  tx: Tx,
  event: { orderId: number; kind: Kind; details: OrderEventDetails[Kind]; userId: number | null },
): Promise<void> {
  await tx.insert(orderEvents).values({ storeId: tx.storeId, ...event, details: { ...event.details } })
}

/** Who did what to the order, by the row that tells it. */
export interface OrderActor {
  what: 'fulfillment' | 'refund' | 'return' | 'cancellation'
  /** The row's id; the order's for a cancellation. */
  id: number
  userId: number
}

export interface OrderHistory {
  /** Newest first. */
  events: OrderEvent[]
  actors: OrderActor[]
}

export async function readOrderHistory(tx: Tx, orderId: number): Promise<OrderHistory> {
  const [events, actors] = await Promise.all([
    tx
      .select()
      .from(orderEvents)
      .where(and(eq(orderEvents.storeId, tx.storeId), eq(orderEvents.orderId, orderId)))
      .orderBy(desc(orderEvents.id))
      .limit(HISTORY_SHOWN_MAX),
    readActors(tx, orderId),
  ])
  return {
    events: events.map(
      ({ id, kind, details, userId, createdAt }) =>
        ({ id, kind, details, userId, at: createdAt.toISOString() }) as unknown as OrderEvent,
    ),
    actors,
  }
}

async function readActors(tx: Tx, orderId: number): Promise<OrderActor[]> {
  const rows = await tx.execute<{ what: OrderActor['what']; id: string; user_id: string }>(sql`
    select * from (
      select 'fulfillment' as what, id, created_by as user_id from fulfillments
        where store_id = ${tx.storeId} and order_id = ${orderId}
      union all select 'refund', id, created_by from refunds where store_id = ${tx.storeId} and order_id = ${orderId}
      union all select 'return', id, created_by from returns where store_id = ${tx.storeId} and order_id = ${orderId}
      union all select 'cancellation', order_id, created_by from order_cancellations
        where store_id = ${tx.storeId} and order_id = ${orderId}) a
    where user_id is not null limit ${HISTORY_SHOWN_MAX}`)
  return rows.map(({ what, id, user_id }) => ({ what, id: Number(id), userId: Number(user_id) }))
}
