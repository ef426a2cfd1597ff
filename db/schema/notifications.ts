/** Mails to shoppers: what a store changed in their words, and who left a checkout and may be reminded. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { identity, platformDoor, storeReference, storeTable } from '../store-table'
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

/**
 * A shopper who told an address at the checkout. Open until it is due; then deleted (bought, emptied), mailed or closed. The
 * job that reminds reads ids and times across stores; the cart and the address it does not see.
 */
export const abandonedCheckouts = storeTable(
  'abandoned_checkouts',
  {
    id: identity(),
    cartId: bigint('cart_id', { mode: 'number' }).notNull(),
    email: text('email').notNull(),
    /** The link's secret: opens this cart again. 128 random bits, hex. */
    token: text('token').notNull(),
    /** `closed`: no mail was sent, since mails are off or the shopper wants none. */
    status: text('status', { enum: ['open', 'mailed', 'recovered', 'closed'] })
      .notNull()
      .default('open'),
    /** What the cart held when the address was told. */
    itemCount: integer('item_count').notNull().default(0),
    valueMinor: bigint('value_minor', { mode: 'number' }).notNull().default(0),
    /** The copy of the cart that the link opened in another browser. */
    recoveryCartId: bigint('recovery_cart_id', { mode: 'number' }),
    /** The order that came of it. */
    orderId: bigint('order_id', { mode: 'number' }),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    mailedAt: timestamp('mailed_at', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference('abandoned_checkouts_cart_fk', [t.storeId, t.cartId], [carts.storeId, carts.id]).onDelete('cascade'),
    uniqueIndex('abandoned_checkouts_open_cart').on(t.storeId, t.cartId).where(sql`status = 'open'`),
    index('abandoned_checkouts_due').on(t.dueAt).where(sql`status = 'open'`),
    index('abandoned_checkouts_token').on(t.storeId, t.token),
    index('abandoned_checkouts_cart').on(t.storeId, t.cartId),
    index('abandoned_checkouts_recovery_cart').on(t.storeId, t.recoveryCartId),
    index('abandoned_checkouts_email').on(t.storeId, t.email),
    index('abandoned_checkouts_list').on(t.storeId, t.dueAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('abandoned_checkouts_age').on(t.createdAt),
    check('abandoned_checkouts_status', sql`${t.status} in ('open', 'mailed', 'recovered', 'closed')`),
    platformDoor(),
  ],
)

/** Addresses that want no reminders of this store. Hashed with the store's id: the list outlives what is erased of a person. */
export const mailUnsubscribes = storeTable(
  'mail_unsubscribes',
  { emailHash: text('email_hash').notNull(), createdAt: createdAt() },
  (t) => [
    primaryKey({ columns: [t.storeId, t.emailHash] }),
    storeReference('mail_unsubscribes_store_fk', [t.storeId], [stores.id]),
  ],
)
