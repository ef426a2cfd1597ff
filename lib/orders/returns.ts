/**
 * Goods on their way back: a return is opened for sent units, and received or cancelled once. Each step takes the order's
 * lock, so that no unit is returned twice, by two returns or by a return and a refund; what goes back on the shelf does so
 * when it is received, in the same transaction. Money is lib/payments/refund-order.ts's.
 *
 * Invariant: for every line, units returned and units in open returns are together at most those sent.
 */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { returnItems, returns } from '@/db/schema/after-sale'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { invariant } from '@/lib/invariant'
import { putBack } from '@/lib/inventory/restock'
import { recordOrderEvent } from './history'
import { type LockedLine, type LockedOrder, lockOrder } from './lock-order'
import { MAX_RETURNS } from './return-queries'
import { unitsToReturn } from './return-rules'
import { returnStatusesBefore } from './status'
import type { ReturnStatus } from './types'

export interface OpenReturnInput {
  orderId: number
  lines: readonly { lineNo: number; quantity: number; reason: string }[]
  trackingNumber: string | null
  userId: number | null
}

/**
 * Opens a return and answers its id.
 * @throws not_found; invalid_request when nothing is chosen; conflict when fewer units are with the customer
 */
export async function openReturn(tx: Tx, { orderId, lines, trackingNumber, userId }: OpenReturnInput): Promise<number> {
  const locked = await lockOrder(tx, orderId)
  const chosen = chosenLines(locked.lines, lines)
  await requireRoom(tx, orderId)
  const [row] = await tx
    .insert(returns)
    .values({ storeId: tx.storeId, orderId, trackingNumber, createdBy: userId, createdAt: now(), updatedAt: now() })
    .returning({ id: returns.id })
  invariant(row, 'an inserted return is returned')
  await tx
    .insert(returnItems)
    .values(chosen.map((line) => ({ storeId: tx.storeId, returnId: row.id, orderId, ...line })))
  await recordEvent(tx, 'order.return_opened', { orderId, returnId: row.id })
  return row.id
}

/**
 * The goods of a return have arrived; `restock` says how many of each line are fit to be sold again (a line that is not
 * named: none).
 * @throws not_found; conflict when it was received or cancelled already; invalid_request for more units than it has
 */
export async function receiveReturn(
  tx: Tx,
  {
    returnId,
    restock,
    userId,
  }: { returnId: number; restock: readonly { lineNo: number; quantity: number }[]; userId: number | null },
): Promise<{ orderId: number }> {
  const { orderId, lines } = await lockReturn(tx, returnId, 'received')
  const items = await readItems(tx, returnId)
  const shelved = shelvedUnits(items, lines, restock)
  await takeBack(tx, { orderId, returnId, items, shelved })
  const tracked = shelved.filter(({ line, quantity }) => line.tracked && quantity > 0)
  await putBack(
    tx,
    tracked.map(({ line, quantity }) => ({ variantId: line.variantId, quantity })),
  )
  await move(tx, returnId, 'received')
  await recordOrderEvent(tx, { orderId, kind: 'return_received', details: { returnId }, userId })
  await recordEvent(tx, 'order.return_received', { orderId, returnId })
  return { orderId }
}

/** The goods do not come after all. @throws not_found; conflict when it was received or cancelled already */
export async function cancelReturn(
  tx: Tx,
  { returnId, userId }: { returnId: number; userId: number | null },
): Promise<{ orderId: number }> {
  const { orderId } = await lockReturn(tx, returnId, 'cancelled')
  await move(tx, returnId, 'cancelled')
  await recordOrderEvent(tx, { orderId, kind: 'return_cancelled', details: { returnId }, userId })
  await recordEvent(tx, 'order.updated', { orderId })
  return { orderId }
}

function chosenLines(lines: LockedLine[], wanted: OpenReturnInput['lines']): OpenReturnInput['lines'][number][] {
  const chosen = wanted.filter(({ quantity }) => quantity > 0)
  if (chosen.length === 0) throw new DomainError('invalid_request', 'Choose at least one item that comes back.')
  if (new Set(chosen.map(({ lineNo }) => lineNo)).size !== chosen.length) {
    throw new DomainError('invalid_request', 'A line is named twice.')
  }
  for (const { lineNo, quantity } of chosen) {
    const line = lines.find((each) => each.lineNo === lineNo)
    if (!line) throw new DomainError('invalid_request', 'This line is not part of the order.')
    const left = unitsToReturn(line)
    if (quantity <= left) continue
    throw new DomainError('conflict', `Only ${left} of “${line.title}” can come back. Reload to see the order.`)
  }
  return chosen.map(({ lineNo, quantity, reason }) => ({ lineNo, quantity, reason }))
}

async function requireRoom(tx: Tx, orderId: number): Promise<void> {
  const rows = await tx
    .select({ id: returns.id })
    .from(returns)
    .where(and(eq(returns.storeId, tx.storeId), eq(returns.orderId, orderId)))
    .limit(MAX_RETURNS)
  if (rows.length < MAX_RETURNS) return
  throw new DomainError('conflict', `An order has at most ${MAX_RETURNS} returns.`)
}

/** The return's order under its lock, when the return may become `to`. */
async function lockReturn(tx: Tx, returnId: number, to: ReturnStatus): Promise<{ orderId: number } & LockedOrder> {
  const [known] = await select(tx, returnId)
  if (!known) throw notFound('This return')
  const locked = await lockOrder(tx, known.orderId)
  // Read again behind the lock, which every change of a return takes.
  const [current] = await select(tx, returnId)
  if (current && returnStatusesBefore(to).includes(current.status)) return { orderId: known.orderId, ...locked }
  throw new DomainError('conflict', `This return was ${current?.status} already. Reload to see it.`)
}

function select(tx: Tx, returnId: number) {
  return tx
    .select({ orderId: returns.orderId, status: returns.status })
    .from(returns)
    .where(and(eq(returns.storeId, tx.storeId), eq(returns.id, returnId)))
    .limit(1)
}

interface Item {
  lineNo: number
  quantity: number
}

function readItems(tx: Tx, returnId: number): Promise<Item[]> {
  return tx
    .select({ lineNo: returnItems.lineNo, quantity: returnItems.quantity })
    .from(returnItems)
    .where(and(eq(returnItems.storeId, tx.storeId), eq(returnItems.returnId, returnId)))
}

function shelvedUnits(items: Item[], lines: LockedLine[], restock: readonly Item[]) {
  if (restock.some(({ lineNo }) => !items.some((item) => item.lineNo === lineNo))) {
    throw new DomainError('invalid_request', 'This line is not part of the return.')
  }
  return items.map(({ lineNo, quantity: returned }) => {
    const line = lines.find((each) => each.lineNo === lineNo)
    invariant(line, 'a return has lines of its order')
    const quantity = restock.filter((each) => each.lineNo === lineNo).reduce((sum, each) => sum + each.quantity, 0)
    if (quantity <= returned) return { line, quantity }
    throw new DomainError('invalid_request', `Only ${returned} of “${line.title}” came back.`)
  })
}

/** Counts the units: on the lines of the order as returned, on those of the return what goes back on the shelf. */
async function takeBack(
  tx: Tx,
  {
    orderId,
    returnId,
    items,
    shelved,
  }: { orderId: number; returnId: number; items: Item[]; shelved: { line: LockedLine; quantity: number }[] },
): Promise<void> {
  const rows = JSON.stringify(
    shelved.map(({ line, quantity }) => ({
      line_no: line.lineNo,
      shelved: quantity,
      returned: items.find(({ lineNo }) => lineNo === line.lineNo)?.quantity ?? 0,
    })),
  )
  const back = sql`jsonb_to_recordset(${rows}::jsonb) as r(line_no smallint, shelved int, returned int)`
  await Promise.all([
    tx.execute(sql`update order_items i set returned_quantity = i.returned_quantity + r.returned from ${back}
      where i.store_id = ${tx.storeId} and i.order_id = ${orderId} and i.line_no = r.line_no`),
    tx.execute(sql`update return_items i set restocked_quantity = r.shelved from ${back}
      where i.store_id = ${tx.storeId} and i.return_id = ${returnId} and i.line_no = r.line_no`),
  ])
}

async function move(tx: Tx, returnId: number, to: ReturnStatus): Promise<void> {
  const moved = await tx
    .update(returns)
    .set({ status: to, updatedAt: now(), ...(to === 'received' ? { receivedAt: now() } : {}) })
    .where(
      and(eq(returns.storeId, tx.storeId), eq(returns.id, returnId), inArray(returns.status, returnStatusesBefore(to))),
    )
    .returning({ id: returns.id })
  invariant(moved.length === 1, `return ${returnId} can become ${to} under its order's lock`)
}
