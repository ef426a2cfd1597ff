/** Products and their variants as a merchant picks them: for a draft order, for a discount. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'
import { DEFAULT_VARIANT_TITLE } from './rules'

/** Products shown for one search. */
const PICKED_MAX = 25
const VARIANTS_SHOWN_MAX = 100
const QUERY_MAX = 100

export interface PickVariant {
  id: number
  title: string
  sku: string | null
  priceMinor: number
  /** Units left; null when they are not counted. */
  available: number | null
}

export interface PickProduct {
  id: number
  title: string
  imageKey: string | null
  variants: PickVariant[]
}

/** Active products whose title, vendor or SKU holds `q`, by title; the first ones for an empty search. */
export function searchForPicker(tx: Tx, q: string): Promise<PickProduct[]> {
  const text = q.replaceAll('\0', ' ').trim().slice(0, QUERY_MAX)
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const matching = text
    ? sql`and (p.title ilike ${pattern} or p.vendor ilike ${pattern} or exists (
        select from variants s where s.store_id = ${tx.storeId} and s.product_id = p.id and s.sku ilike ${pattern}))`
    : sql``
  return pick(tx, sql`p.status = 'active' ${matching}`, PICKED_MAX)
}

export interface NamedTarget {
  id: number
  title: string
}

/** What products and variants that were picked are called, whatever their status. Callers bound the lists. */
export async function namesOf(
  tx: Tx,
  ids: { products: readonly number[]; variants: readonly number[] },
): Promise<{ products: NamedTarget[]; variants: NamedTarget[] }> {
  const rows = await tx.execute<{ kind: 'products' | 'variants'; id: string; title: string }>(sql`
    select 'products' as kind, id, title from products
      where store_id = ${tx.storeId} and id = any(${`{${ids.products.join(',')}}`}::bigint[])
    union all
    select 'variants', v.id, p.title || case v.title when ${DEFAULT_VARIANT_TITLE} then '' else ', ' || v.title end
      from variants v join products p on p.store_id = ${tx.storeId} and p.id = v.product_id
      where v.store_id = ${tx.storeId} and v.id = any(${`{${ids.variants.join(',')}}`}::bigint[])`)
  const of = (kind: string) =>
    rows.filter((row) => row.kind === kind).map(({ id, title }) => ({ id: Number(id), title }))
  return { products: of('products'), variants: of('variants') }
}

async function pick(tx: Tx, which: SQL, limit: number): Promise<PickProduct[]> {
  const rows = await tx.execute<{ product: PickProduct }>(sql`
    select json_build_object(
      'id', p.id, 'title', p.title,
      'imageKey', (select key from product_images i where i.store_id = ${tx.storeId} and i.product_id = p.id
        order by i.position, i.id limit 1),
      'variants', (select coalesce(json_agg(json_build_object('id', v.id, 'title', v.title, 'sku', v.sku,
          'priceMinor', v.price_minor, 'available', v.available) order by v.position, v.id), '[]'::json)
        from (
          select v.*, case when l.tracked then l.available end as available from variants v
          left join inventory_levels l on l.store_id = ${tx.storeId} and l.variant_id = v.id
          where v.store_id = ${tx.storeId} and v.product_id = p.id
          order by v.position, v.id limit ${VARIANTS_SHOWN_MAX}) v)) as product
    from (
      select * from products p where p.store_id = ${tx.storeId} and ${which}
      order by p.title, p.id limit ${limit}) p
    order by p.title, p.id`)
  return rows.map((row) => row.product)
}
