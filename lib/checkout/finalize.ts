/**
 * The only writer of orders. The return page, the webhook and the sweeper all come through here, in any number and at any
 * time, and one order comes out: the attempt's row is locked, and `orders_attempt` says it again.
 *
 * Takes a PaymentIntent that was read from Stripe beforehand; no network here. Capturing is the caller's, after the COMMIT.
 */
import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { ACTIVE_ATTEMPT_STATES, carts, checkoutRequests, type QuoteLine } from '@/db/schema/checkout'
import { orderItems, payments } from '@/db/schema/orders'
import { type Tx, withStore } from '@/db/store'
import { now } from '@/lib/clock'
import { upsertCustomer } from '@/lib/customers/commands'
import { DiscountGoneError, redeemAgain } from '@/lib/discounts/redemptions'
import { completeDraft } from '@/lib/drafts/payable'
import { DomainError, notFound } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { secretToken } from '@/lib/ids'
import { invariant } from '@/lib/invariant'
import { holdStock, sellHolds } from '@/lib/inventory/holds'
import { log } from '@/lib/log'
import { cardOf, mismatch } from '@/lib/payments/intents'
import { type Attempt, isActive } from './attempts'
import { throughGate } from './gate'

export type Finalized =
  | { state: 'ordered'; orderId: number }
  /** Paid for, but there is nothing to sell for it: the money has to go back. */
  | { state: 'unfulfillable' }

/**
 * Writes the order of an authorised (or free, `intent` null) attempt, or finds it written.
 *
 * An attempt whose stock was given back gets it again if it is still there and the cart was not bought otherwise.
 */
export async function finalize(
  storeId: number,
  attempt: Pick<Attempt, 'id' | 'cartId'>,
  intent: Stripe.PaymentIntent | null,
): Promise<Finalized> {
  try {
    const orderId = await throughGate(storeId, 'urgent', () =>
      withStore(storeId, (tx) => finalizeStep(tx, attempt, intent), { patient: true }),
    )
    return { state: 'ordered', orderId }
  } catch (error) {
    if (!(error instanceof Unfulfillable)) throw error
    log.warn({ storeId, attemptId: attempt.id, reason: error.message }, 'a payment cannot become an order')
    return { state: 'unfulfillable' }
  }
}

class Unfulfillable extends Error {}

async function finalizeStep(
  tx: Tx,
  { id, cartId }: Pick<Attempt, 'id' | 'cartId'>,
  intent: Stripe.PaymentIntent | null,
): Promise<number> {
  const { attempt, cart } = await lockAttempt(tx, id, cartId)
  if (attempt.orderId !== null) return attempt.orderId
  checkPayment(attempt, intent)
  if (!isActive(attempt.status)) await holdAgain(tx, attempt, cart)
  const at = now()
  const [orderId, customerId] = await Promise.all([
    nextOrderId(tx),
    upsertCustomer(tx, attempt.email, attempt.shippingAddress, at),
    sellHolds(tx, attempt.id),
    takeFromCart(tx, attempt, at),
  ])
  // The counter's row is every checkout's of the store: it is locked last and only until the COMMIT that follows.
  const written = Promise.all([
    insertOrder(tx, { attempt, cart, orderId, customerId, at, free: intent === null }),
    insertLines(tx, orderId, attempt.quote.lines),
    intent && insertPayment(tx, attempt, orderId, intent, at),
    tx
      .update(checkoutRequests)
      .set({
        status: 'completed',
        orderId,
        paymentIntentId: intent?.id ?? null,
        clientSecret: null,
        errorCode: null,
        errorMessage: null,
        updatedAt: at,
      })
      .where(and(eq(checkoutRequests.storeId, tx.storeId), eq(checkoutRequests.id, attempt.id))),
    recordEvent(tx, 'order.created', { orderId }),
  ])
  // Sent behind the order that it names.
  const [draftPaid] = await Promise.all([
    cart?.draft ? completeDraft(tx, { draftOrderId: cart.draft.draftOrderId, orderId, at }) : true,
    written,
  ])
  if (!draftPaid) throw new Unfulfillable('its draft order was paid or called off')
  return orderId
}

type Cart = Pick<typeof carts.$inferSelect, 'note' | 'draft' | 'updatedAt'>

/** Cart first, then attempt: the order in which beginAttempt takes them. */
async function lockAttempt(tx: Tx, id: string, cartId: number): Promise<{ attempt: Attempt; cart: Cart | null }> {
  const [found, rows] = await Promise.all([
    tx
      .select({ note: carts.note, draft: carts.draft, updatedAt: carts.updatedAt })
      .from(carts)
      .where(and(eq(carts.storeId, tx.storeId), eq(carts.id, cartId)))
      .for('no key update'),
    tx
      .select()
      .from(checkoutRequests)
      .where(and(eq(checkoutRequests.storeId, tx.storeId), eq(checkoutRequests.id, id)))
      .for('update'),
  ])
  if (!rows[0]) throw notFound('This payment')
  return { attempt: rows[0], cart: found[0] ?? null }
}

function checkPayment(attempt: Attempt, intent: Stripe.PaymentIntent | null): void {
  if (attempt.status === 'refunding' || attempt.status === 'refunded') throw new Unfulfillable('its money goes back')
  if (intent === null) {
    invariant(attempt.amountMinor === 0, 'an order that costs something is written for a payment')
    return
  }
  invariant(
    intent.status === 'requires_capture' || intent.status === 'succeeded',
    `an order is written for an authorised payment, not one that is ${intent.status}`,
  )
  const wrong = mismatch(intent, attempt)
  if (wrong) throw new Unfulfillable(`payment ${intent.id} is not the attempt's: ${wrong}`)
}

/** For a payment that came after its attempt had ended. */
async function holdAgain(tx: Tx, attempt: Attempt, cart: Cart | null): Promise<void> {
  if (cart?.draft && cart.updatedAt > attempt.createdAt) throw new Unfulfillable('its draft order was changed since')
  const others = await tx
    .select({ id: checkoutRequests.id })
    .from(checkoutRequests)
    .where(
      and(
        eq(checkoutRequests.storeId, tx.storeId),
        eq(checkoutRequests.cartId, attempt.cartId),
        // Ids are uuidv7: later attempts have greater ones.
        gt(checkoutRequests.id, attempt.id),
        inArray(checkoutRequests.status, [...ACTIVE_ATTEMPT_STATES, 'completed']),
      ),
    )
    .limit(1)
  if (others.length > 0) throw new Unfulfillable('the cart was paid for otherwise')
  try {
    // Discounts before stock, as everywhere; a use that is gone is as good as a unit that is.
    await redeemAgain(tx, attempt.id, attempt.email, attempt.quote.discounts ?? [])
    await holdStock(tx, attempt.id, attempt.quote.lines)
  } catch (error) {
    if (error instanceof DiscountGoneError) throw new Unfulfillable(error.message)
    if (error instanceof DomainError && (error.code === 'out_of_stock' || error.code === 'invalid_request')) {
      throw new Unfulfillable(error.message)
    }
    throw error
  }
}

/** The order's id, known early so that everything that names it can be sent at once. */
async function nextOrderId(tx: Tx): Promise<number> {
  const [row] = await tx.execute<{ id: string }>(sql`select nextval('orders_id_seq') as id`)
  invariant(row, 'a sequence gives a number')
  return Number(row.id)
}

/** Takes what was paid for out of the cart; what the shopper has put in since stays. */
async function takeFromCart(tx: Tx, { cartId, quote }: Attempt, at: Date): Promise<void> {
  const bought = JSON.stringify(quote.lines.map(({ variantId, quantity }) => ({ variantId, quantity })))
  const lines = sql`jsonb_to_recordset(${bought}::jsonb) as b("variantId" bigint, quantity int)`
  await tx.execute(sql`
    with gone as (
      delete from cart_items i using ${lines} where i.store_id = ${tx.storeId} and i.cart_id = ${cartId}
        and i.variant_id = b."variantId" and i.quantity <= b.quantity),
    less as (
      update cart_items i set quantity = i.quantity - b.quantity from ${lines}
      where i.store_id = ${tx.storeId} and i.cart_id = ${cartId}
        and i.variant_id = b."variantId" and i.quantity > b.quantity)
    update carts set discount_code = null, note = '', version = version + 1, updated_at = ${at.toISOString()}::timestamptz
    where store_id = ${tx.storeId} and id = ${cartId}`)
}

interface NewOrder {
  attempt: Attempt
  cart: Cart | null
  orderId: number
  customerId: number
  at: Date
  free: boolean
}

/** Number and order in one statement: numbers have no gaps, since both roll back together. */
async function insertOrder(tx: Tx, { attempt, cart, orderId, customerId, at, free }: NewOrder): Promise<void> {
  const { quote } = attempt
  await tx.execute(sql`
    with counter as (
      update store_counters set next_order_number = next_order_number + 1 where store_id = ${tx.storeId}
      returning next_order_number - 1 as number)
    insert into orders (store_id, id, order_number, token, attempt_id, customer_id, customer_email, currency,
      subtotal_minor, discount_minor, discount_code, shipping_minor, shipping_rate_name, tax_minor, tax_inclusive,
      total_minor, payment_status, shipping_address, billing_address, discounts, shipping_tax_minor, customer_note, source, note,
      created_at, updated_at)
    select ${tx.storeId}::bigint, ${orderId}::bigint, counter.number, ${secretToken()}, ${attempt.id}::uuid,
      ${customerId}::bigint, ${attempt.email}, ${quote.currency}, ${quote.subtotal}::bigint, ${quote.discount}::bigint,
      ${quote.discountCode}, ${quote.shipping}::bigint, ${quote.shippingRate?.name ?? null}, ${quote.tax}::bigint,
      ${quote.taxInclusive}::boolean, ${quote.total}::bigint, ${free ? 'paid' : 'authorized'},
      ${JSON.stringify(attempt.shippingAddress)}::jsonb,
      ${attempt.billingAddress ? JSON.stringify(attempt.billingAddress) : null}::jsonb,
      ${JSON.stringify(quote.discounts ?? [])}::jsonb, ${quote.shippingTax ?? 0}::bigint, ${cart?.note ?? ''},
      ${cart?.draft ? 'draft_order' : 'checkout'}, ${cart?.draft ? noteOf(tx, cart.draft.draftOrderId) : sql`''`},
      ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
    from counter`)
}

function noteOf(tx: Tx, draftOrderId: number) {
  return sql`(select note from draft_orders where store_id = ${tx.storeId} and id = ${draftOrderId})`
}

async function insertLines(tx: Tx, orderId: number, lines: QuoteLine[]): Promise<void> {
  await tx.insert(orderItems).values(
    lines.map((line, index) => ({
      storeId: tx.storeId,
      orderId,
      lineNo: index + 1,
      variantId: line.variantId,
      productId: line.productId,
      title: line.title,
      variantTitle: line.variantTitle,
      sku: line.sku,
      imageKey: line.imageKey,
      quantity: line.quantity,
      unitPriceMinor: line.unitPrice,
      discountMinor: line.discount,
      taxMinor: line.tax,
      totalMinor: line.total,
      requiresShipping: line.requiresShipping,
      tracked: line.tracked,
      grams: line.grams ?? 0,
    })),
  )
}

async function insertPayment(
  tx: Tx,
  attempt: Attempt,
  orderId: number,
  intent: Stripe.PaymentIntent,
  at: Date,
): Promise<void> {
  await tx.insert(payments).values({
    storeId: tx.storeId,
    orderId,
    attemptId: attempt.id,
    stripeAccountId: attempt.stripeAccountId,
    paymentIntentId: intent.id,
    amountMinor: attempt.amountMinor,
    currency: attempt.currency,
    feeMinor: intent.application_fee_amount ?? 0,
    status: 'authorized',
    ...cardOf(intent),
    createdAt: at,
  })
}
