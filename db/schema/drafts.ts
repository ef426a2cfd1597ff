/**
 * Draft orders: what a merchant puts together for a customer, paid through a link. Its lines and terms live in a cart of
 * its own (checkout.ts: `carts.draft`, `cart_items.unit_price_minor`), so that paying one is paying any cart.
 */
import { sql } from 'drizzle-orm'
import { bigint, check, index, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { identity, storeReference, storeTable } from '../store-table'
import { carts } from './checkout'
import { orders } from './orders'
import { createdAt, updatedAt } from './stores'

export const draftOrders = storeTable(
  'draft_orders',
  {
    id: identity(),
    status: text('status', { enum: ['open', 'invoice_sent', 'completed', 'cancelled'] })
      .notNull()
      .default('open'),
    cartId: bigint('cart_id', { mode: 'number' }).notNull(),
    /** The cart's token and the invoice link's secret: 128 random bits, hex. */
    token: text('token').notNull(),
    /** Lower case; '' until the merchant knows it. */
    email: text('email').notNull().default(''),
    customerName: text('customer_name').notNull().default(''),
    note: text('note').notNull().default(''),
    orderId: bigint('order_id', { mode: 'number' }),
    invoiceSentAt: timestamp('invoice_sent_at', { withTimezone: true }),
    createdBy: bigint('created_by', { mode: 'number' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference('draft_orders_cart_fk', [t.storeId, t.cartId], [carts.storeId, carts.id]),
    storeReference('draft_orders_order_fk', [t.storeId, t.orderId], [orders.storeId, orders.id]),
    unique('draft_orders_token').on(t.storeId, t.token),
    unique('draft_orders_cart').on(t.storeId, t.cartId),
    index('draft_orders_updated').on(t.storeId, t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check('draft_orders_status', sql`${t.status} in ('open', 'invoice_sent', 'completed', 'cancelled')`),
  ],
)

/** A filter of a list that somebody gave a name; the whole team sees it. */
export const savedViews = storeTable(
  'saved_views',
  {
    id: identity(),
    resource: text('resource', { enum: ['orders', 'products', 'customers'] }).notNull(),
    name: text('name').notNull(),
    /** The list's query string, without `?`. */
    query: text('query').notNull(),
    createdBy: bigint('created_by', { mode: 'number' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('saved_views_name').on(t.storeId, t.resource, t.name),
    check('saved_views_resource', sql`${t.resource} in ('orders', 'products', 'customers')`),
  ],
)
