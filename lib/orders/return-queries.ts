/** Reads of an order's returns. */
import { and, asc, eq } from 'drizzle-orm'
import { returnItems, returns } from '@/db/schema/after-sale'
import type { Tx } from '@/db/store'
import type { OrderReturn } from './types'

/** Returns of one order that are shown, and that it may have. */
export const MAX_RETURNS = 50
const MAX_RETURN_LINES = 2_000

/** The order's returns with their lines, oldest first. */
export async function listReturns(tx: Tx, orderId: number): Promise<OrderReturn[]> {
  const rows = await tx
    .select({ head: returns, item: returnItems })
    .from(returns)
    .innerJoin(returnItems, and(eq(returnItems.storeId, returns.storeId), eq(returnItems.returnId, returns.id)))
    .where(and(eq(returns.storeId, tx.storeId), eq(returns.orderId, orderId)))
    .orderBy(asc(returns.id), asc(returnItems.lineNo))
    .limit(MAX_RETURN_LINES)
  const found = new Map<number, OrderReturn>()
  for (const { head, item } of rows) {
    const known = found.get(head.id) ?? {
      id: head.id,
      status: head.status,
      trackingNumber: head.trackingNumber,
      createdAt: head.createdAt.toISOString(),
      receivedAt: head.receivedAt?.toISOString() ?? null,
      items: [],
    }
    const { lineNo, quantity, restockedQuantity, reason } = item
    known.items.push({ lineNo, quantity, restockedQuantity, reason })
    found.set(head.id, known)
  }
  return [...found.values()]
}
