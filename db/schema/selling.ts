/** What decides a price beside the catalog: discount codes, shipping zones and rates, tax rates. Rates are basis points. */
import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { furnishDoor, identity, storeReference, storeTable } from '../store-table'
import { createdAt } from './stores'

export const discounts = storeTable(
  'discounts',
  {
    id: identity(),
    /** Upper case. */
    code: text('code').notNull(),
    kind: text('kind', { enum: ['percentage', 'fixed_amount', 'free_shipping'] }).notNull(),
    /** Basis points (percentage) or minor units (fixed_amount); 0 for free_shipping. */
    value: bigint('value', { mode: 'number' }).notNull().default(0),
    minimumSubtotalMinor: bigint('minimum_subtotal_minor', { mode: 'number' }).notNull().default(0),
    active: boolean('active').notNull().default(true),
    startsAt: timestamp('starts_at', { withTimezone: true }),
    endsAt: timestamp('ends_at', { withTimezone: true }),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('discounts_code').on(t.storeId, t.code),
    check('discounts_code_upper', sql`${t.code} = upper(${t.code})`),
    check('discounts_kind', sql`${t.kind} in ('percentage', 'fixed_amount', 'free_shipping')`),
    check('discounts_value', sql`${t.value} >= 0 and (${t.kind} <> 'percentage' or ${t.value} <= 10000)`),
  ],
)

export const shippingZones = storeTable(
  'shipping_zones',
  {
    id: identity(),
    name: text('name').notNull(),
    /** ISO 3166 alpha-2 codes; `*` is everywhere no other zone names. */
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
