/**
 * What follows a sale: refunds, returns, cancellations, disputes, and the order's history. Each change of state is a row;
 * the order's own columns (status, counts) follow from them in the same transaction.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { identity, platformDoor, storeReference, storeTable } from '../store-table'
import { orderItems, orders, payments } from './orders'
import { createdAt, updatedAt } from './stores'

/** Money that goes back. `pending` is written, with its parameters, before Stripe is asked under the key `refund:<store>:<id>`. */
export const refunds = storeTable(
  'refunds',
  {
    id: identity(),
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    paymentId: bigint('payment_id', { mode: 'number' }).notNull(),
    returnId: bigint('return_id', { mode: 'number' }),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    /** Part of `amountMinor` that is shipping's. */
    shippingMinor: bigint('shipping_minor', { mode: 'number' }).notNull().default(0),
    /** The platform's fee that goes back with it. */
    feeMinor: bigint('fee_minor', { mode: 'number' }).notNull().default(0),
    currency: text('currency').notNull(),
    reason: text('reason').notNull().default(''),
    status: text('status', { enum: ['pending', 'succeeded', 'failed'] })
      .notNull()
      .default('pending'),
    stripeRefundId: text('stripe_refund_id'),
    failureMessage: text('failure_message'),
    createdBy: bigint('created_by', { mode: 'number' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference('refunds_order_fk', [t.storeId, t.orderId], [orders.storeId, orders.id]),
    storeReference('refunds_payment_fk', [t.storeId, t.paymentId], [payments.storeId, payments.id]),
    storeReference('refunds_return_fk', [t.storeId, t.returnId], [returns.storeId, returns.id]),
    uniqueIndex('refunds_stripe').on(t.storeId, t.stripeRefundId),
    index('refunds_by_stripe').on(t.stripeRefundId),
    index('refunds_order').on(t.storeId, t.orderId),
    index('refunds_pending').on(t.updatedAt).where(sql`status = 'pending'`),
    check('refunds_amount', sql`${t.amountMinor} > 0 and ${t.shippingMinor} between 0 and ${t.amountMinor}`),
    check('refunds_fee', sql`${t.feeMinor} between 0 and ${t.amountMinor}`),
    check('refunds_status', sql`${t.status} in ('pending', 'succeeded', 'failed')`),
    platformDoor(),
  ],
)

export const refundItems = storeTable(
  'refund_items',
  {
    refundId: bigint('refund_id', { mode: 'number' }).notNull(),
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    lineNo: smallint('line_no').notNull(),
    quantity: integer('quantity').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    /** `cancel`: not sent yet and put back on the shelf; `return`: came back and put back; `none`: gone. */
    restock: text('restock', { enum: ['cancel', 'return', 'none'] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.refundId, t.lineNo, t.restock] }),
    storeReference('refund_items_refund_fk', [t.storeId, t.refundId], [refunds.storeId, refunds.id]),
    storeReference(
      'refund_items_line_fk',
      [t.storeId, t.orderId, t.lineNo],
      [orderItems.storeId, orderItems.orderId, orderItems.lineNo],
    ),
    check('refund_items_quantity', sql`${t.quantity} > 0 and ${t.amountMinor} >= 0`),
    check('refund_items_restock', sql`${t.restock} in ('cancel', 'return', 'none')`),
  ],
)

export const returns = storeTable(
  'returns',
  {
    id: identity(),
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    status: text('status', { enum: ['open', 'received', 'cancelled'] })
      .notNull()
      .default('open'),
    reason: text('reason').notNull().default(''),
    trackingNumber: text('tracking_number'),
    receivedAt: timestamp('received_at', { withTimezone: true }),
    createdBy: bigint('created_by', { mode: 'number' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference('returns_order_fk', [t.storeId, t.orderId], [orders.storeId, orders.id]),
    index('returns_order').on(t.storeId, t.orderId),
    check('returns_status', sql`${t.status} in ('open', 'received', 'cancelled')`),
  ],
)

export const returnItems = storeTable(
  'return_items',
  {
    returnId: bigint('return_id', { mode: 'number' }).notNull(),
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    lineNo: smallint('line_no').notNull(),
    quantity: integer('quantity').notNull(),
    /** Units of it that went back on the shelf when they were received. */
    restockedQuantity: integer('restocked_quantity').notNull().default(0),
    reason: text('reason').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.returnId, t.lineNo] }),
    storeReference('return_items_return_fk', [t.storeId, t.returnId], [returns.storeId, returns.id]),
    storeReference(
      'return_items_line_fk',
      [t.storeId, t.orderId, t.lineNo],
      [orderItems.storeId, orderItems.orderId, orderItems.lineNo],
    ),
    check('return_items_quantity', sql`${t.quantity} > 0 and ${t.restockedQuantity} between 0 and ${t.quantity}`),
  ],
)

export const CANCEL_REASONS = ['customer', 'fraud', 'inventory', 'declined', 'staff', 'other'] as const

export const orderCancellations = storeTable(
  'order_cancellations',
  {
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    reason: text('reason', { enum: CANCEL_REASONS }).notNull(),
    note: text('note').notNull().default(''),
    /** NULL: there was nothing to refund, or the authorisation was cancelled. */
    refundId: bigint('refund_id', { mode: 'number' }),
    createdBy: bigint('created_by', { mode: 'number' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.orderId] }),
    storeReference('order_cancellations_order_fk', [t.storeId, t.orderId], [orders.storeId, orders.id]),
    storeReference('order_cancellations_refund_fk', [t.storeId, t.refundId], [refunds.storeId, refunds.id]),
    check(
      'order_cancellations_reason',
      sql`${t.reason} in ('customer', 'fraud', 'inventory', 'declined', 'staff', 'other')`,
    ),
  ],
)

/** A customer who asked the bank for the money. Statuses and reasons are Stripe's. */
export const disputes = storeTable(
  'disputes',
  {
    id: identity(),
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    paymentId: bigint('payment_id', { mode: 'number' }).notNull(),
    stripeDisputeId: text('stripe_dispute_id').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    reason: text('reason').notNull(),
    status: text('status').notNull(),
    evidenceDueAt: timestamp('evidence_due_at', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference('disputes_order_fk', [t.storeId, t.orderId], [orders.storeId, orders.id]),
    storeReference('disputes_payment_fk', [t.storeId, t.paymentId], [payments.storeId, payments.id]),
    unique('disputes_stripe').on(t.storeId, t.stripeDisputeId),
    index('disputes_order').on(t.storeId, t.orderId),
    index('disputes_open').on(t.storeId, t.evidenceDueAt),
  ],
)

/** The order's history that no other row tells: comments, mails sent again, edits. Append-only. */
export const orderEvents = storeTable(
  'order_events',
  {
    id: identity(),
    orderId: bigint('order_id', { mode: 'number' }).notNull(),
    kind: text('kind').notNull(),
    /** What a sentence about it needs; a comment's text is `message`. */
    details: jsonb('details').$type<Record<string, string | number | boolean | null>>().notNull().default({}),
    userId: bigint('user_id', { mode: 'number' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference('order_events_order_fk', [t.storeId, t.orderId], [orders.storeId, orders.id]),
    index('order_events_order').on(t.storeId, t.orderId, t.id),
  ],
)
