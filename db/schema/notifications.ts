/** Mails to shoppers: what a store changed in their words, and who left a checkout and may be reminded. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { platformDoor, storeReference, storeTable } from '../store-table'
import { carts } from './checkout'
import { createdAt, stores, updatedAt } from './stores'

/** Absent: the mail goes out in its own words. */
export const notificationSettings = storeTable(
  'notification_settings',
  {
    /** e.g. `order-confirmation`; lib/notifications names them all. */
    kind: text('kind').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    /** NULL: the mail's own. */
    subject: text('subject'),
    intro: text('intro'),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.kind] }),
    storeReference('notification_settings_store_fk', [t.storeId], [stores.id]),
  ],
)

/** A shopper who told an address and left. Read across stores by the job that reminds; the cart itself is not. */
export const abandonedCheckouts = storeTable(
  'abandoned_checkouts',
  {
    cartId: bigint('cart_id', { mode: 'number' }).notNull(),
    email: text('email').notNull(),
    /** The link's secret: opens this cart again. 128 random bits, hex. */
    token: text('token').notNull(),
    status: text('status', { enum: ['open', 'mailed', 'recovered', 'closed'] })
      .notNull()
      .default('open'),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    mailedAt: timestamp('mailed_at', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.cartId] }),
    storeReference('abandoned_checkouts_cart_fk', [t.storeId, t.cartId], [carts.storeId, carts.id]).onDelete('cascade'),
    index('abandoned_checkouts_due').on(t.dueAt).where(sql`status = 'open'`),
    index('abandoned_checkouts_token').on(t.storeId, t.token),
    check('abandoned_checkouts_status', sql`${t.status} in ('open', 'mailed', 'recovered', 'closed')`),
    platformDoor(),
  ],
)
