/**
 * Telling Stripe Tax what was really sold, so that what a store owes is what it took: the calculation of a paid order becomes
 * a transaction, each refund reverses its part. Workflows, called by events, repeatable: the reference of each is its own, and
 * an order whose taxes were the store's own rates has nothing to tell.
 */
import { and, eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { refunds } from '@/db/schema/after-sale'
import { checkoutRequests } from '@/db/schema/checkout'
import { payments } from '@/db/schema/orders'
import { readStore, type Tx, withStore } from '@/db/store'
import { notFound } from '@/lib/errors'
import { log } from '@/lib/log'
import { stripe } from './stripe'

export type TaxRecord = 'recorded' | 'known' | 'nothing_to_record'

/** @throws Stripe's error: deliver the event again */
export async function recordTaxOfSale(storeId: number, { orderId }: { orderId: number }): Promise<TaxRecord> {
  const sale = await readStore(storeId, (tx) => findSale(tx, orderId))
  if (!sale?.calculation) return 'nothing_to_record'
  if (sale.taxTransactionId) return 'known'
  const reference = `order:${storeId}:${orderId}`
  const { id } = await stripe().tax.transactions.createFromCalculation(
    { calculation: sale.calculation, reference },
    { stripeAccount: sale.account, idempotencyKey: `tax:${reference}` },
  )
  await withStore(storeId, (tx) =>
    tx
      .update(payments)
      .set({ taxTransactionId: id })
      .where(and(eq(payments.storeId, tx.storeId), eq(payments.id, sale.paymentId))),
  )
  return 'recorded'
}

/** @throws Stripe's error, and an Error while the sale itself is not recorded: deliver the event again */
export async function recordTaxOfRefund(
  storeId: number,
  { orderId, refundId }: { orderId: number; refundId: number },
): Promise<TaxRecord> {
  const [sale, amount] = await readStore(storeId, (tx) =>
    Promise.all([findSale(tx, orderId), refundedAmount(tx, refundId)]),
  )
  if (!sale?.calculation) return 'nothing_to_record'
  if (!sale.taxTransactionId) throw new Error('the sale that is refunded is not in the tax records yet')
  const reference = `refund:${storeId}:${refundId}`
  try {
    await stripe().tax.transactions.createReversal(
      { mode: 'partial', original_transaction: sale.taxTransactionId, reference, flat_amount: -amount },
      { stripeAccount: sale.account, idempotencyKey: `tax:${reference}` },
    )
    return 'recorded'
  } catch (error) {
    // A repeat after Stripe forgot the key finds its own reference taken.
    if (!(error instanceof Stripe.errors.StripeError) || error.code !== 'resource_already_exists') throw error
    log.info({ storeId, refundId }, 'a reversal was recorded before')
    return 'known'
  }
}

async function findSale(tx: Tx, orderId: number) {
  const [row] = await tx
    .select({
      paymentId: payments.id,
      account: payments.stripeAccountId,
      taxTransactionId: payments.taxTransactionId,
      quote: checkoutRequests.quote,
    })
    .from(payments)
    .innerJoin(
      checkoutRequests,
      and(eq(checkoutRequests.storeId, payments.storeId), eq(checkoutRequests.id, payments.attemptId)),
    )
    .where(and(eq(payments.storeId, tx.storeId), eq(payments.orderId, orderId), eq(payments.status, 'captured')))
    .limit(1)
  return row ? { ...row, calculation: row.quote.taxCalculation ?? null } : null
}

async function refundedAmount(tx: Tx, refundId: number): Promise<number> {
  const [row] = await tx
    .select({ amount: refunds.amountMinor })
    .from(refunds)
    .where(and(eq(refunds.storeId, tx.storeId), eq(refunds.id, refundId)))
    .limit(1)
  if (!row) throw notFound('This refund')
  return row.amount
}
