/**
 * Products, their variants, pictures and collections. Stock is not here (see inventory.ts): hot rows stay narrow.
 * Money is integer minor units of the store's currency.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgPolicy,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core'
import { definerRole, identity, storeReference, storeTable } from '../store-table'
import { createdAt, stores, updatedAt } from './stores'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** Names and order of what one chooses; a swatch is a CSS colour per value. */
export interface ProductOption {
  name: string
  values: string[]
  swatches?: Record<string, string>
}

export const products = storeTable(
  'products',
  {
    id: identity(),
    handle: text('handle').notNull(),
    title: text('title').notNull(),
    vendor: text('vendor').notNull().default(''),
    productType: text('product_type').notNull().default(''),
    descriptionHtml: text('description_html').notNull().default(''),
    seoDescription: text('seo_description').notNull().default(''),
    tags: text('tags').array().notNull().default(sql`'{}'::text[]`),
    options: jsonb('options').$type<ProductOption[]>().notNull().default([]),
    status: text('status', { enum: ['draft', 'active', 'archived'] })
      .notNull()
      .default('draft'),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    search: tsvector('search').generatedAlwaysAs(
      sql`setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', vendor || ' ' || product_type), 'B')`,
    ),
  },
  (t) => [
    storeReference('products_store_fk', [t.storeId], [stores.id]),
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('products_handle').on(t.storeId, t.handle),
    check('products_status', sql`${t.status} in ('draft', 'active', 'archived')`),
    // `order by x desc` means nulls first in PostgreSQL, Drizzle's desc() index means nulls last: they must agree to be used.
    index('products_listing')
      .on(t.storeId, t.publishedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`status = 'active'`),
    index('products_admin').on(t.storeId, t.updatedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('products_search').using('gin', t.storeId, t.search),
    pgPolicy('search', { for: 'select', to: definerRole, using: sql`true` }),
  ],
)

export const variants = storeTable(
  'variants',
  {
    id: identity(),
    productId: bigint('product_id', { mode: 'number' }).notNull(),
    position: integer('position').notNull().default(1),
    title: text('title').notNull().default('Default Title'),
    /** Value by option name, in the product's option order; {} for a product without options. */
    optionValues: jsonb('option_values').$type<Record<string, string>>().notNull().default({}),
    sku: text('sku'),
    priceMinor: bigint('price_minor', { mode: 'number' }).notNull(),
    compareAtMinor: bigint('compare_at_minor', { mode: 'number' }),
    requiresShipping: boolean('requires_shipping').notNull().default(true),
    taxable: boolean('taxable').notNull().default(true),
    grams: integer('grams').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference('variants_product_fk', [t.storeId, t.productId], [products.storeId, products.id]).onDelete(
      'cascade',
    ),
    unique('variants_sku').on(t.storeId, t.sku),
    index('variants_product').on(t.storeId, t.productId, t.position),
    check('variants_price', sql`${t.priceMinor} >= 0 and ${t.priceMinor} <= 99999999999`),
    check('variants_compare_at', sql`${t.compareAtMinor} is null or ${t.compareAtMinor} >= 0`),
    check('variants_grams', sql`${t.grams} >= 0`),
  ],
)

/** A picture that lib/media has stored in several widths under `{storeId}/{key}/`. */
export const productImages = storeTable(
  'product_images',
  {
    id: identity(),
    productId: bigint('product_id', { mode: 'number' }).notNull(),
    position: integer('position').notNull().default(1),
    key: text('key').notNull(),
    alt: text('alt').notNull().default(''),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    storeReference('product_images_product_fk', [t.storeId, t.productId], [products.storeId, products.id]).onDelete(
      'cascade',
    ),
    index('product_images_product').on(t.storeId, t.productId, t.position),
  ],
)

export const collections = storeTable(
  'collections',
  {
    id: identity(),
    handle: text('handle').notNull(),
    title: text('title').notNull(),
    descriptionHtml: text('description_html').notNull().default(''),
    position: integer('position').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    storeReference('collections_store_fk', [t.storeId], [stores.id]),
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('collections_handle').on(t.storeId, t.handle),
  ],
)

export const collectionProducts = storeTable(
  'collection_products',
  {
    collectionId: bigint('collection_id', { mode: 'number' }).notNull(),
    productId: bigint('product_id', { mode: 'number' }).notNull(),
    position: integer('position').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.collectionId, t.productId] }),
    storeReference(
      'collection_products_collection_fk',
      [t.storeId, t.collectionId],
      [collections.storeId, collections.id],
    ).onDelete('cascade'),
    storeReference(
      'collection_products_product_fk',
      [t.storeId, t.productId],
      [products.storeId, products.id],
    ).onDelete('cascade'),
    index('collection_products_order').on(t.storeId, t.collectionId, t.position),
    index('collection_products_product').on(t.storeId, t.productId),
  ],
)
