/**
 * Customers, orders and what follows them. Orders are written by lib/checkout's finalize alone. Lines are a snapshot:
 * they name the variant but do not reference it, since an order outlives what it sold.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { identity, platformDoor, storeReference, storeTable } from '../store-table'
import { type Address, type AppliedDiscount, checkoutRequests } from './checkout'
import { createdAt, updatedAt } from './stores'

export const customers = storeTable(
  'customers',
  {
    id: identity(),
    /** Lower case; of collation "C" (a migration says so), so that its unique index finds beginnings. */
    email: text('email').notNull(),
    name: text('name').notNull().default(''),
    /** 'okafor ada okafor': what a search by name compares, since functions of columns use no index under row-level security. */
    nameKey: text('name_key').generatedAlwaysAs(sql`lower(regexp_replace(name, '^(.*\\s)?(\\S+)$', '\\2 \\1\\2'))`),
    defaultAddress: jsonb('default_address').$type<Address>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('customers_name_search').on(t.storeId, sql`${t.nameKey} collate "C"`),
    unique('customers_email').on(t.storeId, t.email),
    check('customers_email_lower', sql`${t.email} = lower(${t.email})`),
  ],
)

export const PAYMENT_STATUSES = ['authorized', 'paid', 'partially_refunded', 'refunded', 'voided'] as const
export const FULFILLMENT_STATUSES = ['unfulfilled', 'partial', 'fulfilled'] as const

export const orders = storeTable(
  'orders',
  {
    id: identity(),
    orderNumber: bigint('order_number', { mode: 'number' }).notNull(),
    /** 128 random bits, hex: the only key to the public status page. */
    token: text('token').notNull(),
    attemptId: uuid('attempt_id').notNull(),
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    email: text('customer_email').notNull(),
    currency: text('currency').notNull(),
    subtotalMinor: bigint('subtotal_minor', { mode: 'number' }).notNull(),
    discountMinor: bigint('discount_minor', { mode: 'number' }).notNull().default(0),
    discountCode: text('discount_code'),
    shippingMinor: bigint('shipping_minor', { mode: 'number' }).notNull().default(0),
    shippingRateName: text('shipping_rate_name'),
    taxMinor: bigint('tax_minor', { mode: 'number' }).notNull().default(0),
    taxInclusive: boolean('tax_inclusive').notNull().default(false),
    totalMinor: bigint('total_minor', { mode: 'number' }).notNull(),
    paymentStatus: text('payment_status', { enum: PAYMENT_STATUSES }).notNull(),
    fulfillmentStatus: text('fulfillment_status', { enum: FULFILLMENT_STATUSES }).notNull().default('unfulfilled'),
    shippingAddress: jsonb('shipping_address').$type<Address>().notNull(),
    billingAddress: jsonb('billing_address').$type<Address>(),
    discounts: jsonb('discounts').$type<AppliedDiscount[]>().notNull().default([]),
    shippingTaxMinor: bigint('shipping_tax_minor', { mode: 'number' }).notNull().default(0),
    /** Succeeded and pending refunds together: never more than was paid. */
    refundedMinor: bigint('refunded_minor', { mode: 'number' }).notNull().default(0),
    /** Shipping's share of the refunds. */
    refundedShippingMinor: bigint('refunded_shipping_minor', { mode: 'number' }).notNull().default(0),
    cancelledAt: timestamp('cancelled_at', { withTimezone: true }),
    /** What the merchant wrote down; the customer does not see it. */
    note: text('note').notNull().default(''),
    /** What the customer wrote in the cart. */
    customerNote: text('customer_note').notNull().default(''),
    tags: text('tags').array().notNull().default(sql`'{}'::text[]`),
    source: text('source', { enum: ['checkout', 'draft_order'] })
      .notNull()
      .default('checkout'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    check('orders_refunded', sql`${t.refundedMinor} between 0 and ${t.totalMinor}`),
    check(
      'orders_refunded_shipping',
      sql`${t.refundedShippingMinor} between 0 and ${t.shippingMinor} + case when ${t.taxInclusive} then 0 else ${t.shippingTaxMinor} end`,
    ),
    unique('orders_number').on(t.storeId, t.orderNumber),
    unique('orders_token').on(t.storeId, t.token),
    unique('orders_attempt').on(t.storeId, t.attemptId),
    storeReference('orders_attempt_fk', [t.storeId, t.attemptId], [checkoutRequests.storeId, checkoutRequests.id]),
    storeReference('orders_customer_fk', [t.storeId, t.customerId], [customers.storeId, customers.id]),
    index('orders_created').on(t.storeId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    // Not by payment status: it changes with every capture, which should stay an update within the row's page.
    index('orders_fulfillment').on(
      t.storeId,
      t.fulfillmentStatus,
      t.createdAt.desc().nullsFirst(),
      t.id.desc().nullsFirst(),
    ),
    index('orders_refunded_list')
      .on(t.storeId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`refunded_minor > 0`),
    index('orders_cancelled')
      .on(t.storeId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`cancelled_at is not null`),
    index('orders_with_note')
      .on(t.storeId, t.createdAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`note <> '' or customer_note <> ''`),
    index('orders_customer').on(t.storeId, t.customerId, t.createdAt.desc().nullsFirst()),
    check(
      'orders_total',
      sql`${t.totalMinor} = ${t.subtotalMinor} - ${t.discountMinor} + ${t.shippingMinor} + case when ${t.taxInclusive} then 0 else ${t.taxMinor} end`,
    ),
  ],
)

export const orderItems = storeTable(
  'order_items',
  {
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    lineNo: smallint('line_no').notNull(),
    variantId: bigint('variant_id', { mode: 'number' }).notNull(),
    productId: bigint('product_id', { mode: 'number' }).notNull(),
    title: text('title').notNull(),
    variantTitle: text('variant_title').notNull().default(''),
    sku: text('sku'),
    imageKey: text('image_key'),
    quantity: integer('quantity').notNull(),
    fulfilledQuantity: integer('fulfilled_quantity').notNull().default(0),
    unitPriceMinor: bigint('unit_price_minor', { mode: 'number' }).notNull(),
    discountMinor: bigint('discount_minor', { mode: 'number' }).notNull().default(0),
    taxMinor: bigint('tax_minor', { mode: 'number' }).notNull().default(0),
    totalMinor: bigint('total_minor', { mode: 'number' }).notNull(),
    requiresShipping: boolean('requires_shipping').notNull().default(true),
    /** Units that were refunded before they were sent: nobody will send them. */
    cancelledQuantity: integer('cancelled_quantity').notNull().default(0),
    /** Units that were refunded, sent or not. */
    refundedQuantity: integer('refunded_quantity').notNull().default(0),
    /** Units that came back. */
    returnedQuantity: integer('returned_quantity').notNull().default(0),
    /** Whether stock is counted for it: what comes back is put on the shelf again. */
    tracked: boolean('tracked').notNull().default(true),
    grams: integer('grams').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.orderId, t.lineNo] }),
    check(
      'order_items_units',
      sql`${t.cancelledQuantity} >= 0 and ${t.fulfilledQuantity} + ${t.cancelledQuantity} <= ${t.quantity}`,
    ),
    check('order_items_refunded', sql`${t.refundedQuantity} between ${t.cancelledQuantity} and ${t.quantity}`),
    check('order_items_returned', sql`${t.returnedQuantity} between 0 and ${t.fulfilledQuantity}`),
    storeReference('order_items_order_fk', [t.storeId, t.orderId], [orders.storeId, orders.id]),
    check('order_items_quantity', sql`${t.quantity} between 1 and 9999`),
    check('order_items_fulfilled', sql`${t.fulfilledQuantity} between 0 and ${t.quantity}`),
    index('order_items_variant').on(t.storeId, t.variantId),
  ],
)

/** The money of an order, one row for each PaymentIntent. Webhooks are matched by (stripe_account_id, payment_intent_id) only. */
export const payments = storeTable(
  'payments',
  {
    id: identity(),
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    attemptId: uuid('attempt_id').notNull(),
    stripeAccountId: text('stripe_account_id').notNull(),
    paymentIntentId: text('payment_intent_id').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    /** The platform's fee, as taken with the charge. */
    feeMinor: bigint('fee_minor', { mode: 'number' }).notNull().default(0),
    /** What went back, succeeded and pending. */
    refundedMinor: bigint('refunded_minor', { mode: 'number' }).notNull().default(0),
    chargeId: text('charge_id'),
    /** Stripe Tax's record of the sale; NULL: the store's own rates, or not recorded yet. */
    taxTransactionId: text('tax_transaction_id'),
    status: text('status', { enum: ['authorized', 'captured', 'capture_failed'] }).notNull(),
    cardBrand: text('card_brand'),
    cardLast4: text('card_last4'),
    capturedAt: timestamp('captured_at', { withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference('payments_order_fk', [t.storeId, t.orderId], [orders.storeId, orders.id]),
    unique('payments_intent').on(t.storeId, t.paymentIntentId),
    index('payments_order').on(t.storeId, t.orderId),
    index('payments_by_intent').on(t.paymentIntentId, t.stripeAccountId),
    index('payments_unsettled').on(t.storeId, t.orderId).where(sql`status <> 'captured'`),
    index('payments_uncaptured').on(t.createdAt).where(sql`status = 'authorized'`),
    check('payments_refunded', sql`${t.refundedMinor} between 0 and ${t.amountMinor}`),
    platformDoor(),
  ],
)

/** A parcel: some units of some lines, sent together. */
export const fulfillments = storeTable(
  'fulfillments',
  {
    id: identity(),
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    trackingCompany: text('tracking_company'),
    trackingNumber: text('tracking_number'),
    trackingUrl: text('tracking_url'),
    createdBy: bigint('created_by', { mode: 'number' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference('fulfillments_order_fk', [t.storeId, t.orderId], [orders.storeId, orders.id]),
    index('fulfillments_order').on(t.storeId, t.orderId),
  ],
)

export const fulfillmentItems = storeTable(
  'fulfillment_items',
  {
    fulfillmentId: bigint('fulfillment_id', { mode: 'number' }).notNull(),
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    lineNo: smallint('line_no').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.fulfillmentId, t.lineNo] }),
    storeReference(
      'fulfillment_items_fulfillment_fk',
      [t.storeId, t.fulfillmentId],
      [fulfillments.storeId, fulfillments.id],
    ),
    storeReference(
      'fulfillment_items_line_fk',
      [t.storeId, t.orderId, t.lineNo],
      [orderItems.storeId, orderItems.orderId, orderItems.lineNo],
    ),
    check('fulfillment_items_quantity', sql`${t.quantity} > 0`),
  ],
)
