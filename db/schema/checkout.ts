/**
 * Carts and checkout attempts. A cart is named by the hash of a token in the shopper's cookie. `checkout_requests` is the
 * idempotency record and the saga's state in one: rows are never deleted, so a key answers the same for ever.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { identity, platformDoor, storeReference, storeTable } from '../store-table'
import { variants } from './catalog'
import { createdAt, updatedAt } from './stores'

export interface Address {
  name: string
  address1: string
  address2?: string
  city: string
  province?: string
  zip: string
  country: string
  phone?: string
}

/** What a merchant agreed with a customer, in place of the shop's own discounts and rates. Minor units. */
export interface DraftTerms {
  draftOrderId: number
  discount: { title: string; kind: 'percentage' | 'fixed_amount'; value: number } | null
  /** null: the destination's rates apply. */
  shipping: { name: string; priceMinor: number } | null
}

export const carts = storeTable(
  'carts',
  {
    id: identity(),
    /** SHA-256 (hex) of the cookie's token: a stolen table opens no cart. */
    tokenHash: text('token_hash').notNull(),
    note: text('note').notNull().default(''),
    attributes: jsonb('attributes').$type<Record<string, string>>().notNull().default({}),
    discountCode: text('discount_code'),
    version: integer('version').notNull().default(1),
    /** The cart of a draft order: what the merchant put together. Shoppers pay it and cannot change it. */
    draft: jsonb('draft').$type<DraftTerms>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] }), unique('carts_token').on(t.storeId, t.tokenHash)],
)

export const cartItems = storeTable(
  'cart_items',
  {
    cartId: bigint('cart_id', { mode: 'number' }).notNull(),
    variantId: bigint('variant_id', { mode: 'number' }).notNull(),
    quantity: integer('quantity').notNull(),
    /** A draft order's own price; NULL: the catalog's. */
    unitPriceMinor: bigint('unit_price_minor', { mode: 'number' }),
    addedAt: timestamp('added_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.cartId, t.variantId] }),
    storeReference('cart_items_cart_fk', [t.storeId, t.cartId], [carts.storeId, carts.id]).onDelete('cascade'),
    storeReference('cart_items_variant_fk', [t.storeId, t.variantId], [variants.storeId, variants.id]).onDelete(
      'cascade',
    ),
    index('cart_items_variant').on(t.storeId, t.variantId),
    check('cart_items_quantity', sql`${t.quantity} between 1 and 9999`),
    check('cart_items_price', sql`${t.unitPriceMinor} is null or ${t.unitPriceMinor} between 0 and 99999999999`),
  ],
)

/** What the shopper is asked to pay, frozen when the attempt is made. Minor units of `currency`. */
export interface Quote {
  currency: string
  lines: QuoteLine[]
  subtotal: number
  discount: number
  /** The code that took effect, if one did. */
  discountCode: string | null
  /** Everything that took effect, code and automatic, with what each took off goods and off shipping. */
  discounts?: AppliedDiscount[]
  /** What the shopper pays for shipping: the rate's price less `shippingDiscount`. */
  shipping: number
  shippingDiscount?: number
  /** `id` 0: a draft order's own. */
  shippingRate: { id: number; name: string } | null
  tax: number
  /** The part of `tax` that is shipping's. */
  shippingTax?: number
  /** Stripe Tax's record of these taxes; absent or null: the store's own rates. */
  taxCalculation?: string | null
  /** The taxes are not known yet: nothing can be paid with this quote. */
  taxPending?: true
  taxInclusive: boolean
  total: number
}

export interface AppliedDiscount {
  /** null: a draft order's own. */
  discountId: number | null
  /** null: automatic. */
  code: string | null
  title: string
  kind: 'percentage' | 'fixed_amount' | 'free_shipping' | 'buy_x_get_y'
  amount: number
  shippingAmount: number
}

export interface QuoteLine {
  variantId: number
  productId: number
  title: string
  variantTitle: string
  sku: string | null
  imageKey: string | null
  quantity: number
  unitPrice: number
  /** quantity x unitPrice */
  subtotal: number
  discount: number
  tax: number
  /** subtotal - discount (+ tax where tax is exclusive) */
  total: number
  requiresShipping: boolean
  tracked: boolean
  /** Of one unit; absent in quotes of before it was recorded. */
  grams?: number
}

export const ATTEMPT_STATES = [
  'reserved',
  'paying',
  'requires_action',
  'processing',
  'completed',
  'declined',
  'cancelled',
  'refunding',
  'refunded',
] as const
export type AttemptState = (typeof ATTEMPT_STATES)[number]
/** States in which the attempt holds stock and may still become an order. */
export const ACTIVE_ATTEMPT_STATES = ['reserved', 'paying', 'requires_action', 'processing'] as const

export const checkoutRequests = storeTable(
  'checkout_requests',
  {
    id: uuid('id').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    requestHash: text('request_hash').notNull(),
    cartId: bigint('cart_id', { mode: 'number' }).notNull(),
    status: text('status', { enum: ATTEMPT_STATES }).notNull().default('reserved'),
    email: text('email').notNull(),
    shippingAddress: jsonb('shipping_address').$type<Address>().notNull(),
    billingAddress: jsonb('billing_address').$type<Address>(),
    quote: jsonb('quote').$type<Quote>().notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    /** Fixed at the start: a store that changes its account must not move a payment under way. */
    stripeAccountId: text('stripe_account_id').notNull(),
    /** The exact PaymentIntent parameters, stored before the first call so that a repeat sends the same. */
    paymentParams: jsonb('payment_params').$type<Record<string, unknown>>().notNull(),
    paymentIntentId: text('payment_intent_id'),
    clientSecret: text('client_secret'),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    orderId: bigint('order_id', { mode: 'number' }),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('checkout_requests_key').on(t.storeId, t.idempotencyKey),
    uniqueIndex('checkout_requests_active_cart')
      .on(t.storeId, t.cartId)
      .where(sql`status in ('reserved', 'paying', 'requires_action', 'processing')`),
    uniqueIndex('checkout_requests_payment_intent').on(t.storeId, t.paymentIntentId),
    index('checkout_requests_by_payment').on(t.paymentIntentId, t.stripeAccountId),
    index('checkout_requests_sweep')
      .on(t.expiresAt)
      .where(sql`status in ('reserved', 'paying', 'requires_action', 'processing', 'refunding')`),
    check('checkout_requests_key_form', sql`length(${t.idempotencyKey}) between 8 and 64`),
    check('checkout_requests_amount', sql`${t.amountMinor} between 0 and 99999999999`),
    platformDoor(),
  ],
)

/** Units an attempt holds; deleted when it ends, as a sale (movement) or by giving them back. */
export const stockReservations = storeTable(
  'stock_reservations',
  {
    attemptId: uuid('attempt_id').notNull(),
    variantId: bigint('variant_id', { mode: 'number' }).notNull(),
    quantity: integer('quantity').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.attemptId, t.variantId] }),
    storeReference(
      'stock_reservations_attempt_fk',
      [t.storeId, t.attemptId],
      [checkoutRequests.storeId, checkoutRequests.id],
    ),
    check('stock_reservations_quantity', sql`${t.quantity} > 0`),
  ],
)
