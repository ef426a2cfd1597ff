/**
 * The first transaction of a checkout: prices the cart, writes the attempt with everything a repeat needs, holds the stock.
 * It is born `paying` (`reserved` when there is nothing to pay), so that what is committed before Stripe is called is what
 * the sweeper finds; all of it or nothing is there.
 */
import { and, asc, eq } from 'drizzle-orm'
import { cartItems, carts, checkoutRequests, type Quote } from '@/db/schema/checkout'
import type { Tx } from '@/db/store'
import { canonicalJson } from '@/lib/canonical-json'
import { MAX_CART_LINES } from '@/lib/cart/types'
import { fromNow, now } from '@/lib/clock'
import { redeem, requireRedeemed } from '@/lib/discounts/redemptions'
import { requirePayable } from '@/lib/drafts/payable'
import { DomainError } from '@/lib/errors'
import { sha256, uuidv7 } from '@/lib/ids'
import { invariant } from '@/lib/invariant'
import { requireHeld, takeUnits } from '@/lib/inventory/holds'
import { paymentParams } from '@/lib/payments/params'
import { isPaused } from '@/lib/plans/table'
import { quoteLines } from '@/lib/pricing/quote'
import { getStoreProfile, type StoreProfile } from '@/lib/stores/queries'
import type { GivenTaxes } from '@/lib/tax/basis'
import { type Attempt, isKeyTaken } from './attempts'
import { type CheckoutInput, HOLD_MS } from './types'

/** What makes two requests the same request: everything the shopper sent, for this cart. */
export function requestHash(cartId: number, input: CheckoutInput): string {
  const { cartToken: _, idempotencyKey: __, returnUrl: ___, ...body } = input
  return sha256(canonicalJson({ cartId, ...body }))
}

/**
 * Makes the attempt; null when the key or the cart got another attempt in the meantime (look again).
 *
 * @throws TaxesNeededError; invalid_request, conflict (a draft that was paid or called off), payments_not_active,
 * price_changed (with `details.quote`), out_of_stock (with `details.lines`)
 */
export async function beginAttempt(
  tx: Tx,
  cartId: number,
  input: CheckoutInput,
  taxes: GivenTaxes = null,
): Promise<Attempt | null> {
  // The cart's row is locked first, here and in finalize: an order that has just emptied this cart is seen by the next lines.
  const [cart, items, store, taken] = await Promise.all([
    tx
      .select({ discountCode: carts.discountCode, draft: carts.draft })
      .from(carts)
      .where(and(eq(carts.storeId, tx.storeId), eq(carts.id, cartId)))
      .for('no key update'),
    tx
      .select({
        variantId: cartItems.variantId,
        quantity: cartItems.quantity,
        unitPriceMinor: cartItems.unitPriceMinor,
      })
      .from(cartItems)
      .where(and(eq(cartItems.storeId, tx.storeId), eq(cartItems.cartId, cartId)))
      .orderBy(asc(cartItems.addedAt), asc(cartItems.variantId))
      .limit(MAX_CART_LINES),
    getStoreProfile(tx),
    isKeyTaken(tx, input.idempotencyKey),
  ])
  if (taken) return null
  if (cart[0]?.draft) await requirePayable(tx, cart[0].draft.draftOrderId)
  if (items.length === 0) throw emptyCart()
  const account = requireActive(store)
  const { quote, applied } = await quoteLines(tx, {
    store,
    lines: items,
    destination: input.shippingAddress,
    shippingRate: input.shippingRate ?? null,
    discountCode: input.discountCode ?? cart[0]?.discountCode ?? null,
    draft: cart[0]?.draft ?? null,
    taxes,
  })
  invariant(!quote.taxPending, 'a quote that is paid has its taxes')
  if (input.expectedTotal !== undefined && input.expectedTotal !== quote.total) throw priceChanged(quote)
  const attempt = draft(tx.storeId, cartId, input, quote, store, account)
  const insert = tx
    .insert(checkoutRequests)
    .values(attempt)
    .onConflictDoNothing()
    .returning({ id: checkoutRequests.id })
  // In this order on the wire, which is the order of their locks: attempt, discounts, stock.
  const uses = applied.length > 0 ? redeem(tx, attempt.id, input.email, applied) : null
  const [inserted, counted, recorded, held] = await Promise.all([
    insert,
    uses?.counted ?? [],
    uses?.recorded ?? [],
    takeUnits(tx, attempt.id, quote.lines),
  ])
  if (!inserted[0]) return null
  requireRedeemed(applied, counted, recorded)
  await requireHeld(tx, quote.lines, held)
  return attempt
}

export function emptyCart(): DomainError {
  const message = 'Your cart is empty.'
  return new DomainError('invalid_request', message, { fields: { cart: message } })
}

function requireActive({ status, planStatus, stripeAccountId, chargesEnabled }: StoreProfile): string {
  if (status === 'active' && !isPaused(planStatus) && stripeAccountId && chargesEnabled) return stripeAccountId
  throw new DomainError('payments_not_active', 'This shop does not take payments yet.')
}

function priceChanged(quote: Quote): DomainError {
  return new DomainError('price_changed', 'The total has changed. Check the new total before you pay.', {
    details: { quote },
  })
}

function draft(
  storeId: number,
  cartId: number,
  input: CheckoutInput,
  quote: Quote,
  store: StoreProfile,
  account: string,
): Attempt {
  const id = uuidv7()
  const returnUrl = new URL(input.returnUrl)
  returnUrl.searchParams.set('attempt', id)
  const params = { storeId, attemptId: id, quote, plan: store.plan, returnUrl: returnUrl.toString() }
  return {
    storeId,
    id,
    idempotencyKey: input.idempotencyKey,
    requestHash: requestHash(cartId, input),
    cartId,
    status: quote.total > 0 ? 'paying' : 'reserved',
    email: input.email,
    shippingAddress: input.shippingAddress,
    billingAddress: input.billingAddress ?? null,
    quote,
    amountMinor: quote.total,
    currency: quote.currency,
    stripeAccountId: account,
    paymentParams:
      quote.total > 0
        ? paymentParams({ ...params, paymentMethod: input.paymentMethod, shippingAddress: input.shippingAddress })
        : {},
    paymentIntentId: null,
    clientSecret: null,
    errorCode: null,
    errorMessage: null,
    orderId: null,
    expiresAt: fromNow(HOLD_MS),
    createdAt: now(),
    updatedAt: now(),
  }
}
