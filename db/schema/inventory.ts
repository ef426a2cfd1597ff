/**
 * Stock. `available` is what may still be sold; a hold (checkout.ts, stock_reservations) takes from it when a shopper
 * pays and gives back when the attempt ends without an order. On hand = available + active holds.
 * Invariant: available + active holds = sum of movements; available >= 0 while the policy is `deny`.
 */
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { identity, platformDoor, storeReference, storeTable } from '../store-table'
import { variants } from './catalog'
import { createdAt } from './stores'

export const inventoryLevels = storeTable(
  'inventory_levels',
  {
    variantId: bigint('variant_id', { mode: 'number' }).notNull(),
    available: integer('available').notNull().default(0),
    /** false: never runs out (an e-book); no holds or movements are written. */
    tracked: boolean('tracked').notNull().default(true),
    policy: text('policy', { enum: ['deny', 'continue'] })
      .notNull()
      .default('deny'),
    version: integer('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.variantId] }),
    storeReference('inventory_levels_variant_fk', [t.storeId, t.variantId], [variants.storeId, variants.id]).onDelete(
      'cascade',
    ),
    check('inventory_levels_policy', sql`${t.policy} in ('deny', 'continue')`),
    check('inventory_levels_no_oversell', sql`${t.policy} = 'continue' or ${t.available} >= 0`),
  ],
)

/**
 * Variants that fell to the store's threshold. `low` from the fall until there is more again, so that one shortage is told
 * once; `pending` until a digest took it. Rows stay, since `mailedAt` says when the store's last digest was.
 */
export const lowStockAlerts = storeTable(
  'low_stock_alerts',
  {
    variantId: bigint('variant_id', { mode: 'number' }).notNull(),
    /** On hand when it fell. */
    available: integer('available').notNull(),
    low: boolean('low').notNull().default(true),
    pending: boolean('pending').notNull().default(true),
    /** The last fall. */
    createdAt: createdAt(),
    mailedAt: timestamp('mailed_at', { withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.variantId] }),
    storeReference('low_stock_alerts_variant_fk', [t.storeId, t.variantId], [variants.storeId, variants.id]).onDelete(
      'cascade',
    ),
    index('low_stock_alerts_pending').on(t.storeId).where(sql`pending`),
    index('low_stock_alerts_mailed').on(t.storeId, t.mailedAt),
    platformDoor(),
  ],
)

/** Append-only: why the stock of a variant changed, and by whom. */
export const inventoryMovements = storeTable(
  'inventory_movements',
  {
    id: identity(),
    variantId: bigint('variant_id', { mode: 'number' }).notNull(),
    delta: integer('delta').notNull(),
    reason: text('reason', { enum: ['initial', 'adjustment', 'sale', 'restock'] }).notNull(),
    /** The checkout attempt of a sale. */
    attemptId: uuid('attempt_id'),
    userId: bigint('user_id', { mode: 'number' }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    index('inventory_movements_variant').on(t.storeId, t.variantId, t.id.desc().nullsFirst()),
    check('inventory_movements_reason', sql`${t.reason} in ('initial', 'adjustment', 'sale', 'restock')`),
  ],
)
