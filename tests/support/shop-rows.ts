/** The rows of a shop that can sell, written past row-level security. */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'

/** A user, a store with counter and membership; the store's id. Its Stripe account is `acct_` and the slug without hyphens. */
export async function insertStore(
  admin: postgres.Sql,
  slug: string,
  options: { currency?: string; taxInclusive?: boolean } = {},
): Promise<number> {
  const [user] = await admin`insert into users (email, name, password_hash)
    values (${`${slug}@example.test`}, ${slug}, 'x') returning id`
  const [store] = await admin`insert into stores
    (owner_id, subdomain, name, email, currency, tax_inclusive, stripe_account_id, charges_enabled)
    values (${user?.id}, ${slug}, ${slug}, ${`${slug}@example.test`}, ${options.currency ?? 'USD'},
      ${options.taxInclusive ?? false}, ${`acct_${slug.replaceAll('-', '')}`}, true) returning id`
  const id = Number(store?.id)
  await admin`insert into store_counters (store_id) values (${id})`
  await admin`insert into memberships (store_id, user_id, role) values (${id}, ${user?.id}, 'owner')`
  return id
}

/** Shipping to everywhere for 500 minor units. */
export async function insertShipping(admin: postgres.Sql, storeId: number): Promise<void> {
  const [zone] = await admin`insert into shipping_zones (store_id, name, countries)
    values (${storeId}, 'World', '{*}') returning id`
  await admin`insert into shipping_rates (store_id, zone_id, name, price_minor)
    values (${storeId}, ${zone?.id}, 'Post', 500)`
}

/** A product of one variant; the variant's id. */
export async function insertProduct(
  admin: postgres.Sql,
  storeId: number,
  { stock = 10, price = 2_000, tracked = true }: { stock?: number; price?: number; tracked?: boolean } = {},
): Promise<number> {
  const [product] = await admin`insert into products (store_id, handle, title, status, published_at)
    values (${storeId}, ${randomUUID()}, 'Salt Roads', 'active', now()) returning id`
  const [variant] = await admin`insert into variants (store_id, product_id, title, price_minor, grams)
    values (${storeId}, ${product?.id}, 'Paperback', ${price}, 300) returning id`
  const id = Number(variant?.id)
  await admin`insert into inventory_levels (store_id, variant_id, available, tracked)
    values (${storeId}, ${id}, ${stock}, ${tracked})`
  if (tracked) {
    await admin`insert into inventory_movements (store_id, variant_id, delta, reason)
      values (${storeId}, ${id}, ${stock}, 'initial')`
  }
  return id
}
