/**
 * Putting draft orders together. A draft's lines and terms are a cart of its own, which only these commands change: paying
 * it is paying any cart, and what stands in the draft is what is paid.
 *
 * Invariant: nothing of a draft changes while somebody is paying it, nor after it was paid or cancelled. The cart's row is
 * locked first, as by the checkout.
 */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { ACTIVE_ATTEMPT_STATES, cartItems, carts, checkoutRequests, type DraftTerms } from '@/db/schema/checkout'
import { draftOrders } from '@/db/schema/drafts'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { secretToken, sha256 } from '@/lib/ids'
import { invariant } from '@/lib/invariant'
import { quoteLines } from '@/lib/pricing/quote'
import { draftStatusesBefore } from './status'
import type { DraftRows } from './types'

/** Makes an open draft and answers its id. @throws invalid_request when its lines cannot be priced */
export async function createDraft(tx: Tx, rows: DraftRows, userId: number | null): Promise<number> {
  const draftOrderId = await nextDraftId(tx)
  const terms = await checkedTerms(tx, draftOrderId, rows)
  const token = secretToken()
  const [cart] = await tx
    .insert(carts)
    .values({ storeId: tx.storeId, tokenHash: sha256(token), draft: terms, createdAt: now(), updatedAt: now() })
    .returning({ id: carts.id })
  invariant(cart, 'an inserted cart is returned')
  await writeLines(tx, cart.id, rows)
  await tx.insert(draftOrders).values({
    storeId: tx.storeId,
    id: draftOrderId,
    cartId: cart.id,
    token,
    ...headOf(rows),
    createdBy: userId,
    createdAt: now(),
  })
  await recordEvent(tx, 'draft_order.created', { draftOrderId })
  return draftOrderId
}

/** @throws not_found; conflict when it was paid, is being paid, or was cancelled; invalid_request as createDraft */
export async function saveDraft(tx: Tx, draftOrderId: number, rows: DraftRows): Promise<void> {
  const { cartId } = await lockDraft(tx, draftOrderId)
  const terms = await checkedTerms(tx, draftOrderId, rows)
  await tx
    .update(carts)
    .set({ draft: terms, version: sql`${carts.version} + 1`, updatedAt: now() })
    .where(and(eq(carts.storeId, tx.storeId), eq(carts.id, cartId)))
  await tx.delete(cartItems).where(and(eq(cartItems.storeId, tx.storeId), eq(cartItems.cartId, cartId)))
  await writeLines(tx, cartId, rows)
  await tx.update(draftOrders).set(headOf(rows)).where(thisOne(tx, draftOrderId))
  await recordEvent(tx, 'draft_order.updated', { draftOrderId })
}

/** Its link can no longer be paid. @throws not_found; conflict as saveDraft */
export async function cancelDraft(tx: Tx, draftOrderId: number): Promise<void> {
  await lockDraft(tx, draftOrderId)
  await tx.update(draftOrders).set({ status: 'cancelled', updatedAt: now() }).where(thisOne(tx, draftOrderId))
  await recordEvent(tx, 'draft_order.updated', { draftOrderId })
}

/** Asks for the mail with the link. @throws not_found; invalid_request without an address; conflict as saveDraft */
export async function requestInvoice(tx: Tx, draftOrderId: number): Promise<void> {
  const { email } = await lockDraft(tx, draftOrderId)
  if (email === '') {
    const message = 'Enter the customer’s e-mail address first.'
    throw new DomainError('invalid_request', message, { fields: { email: message } })
  }
  await tx
    .update(draftOrders)
    .set({ status: 'invoice_sent', invoiceSentAt: now(), updatedAt: now() })
    .where(thisOne(tx, draftOrderId))
  await recordEvent(tx, 'draft_order.invoice_requested', { draftOrderId })
}

/** The draft behind its cart's lock, when it may still be changed. */
async function lockDraft(tx: Tx, id: number): Promise<{ cartId: number; email: string }> {
  const [known] = await tx.select({ cartId: draftOrders.cartId }).from(draftOrders).where(thisOne(tx, id)).limit(1)
  if (!known) throw notFound('This draft')
  const { cartId } = known
  await tx
    .select({ id: carts.id })
    .from(carts)
    .where(and(eq(carts.storeId, tx.storeId), eq(carts.id, cartId)))
    .for('no key update')
  const [draft] = await tx
    .select({ email: draftOrders.email })
    .from(draftOrders)
    .where(and(thisOne(tx, id), inArray(draftOrders.status, draftStatusesBefore('cancelled'))))
    .limit(1)
  if (!draft) throw new DomainError('conflict', 'This draft was paid or cancelled already. Reload to see it.')
  await refuseWhilePaying(tx, cartId)
  return { cartId, email: draft.email }
}

async function refuseWhilePaying(tx: Tx, cartId: number): Promise<void> {
  const paying = await tx
    .select({ id: checkoutRequests.id })
    .from(checkoutRequests)
    .where(
      and(
        eq(checkoutRequests.storeId, tx.storeId),
        eq(checkoutRequests.cartId, cartId),
        inArray(checkoutRequests.status, [...ACTIVE_ATTEMPT_STATES]),
      ),
    )
    .limit(1)
  if (paying.length === 0) return
  throw new DomainError('conflict', 'The customer is paying this draft right now. Try again in a few minutes.')
}

/** The terms, once the one function of prices has accepted them with these lines. */
async function checkedTerms(
  tx: Tx,
  draftOrderId: number,
  { lines, discount, shipping }: DraftRows,
): Promise<DraftTerms> {
  const draft: DraftTerms = { draftOrderId, discount, shipping }
  await quoteLines(tx, { lines, destination: null, draft })
  return draft
}

async function nextDraftId(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ id: string }>(sql`select nextval('draft_orders_id_seq') as id`)
  invariant(row, 'a sequence gives a number')
  return Number(row.id)
}

async function writeLines(tx: Tx, cartId: number, { lines }: DraftRows): Promise<void> {
  const addedAt = now().getTime()
  await tx.insert(cartItems).values(
    lines.map((line, index) => ({
      storeId: tx.storeId,
      cartId,
      ...line,
      // In the form's order, which is read back by the time.
      addedAt: new Date(addedAt + index),
    })),
  )
}

function headOf({ email, customerName, note }: DraftRows) {
  return { email, customerName, note, updatedAt: now() }
}

function thisOne(tx: Tx, id: number) {
  return and(eq(draftOrders.storeId, tx.storeId), eq(draftOrders.id, id))
}
