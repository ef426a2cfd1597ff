/** What decides a price beside the catalog: discount codes, shipping zones and rates, tax rates. Rates are basis points. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { furnishDoor, identity, storeReference, storeTable } from '../store-table'
import { createdAt, updatedAt } from './stores'

/** What a discount is taken off, or what has to be bought for it. `ids` are products' or collections'. */
export interface DiscountTarget {
  scope: 'all' | 'products' | 'variants' | 'collections'
  ids: number[]
}

/** Buy `buyQuantity` units of `buys`, get `getQuantity` units of `gets` for `valueBps` less. */
export interface BuyXGetY {
  buys: DiscountTarget
  buyQuantity: number
  gets: DiscountTarget
  getQuantity: number
  /** Basis points off each unit that is got; 10000 is free. */
  valueBps: number
  /** How often in one order; null: as often as the cart allows. */
  timesPerOrder: number | null
}

export const DISCOUNT_KINDS = ['percentage', 'fixed_amount', 'free_shipping', 'buy_x_get_y'] as const

export const discounts = storeTable(
  'discounts',
  {
    id: identity(),
    /** Shown to shoppers for an automatic discount; the code itself for one with a code. */
    title: text('title').notNull().default(''),
    /** Upper case; NULL: automatic, applied to every cart that meets its conditions. */
    code: text('code'),
    kind: text('kind', { enum: DISCOUNT_KINDS }).notNull(),
    /** Basis points (percentage) or minor units (fixed_amount); 0 for the others. */
    value: bigint('value', { mode: 'number' }).notNull().default(0),
    appliesTo: jsonb('applies_to').$type<DiscountTarget>().notNull().default({ scope: 'all', ids: [] }),
    buyXGetY: jsonb('buy_x_get_y').$type<BuyXGetY>(),
    minimumSubtotalMinor: bigint('minimum_subtotal_minor', { mode: 'number' }).notNull().default(0),
    minimumQuantity: integer('minimum_quantity').notNull().default(0),
    /** Orders in all; NULL: no limit. Counted in `timesUsed`, which holds what is being paid for too. */
    usageLimit: integer('usage_limit'),
    /** Orders of one customer (by e-mail address); NULL: no limit. */
    perCustomerLimit: integer('per_customer_limit'),
    timesUsed: integer('times_used').notNull().default(0),
    active: boolean('active').notNull().default(true),
    startsAt: timestamp('starts_at', { withTimezone: true }),
    endsAt: timestamp('ends_at', { withTimezone: true }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('discounts_code').on(t.storeId, t.code),
    index('discounts_automatic').on(t.storeId, t.id).where(sql`code is null and active`),
    check('discounts_code_upper', sql`${t.code} = upper(${t.code})`),
    check('discounts_kind', sql`${t.kind} in ('percentage', 'fixed_amount', 'free_shipping', 'buy_x_get_y')`),
    check('discounts_value', sql`${t.value} >= 0 and (${t.kind} <> 'percentage' or ${t.value} <= 10000)`),
    check('discounts_rule', sql`(${t.kind} = 'buy_x_get_y') = (${t.buyXGetY} is not null)`),
    check(
      'discounts_usage',
      sql`${t.timesUsed} >= 0 and (${t.usageLimit} is null or ${t.timesUsed} <= ${t.usageLimit})`,
    ),
  ],
)

/**
 * One use of a discount by one attempt to pay: written when the attempt begins, deleted when it ends without an order, so
 * that limits hold under races as stock does. `customerKey` is the lower-cased e-mail address.
 */
export const discountRedemptions = storeTable(
  'discount_redemptions',
  {
    discountId: bigint('discount_id', { mode: 'number' }).notNull(),
    attemptId: uuid('attempt_id').notNull(),
    customerKey: text('customer_key').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.discountId, t.attemptId] }),
    storeReference('discount_redemptions_discount_fk', [t.storeId, t.discountId], [discounts.storeId, discounts.id]),
    index('discount_redemptions_customer').on(t.storeId, t.discountId, t.customerKey),
    index('discount_redemptions_attempt').on(t.storeId, t.attemptId),
  ],
)

export const shippingZones = storeTable(
  'shipping_zones',
  {
    id: identity(),
    name: text('name').notNull(),
    /** ISO 3166 alpha-2 codes (`US`) or regions (`US-CA`); `*` is everywhere no other zone names. */
    countries: text('countries').array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.id] }), furnishDoor()],
)

export const shippingRates = storeTable(
  'shipping_rates',
  {
    id: identity(),
    zoneId: bigint('zone_id', { mode: 'number' }).notNull(),
    name: text('name').notNull(),
    priceMinor: bigint('price_minor', { mode: 'number' }).notNull(),
    /** From this subtotal (minor units, after discounts) the rate costs nothing. */
    freeOverMinor: bigint('free_over_minor', { mode: 'number' }),
    /** What `from` and `to` measure: nothing, grams of the goods, or their subtotal after discounts (minor units). */
    condition: text('condition', { enum: ['none', 'weight', 'price'] })
      .notNull()
      .default('none'),
    /** Inclusive; NULL: open. */
    conditionFrom: bigint('condition_from', { mode: 'number' }),
    /** Exclusive; NULL: open. */
    conditionTo: bigint('condition_to', { mode: 'number' }),
    minDays: integer('min_days').notNull().default(2),
    maxDays: integer('max_days').notNull().default(5),
    position: integer('position').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference('shipping_rates_zone_fk', [t.storeId, t.zoneId], [shippingZones.storeId, shippingZones.id]).onDelete(
      'cascade',
    ),
    index('shipping_rates_zone').on(t.storeId, t.zoneId, t.position),
    check('shipping_rates_price', sql`${t.priceMinor} >= 0`),
    check('shipping_rates_condition', sql`${t.condition} in ('none', 'weight', 'price')`),
    furnishDoor(),
  ],
)

export const taxRates = storeTable(
  'tax_rates',
  {
    id: identity(),
    name: text('name').notNull(),
    country: text('country').notNull(),
    /** Upper-case region code; '' is the whole country. */
    province: text('province').notNull().default(''),
    rateBps: integer('rate_bps').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('tax_rates_place').on(t.storeId, t.country, t.province),
    check('tax_rates_rate', sql`${t.rateBps} between 0 and 10000`),
  ],
)
