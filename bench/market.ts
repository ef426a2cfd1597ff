/** Stores, stock and filled carts for the benchmark's database part, arranged as the superuser and used as the application. */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'

const STOCK = 10_000_000

export interface FilledCart {
  storeId: number
  cartId: number
}

export interface Market {
  storeIds: number[]
  /** `count` new carts with one unit of one product each, spread over the stores and products. */
  fillCarts(count: number): Promise<FilledCart[]>
}

/** `stores` open shops with `products` products each, which ship everywhere. */
export async function openMarket(
  admin: postgres.Sql,
  { stores, products }: { stores: number; products: number },
): Promise<Market> {
  const name = `bench-${randomUUID().slice(0, 8)}`
  const email = `${name}@example.test`
  const [owner] =
    await admin`insert into users (email, name, password_hash) values (${email}, 'Bench', 'x') returning id`
  const rows =
    await admin`insert into stores (owner_id, subdomain, name, email, currency, stripe_account_id, charges_enabled)
    select ${owner?.id}, ${name} || '-' || n, 'Bench', ${email}, 'USD', ${`acct_${name}`} || n, true
    from generate_series(1, ${stores}::int) n returning id`
  const storeIds = rows.map(({ id }) => Number(id))
  const all = admin`select unnest(${storeIds}::bigint[]) as id`
  await admin`insert into store_counters (store_id) select id from (${all}) s`
  await admin`with zones as (
      insert into shipping_zones (store_id, name, countries) select id, 'World', '{*}' from (${all}) s returning store_id, id)
    insert into shipping_rates (store_id, zone_id, name, price_minor) select store_id, id, 'Post', 500 from zones`
  await admin`with products as (
      insert into products (store_id, handle, title, status, published_at)
      select s.id, 'thing-' || n, 'Thing', 'active', now() from (${all}) s, generate_series(1, ${products}::int) n
      returning store_id, id),
    variants as (
      insert into variants (store_id, product_id, title, price_minor)
      select store_id, id, 'Default Title', 2000 from products returning store_id, id),
    levels as (
      insert into inventory_levels (store_id, variant_id, available) select store_id, id, ${STOCK} from variants)
    insert into inventory_movements (store_id, variant_id, delta, reason)
    select store_id, id, ${STOCK}, 'initial' from variants`
  await admin.unsafe('analyze stores, products, variants, inventory_levels, shipping_zones, shipping_rates')
  return { storeIds, fillCarts: (count) => fillCarts(admin, storeIds, count) }
}

async function fillCarts(admin: postgres.Sql, storeIds: number[], count: number): Promise<FilledCart[]> {
  const rows = await admin`with made as (
      insert into carts (store_id, token_hash)
      select (${storeIds}::bigint[])[1 + n % ${storeIds.length}], md5(random()::text) || md5(n::text)
      from generate_series(1, ${count}::int) n returning store_id, id),
    filled as (
      insert into cart_items (store_id, cart_id, variant_id, quantity)
      select m.store_id, m.id, v.id, 1 from made m, lateral (
        select id from variants v where v.store_id = m.store_id
        order by v.id offset m.id % (select count(*) from variants c where c.store_id = m.store_id) limit 1) v
      returning 1)
    select store_id, id from made order by random()`
  return rows.map(({ store_id, id }) => ({ storeId: Number(store_id), cartId: Number(id) }))
}
