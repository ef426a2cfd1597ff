/** What the checkout asks of the draft behind a cart: may it be paid, and that it is paid now. Both behind the cart's lock. */
import { and, eq, inArray } from 'drizzle-orm'
import { draftOrders } from '@/db/schema/drafts'
import type { Tx } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { draftStatusesBefore } from './status'

/** @throws conflict when the draft was paid or called off */
export async function requirePayable(tx: Tx, draftOrderId: number): Promise<void> {
  const rows = await tx.select({ id: draftOrders.id }).from(draftOrders).where(open(tx, draftOrderId)).limit(1)
  if (rows.length > 0) return
  throw new DomainError('conflict', 'This invoice was paid already or is no longer valid. Ask the shop for a new one.')
}

/** The draft became this order; false when it had been paid or called off before. */
export async function completeDraft(
  tx: Tx,
  { draftOrderId, orderId, at }: { draftOrderId: number; orderId: number; at: Date },
): Promise<boolean> {
  const completed = await tx
    .update(draftOrders)
    .set({ status: 'completed', orderId, updatedAt: at })
    .where(open(tx, draftOrderId))
    .returning({ id: draftOrders.id })
  if (completed.length === 0) return false
  await recordEvent(tx, 'draft_order.completed', { draftOrderId, orderId })
  return true
}

function open(tx: Tx, id: number) {
  return and(
    eq(draftOrders.storeId, tx.storeId),
    eq(draftOrders.id, id),
    inArray(draftOrders.status, draftStatusesBefore('completed')),
  )
}
