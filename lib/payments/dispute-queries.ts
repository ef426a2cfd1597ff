/** Reads of disputes. */
import { and, desc, eq } from 'drizzle-orm'
import { disputes } from '@/db/schema/after-sale'
import { orders } from '@/db/schema/orders'
import type { Tx } from '@/db/store'
import { notFound } from '@/lib/errors'

export const DISPUTES_SHOWN = 20

export interface OrderDispute {
  id: number
  orderId: number
  orderNumber: number
  stripeDisputeId: string
  amountMinor: number
  currency: string
  reason: string
  status: string
  evidenceDueAt: string | null
  createdAt: string
  updatedAt: string
}

/** The store's latest. */
export function listDisputes(tx: Tx): Promise<OrderDispute[]> {
  return select(tx, undefined)
}

/** An order's, the latest first. */
export function listOrderDisputes(tx: Tx, orderId: number): Promise<OrderDispute[]> {
  return select(tx, eq(disputes.orderId, orderId))
}

/** @throws not_found */
export async function getDispute(tx: Tx, id: number): Promise<OrderDispute> {
  const [found] = await select(tx, eq(disputes.id, id))
  if (!found) throw notFound('This dispute')
  return found
}

async function select(tx: Tx, which: ReturnType<typeof eq> | undefined): Promise<OrderDispute[]> {
  const rows = await tx
    .select({
      id: disputes.id,
      orderId: disputes.orderId,
      orderNumber: orders.orderNumber,
      stripeDisputeId: disputes.stripeDisputeId,
      amountMinor: disputes.amountMinor,
      currency: disputes.currency,
      reason: disputes.reason,
      status: disputes.status,
      evidenceDueAt: disputes.evidenceDueAt,
      createdAt: disputes.createdAt,
      updatedAt: disputes.updatedAt,
    })
    .from(disputes)
    .innerJoin(orders, and(eq(orders.storeId, disputes.storeId), eq(orders.id, disputes.orderId)))
    .where(and(eq(disputes.storeId, tx.storeId), which))
    .orderBy(desc(disputes.createdAt), desc(disputes.id))
    .limit(DISPUTES_SHOWN)
  return rows.map((row) => ({
    ...row,
    evidenceDueAt: row.evidenceDueAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }))
}
