/**
 * Giving money back. A workflow: the refund is written, with everything a repeat needs, before Stripe is asked, and settled
 * after; a process that dies in between leaves a `pending` row that the sweeper settles. Invariant: one row is one refund at
 * Stripe, since its key is the row's.
 */
import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import Stripe from 'stripe'
import { readPlatform } from '@/db/platform'
import { refunds } from '@/db/schema/after-sale'
import { orders, payments } from '@/db/schema/orders'
import { readStore, type Tx, withStore } from '@/db/store'
import { DAY, fromNow, MINUTE, now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { log } from '@/lib/log'
import { lockOrder } from '@/lib/orders/lock-order'
import { moveMoney, openRefund } from '@/lib/orders/open-refund'
import type { RefundWish } from '@/lib/orders/refund-rules'
import { paymentStatusesBefore } from '@/lib/orders/status'
import { stripe } from './stripe'

/** A refund that its own request did not finish by then is settled by the sweeper. */
const SETTLE_AFTER_MS = MINUTE
/** Stripe forgets an idempotency key after a day; older refunds are looked up and never sent again. */
const KEY_LIFE_MS = DAY - 10 * MINUTE

export type RefundStatus = 'pending' | 'succeeded' | 'failed'

export interface RefundInput extends RefundWish {
  orderId: number
  /** The return that the money goes back for. */
  returnId?: number | null
  /** What had gone back of the order when this was decided: a repeat of what went through already is refused. */
  seenRefundedMinor?: number
  reason: string
  userId: number | null
}

/**
 * Refunds units, shipping or an amount of an order.
 * @throws not_found; invalid_request with `fields`; conflict when nothing is captured, less is left than is wished for, or more
 * went back than was seen
 */
export async function refundOrder(
  storeId: number,
  { orderId, returnId, seenRefundedMinor, reason, userId, ...wish }: RefundInput,
): Promise<{ refundId: number; status: RefundStatus; amountMinor: number }> {
  const { refundId, plan } = await withStore(storeId, async (tx) => {
    const locked = await lockOrder(tx, orderId)
    if (!locked.payment) {
      throw new DomainError(
        'conflict',
        'No money was captured for this order. Cancel the order to release the payment.',
      )
    }
    if (seenRefundedMinor !== undefined && seenRefundedMinor !== locked.order.refundedMinor) {
      const message =
        'Money of this order went back, or came back, since you opened it. Look at it again before you refund.'
      throw new DomainError('conflict', message)
    }
    const opened = await openRefund(tx, locked, { ...wish, returnId, reason, userId })
    if (opened.refundId === null) throw new DomainError('invalid_request', 'Choose what to refund.')
    return { ...opened, refundId: opened.refundId }
  })
  return { refundId, status: await settleRefund(storeId, refundId), amountMinor: plan.amountMinor }
}

/**
 * Brings a pending refund to where it is at Stripe: sends it, or looks it up. May be called at any time by anybody.
 * @throws not_found
 */
export async function settleRefund(storeId: number, refundId: number): Promise<RefundStatus> {
  const refund = await readStore(storeId, (tx) => getRefund(tx, refundId))
  return refund.status === 'pending' ? ask(storeId, refund) : refund.status
}

/**
 * As `settleRefund`, and looks at a refund that succeeded again: a bank may send one back weeks later (its card is gone), and
 * Stripe says so. @throws not_found
 */
export async function recheckRefund(storeId: number, refundId: number): Promise<RefundStatus> {
  const refund = await readStore(storeId, (tx) => getRefund(tx, refundId))
  return refund.status === 'failed' ? 'failed' : ask(storeId, refund)
}

async function ask(storeId: number, refund: Refund): Promise<RefundStatus> {
  const answer = await askForRefund(storeId, refund)
  if (answer === 'unknown') return refund.status
  // Only a failure is news of a refund that had succeeded.
  if (refund.status === 'succeeded' && answer.status !== 'failed') return 'succeeded'
  return withStore(storeId, (tx) => settle(tx, refund, answer))
}

/** At most `limit` refunds that nobody settled; how many could not be brought on. */
export async function settlePendingRefunds(limit: number): Promise<{ refunds: number; failed: number }> {
  const due = await readPlatform((tx) =>
    tx
      .select({ storeId: refunds.storeId, id: refunds.id })
      .from(refunds)
      .where(and(eq(refunds.status, 'pending'), lte(refunds.updatedAt, fromNow(-SETTLE_AFTER_MS))))
      .orderBy(asc(refunds.updatedAt))
      .limit(limit),
  )
  let failed = 0
  for (const { storeId, id } of due) {
    const status = await settleRefund(storeId, id).catch((error: unknown) => {
      log.warn({ storeId, refundId: id, err: error }, 'a refund could not be settled')
      return 'pending' as const
    })
    // To the end of the queue, so that one that stays pending keeps no other from its turn.
    if (status === 'pending') await withStore(storeId, (tx) => touch(tx, id))
    if (status === 'pending') failed += 1
  }
  return { refunds: due.length, failed }
}

/** The refund with Stripe's id on this account, or null: not ours, or its id not stored yet. */
export async function findRefundByStripe(
  account: string,
  stripeRefundId: string,
): Promise<{ storeId: number; refundId: number } | null> {
  const [row] = await readPlatform((tx) =>
    tx
      .select({ storeId: refunds.storeId, refundId: refunds.id })
      .from(refunds)
      .innerJoin(payments, and(eq(payments.storeId, refunds.storeId), eq(payments.id, refunds.paymentId)))
      .where(and(eq(refunds.stripeRefundId, stripeRefundId), eq(payments.stripeAccountId, account)))
      .limit(1),
  )
  return row ?? null
}

type Refund = Awaited<ReturnType<typeof getRefund>>

async function getRefund(tx: Tx, id: number) {
  const [row] = await tx
    .select({
      id: refunds.id,
      orderId: refunds.orderId,
      paymentId: refunds.paymentId,
      amountMinor: refunds.amountMinor,
      shippingMinor: refunds.shippingMinor,
      feeMinor: refunds.feeMinor,
      status: refunds.status,
      stripeRefundId: refunds.stripeRefundId,
      createdAt: refunds.createdAt,
      account: payments.stripeAccountId,
      paymentIntentId: payments.paymentIntentId,
    })
    .from(refunds)
    .innerJoin(payments, and(eq(payments.storeId, refunds.storeId), eq(payments.id, refunds.paymentId)))
    .where(and(eq(refunds.storeId, tx.storeId), eq(refunds.id, id)))
    .limit(1)
  if (!row) throw notFound('This refund')
  return row
}

type Answer = { id: string; status: RefundStatus; failure: string | null } | 'unknown'

async function askForRefund(storeId: number, refund: Refund): Promise<Answer> {
  try {
    const found = await sendOrFind(storeId, refund)
    if (!found) return { id: '', status: 'failed', failure: 'Stripe knows nothing of this refund.' }
    const { id, status, failure_reason: reason } = found
    if (status === 'succeeded') return { id, status, failure: null }
    if (status === 'failed' || status === 'canceled')
      return { id, status: 'failed', failure: reason ?? 'The bank refused it.' }
    return { id, status: 'pending', failure: null }
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    log.warn({ storeId, refundId: refund.id, err: error }, 'asking for a refund failed')
    const definite =
      refund.status === 'pending' &&
      ((error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode !== 409) ||
        error instanceof Stripe.errors.StripePermissionError)
    return definite ? { id: refund.stripeRefundId ?? '', status: 'failed', failure: error.message } : 'unknown'
  }
}

async function sendOrFind(storeId: number, refund: Refund): Promise<Stripe.Refund | undefined> {
  const { account: stripeAccount, paymentIntentId, stripeRefundId } = refund
  if (stripeRefundId) return stripe().refunds.retrieve(stripeRefundId, {}, { stripeAccount })
  const mark = `${storeId}:${refund.id}`
  if (now().getTime() - refund.createdAt.getTime() > KEY_LIFE_MS) {
    const list = await stripe().refunds.list({ payment_intent: paymentIntentId, limit: 100 }, { stripeAccount })
    return list.data.find(({ metadata }) => metadata?.refund === mark)
  }
  return stripe().refunds.create(
    {
      payment_intent: paymentIntentId,
      amount: refund.amountMinor,
      metadata: { refund: mark },
      ...(refund.feeMinor > 0 ? { refund_application_fee: true } : {}),
    },
    { stripeAccount, idempotencyKey: `refund:${mark}` },
  )
}

/** Records Stripe's answer, once: a pending refund that is decided, or one that the bank sent back after all. */
async function settle(tx: Tx, refund: Refund, answer: Exclude<Answer, 'unknown'>): Promise<RefundStatus> {
  const { id: refundId, orderId, status: before } = refund
  // The order before the refund, as openRefund takes them: writing a refund takes the audit log's lock, and keeps it.
  const total = await lockTotal(tx, orderId)
  const moved = await tx
    .update(refunds)
    .set({
      status: answer.status,
      stripeRefundId: answer.id || null,
      failureMessage: answer.failure,
      updatedAt: now(),
    })
    .where(and(eq(refunds.storeId, tx.storeId), eq(refunds.id, refundId), eq(refunds.status, before)))
    .returning({ id: refunds.id })
  if (moved.length === 0 || answer.status === 'pending') return answer.status
  if (answer.status === 'failed') await moveMoney(tx, refund, -1)
  if (answer.status === 'succeeded' || before === 'succeeded') await movePaymentStatus(tx, orderId, total)
  const topic = answer.status === 'failed' ? 'order.refund_failed' : 'order.refunded'
  await recordEvent(tx, topic, { orderId, refundId })
  return answer.status
}

async function lockTotal(tx: Tx, orderId: number): Promise<number> {
  const [order] = await tx
    .select({ total: orders.totalMinor })
    .from(orders)
    .where(and(eq(orders.storeId, tx.storeId), eq(orders.id, orderId)))
    .for('update')
  if (!order) throw notFound('This order')
  return order.total
}

/** The order's status by what has gone back; what is only asked for does not count, since it may still fail. */
async function movePaymentStatus(tx: Tx, orderId: number, total: number): Promise<void> {
  const [sum] = await tx
    .select({ returned: sql<string>`coalesce(sum(${refunds.amountMinor}), 0)` })
    .from(refunds)
    .where(and(eq(refunds.storeId, tx.storeId), eq(refunds.orderId, orderId), eq(refunds.status, 'succeeded')))
  const returned = Number(sum?.returned ?? 0)
  const to = returned === 0 ? 'paid' : returned >= total ? 'refunded' : 'partially_refunded'
  await tx
    .update(orders)
    .set({ paymentStatus: to, updatedAt: now() })
    .where(
      and(
        eq(orders.storeId, tx.storeId),
        eq(orders.id, orderId),
        inArray(orders.paymentStatus, paymentStatusesBefore(to)),
      ),
    )
}

async function touch(tx: Tx, id: number): Promise<void> {
  await tx
    .update(refunds)
    .set({ updatedAt: now() })
    .where(and(eq(refunds.storeId, tx.storeId), eq(refunds.id, id)))
}
