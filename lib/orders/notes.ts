/** What the store's team writes about an order: the note, which is replaced, and comments, which stay. */
import { and, eq } from 'drizzle-orm'
import { orders } from '@/db/schema/orders'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { notFound } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { recordOrderEvent } from './history'

export const MAX_NOTE_CHARACTERS = 5_000
export const MAX_COMMENT_CHARACTERS = 2_000

/** @throws not_found */
export async function setOrderNote(
  tx: Tx,
  { orderId, note, userId }: { orderId: number; note: string; userId: number | null },
): Promise<void> {
  const changed = await tx
    .update(orders)
    .set({ note, updatedAt: now() })
    .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, orderId)))
    .returning({ id: orders.id })
  if (changed.length === 0) throw notFound('This order')
  await recordOrderEvent(tx, { orderId, kind: 'note_edited', details: {}, userId })
  await recordEvent(tx, 'order.updated', { orderId })
}

/** @throws not_found */
export async function commentOnOrder(
  tx: Tx,
  { orderId, message, userId }: { orderId: number; message: string; userId: number | null },
): Promise<void> {
  const [order] = await tx
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, orderId)))
    .limit(1)
  if (!order) throw notFound('This order')
  await recordOrderEvent(tx, { orderId, kind: 'comment', details: { message }, userId })
}
