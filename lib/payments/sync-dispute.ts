/**
 * A dispute of a payment, as Stripe has it now. A workflow: an event says which one to look at, Stripe says what it is, and
 * the payment's own row (account and PaymentIntent) says whose. An answer is written only if no other was written since before
 * it was asked for, so that events in any order and number leave the latest state.
 */
import { and, eq, sql } from 'drizzle-orm'
import Stripe from 'stripe'
import { readPlatform } from '@/db/platform'
import { disputes } from '@/db/schema/after-sale'
import { orders, payments } from '@/db/schema/orders'
import { readStore, type Tx, withStore } from '@/db/store'
import { now } from '@/lib/clock'
import { notFound } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { log } from '@/lib/log'
import { isClosed } from './dispute-words'
import { isLivemode, stripe } from './stripe'

const MAX_ROUNDS = 5

/** Records the dispute with Stripe's id on this account; null when it is of no payment of ours. @throws Stripe's error */
export async function syncDispute(account: string, stripeDisputeId: string): Promise<{ storeId: number } | null> {
  const first = await retrieve(account, stripeDisputeId)
  const payment = first && (await findPayment(account, first))
  if (!payment) return null
  const { storeId } = payment
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const version = await readStore(storeId, (tx) => versionOf(tx, stripeDisputeId))
    const dispute = await retrieve(account, stripeDisputeId)
    if (!dispute) return null
    if (await withStore(storeId, (tx) => write(tx, payment, dispute, version))) return { storeId }
  }
  throw new Error(`dispute ${stripeDisputeId} changed more often than it could be written`)
}

async function retrieve(stripeAccount: string, id: string): Promise<Stripe.Dispute | null> {
  try {
    const dispute = await stripe().disputes.retrieve(id, {}, { stripeAccount })
    if (dispute.livemode === isLivemode()) return dispute
    log.warn({ security: true, account: stripeAccount, dispute: id }, 'a dispute is of the other mode (test or live)')
    return null
  } catch (error) {
    const gone = error instanceof Stripe.errors.StripeError && error.code === 'resource_missing'
    // No dispute of this account, or an account that took our access away: there is nothing to know.
    if (gone || error instanceof Stripe.errors.StripePermissionError) return null
    throw error
  }
}

interface DisputedPayment {
  storeId: number
  orderId: number
  paymentId: number
}

async function findPayment(
  account: string,
  { payment_intent: intent }: Stripe.Dispute,
): Promise<DisputedPayment | null> {
  const id = typeof intent === 'string' ? intent : intent?.id
  if (!id) return null
  const [row] = await readPlatform((tx) =>
    tx
      .select({ storeId: payments.storeId, orderId: payments.orderId, paymentId: payments.id })
      .from(payments)
      .where(and(eq(payments.stripeAccountId, account), eq(payments.paymentIntentId, id)))
      .limit(1),
  )
  return row ?? null
}

async function versionOf(tx: Tx, stripeDisputeId: string): Promise<string | null> {
  return (await find(tx, stripeDisputeId))?.version ?? null
}

async function find(tx: Tx, stripeDisputeId: string) {
  const [row] = await tx
    .select({
      id: disputes.id,
      facts: {
        amountMinor: disputes.amountMinor,
        reason: disputes.reason,
        status: disputes.status,
        evidenceDueAt: disputes.evidenceDueAt,
      },
      version: sql<string>`${disputes.updatedAt}::text`,
    })
    .from(disputes)
    .where(and(eq(disputes.storeId, tx.storeId), eq(disputes.stripeDisputeId, stripeDisputeId)))
    .limit(1)
  return row ?? null
}

/** False when somebody else wrote since `version`. The order is locked first, as by everything that follows a sale. */
async function write(
  tx: Tx,
  { orderId, paymentId }: DisputedPayment,
  dispute: Stripe.Dispute,
  version: string | null,
): Promise<boolean> {
  const [order] = await tx
    .select({ createdAt: orders.createdAt })
    .from(orders)
    .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, orderId)))
    .for('update')
  if (!order) throw notFound('This order')
  const before = await find(tx, dispute.id)
  const due = dispute.evidence_details.due_by
  const facts = {
    amountMinor: dispute.amount,
    reason: dispute.reason.slice(0, 100),
    status: dispute.status,
    evidenceDueAt: due ? new Date(due * 1000) : null,
  }
  // What another one has written already is written: no new version, so that many at once do not keep each other busy.
  if (before && JSON.stringify(before.facts) === JSON.stringify(facts)) return true
  if ((before?.version ?? null) !== version) return false
  const id = before
    ? await change(tx, before.id, facts)
    : await insert(tx, { orderId, paymentId, openedAt: openedAt(dispute, order) }, dispute, facts)
  if (!before) await recordEvent(tx, 'order.disputed', { orderId, disputeId: id })
  const closes = isClosed(dispute.status) && !(before && isClosed(before.facts.status))
  if (closes) await recordEvent(tx, 'order.dispute_closed', { orderId, disputeId: id })
  return true
}

/** Stripe tells whole seconds: a test card's dispute would seem older than its order. */
function openedAt({ created }: Stripe.Dispute, order: { createdAt: Date }): Date {
  return new Date(Math.max(created * 1000, order.createdAt.getTime()))
}

type Facts = Pick<typeof disputes.$inferInsert, 'amountMinor' | 'reason' | 'status' | 'evidenceDueAt'>

async function change(tx: Tx, id: number, facts: Facts): Promise<number> {
  await tx
    .update(disputes)
    .set({ ...facts, updatedAt: now() })
    .where(and(eq(disputes.storeId, tx.storeId), eq(disputes.id, id)))
  return id
}

async function insert(
  tx: Tx,
  { openedAt: createdAt, ...of }: Pick<DisputedPayment, 'orderId' | 'paymentId'> & { openedAt: Date },
  dispute: Stripe.Dispute,
  facts: Facts,
): Promise<number> {
  const [row] = await tx
    .insert(disputes)
    .values({
      storeId: tx.storeId,
      ...of,
      ...facts,
      stripeDisputeId: dispute.id,
      currency: dispute.currency.toUpperCase(),
      createdAt,
      updatedAt: now(),
    })
    .returning({ id: disputes.id })
  if (!row) throw new Error('a dispute was not written')
  return row.id
}
