/** The merchant's product list: any status, with stock. Keyset paging by (updated_at, id); the storefront's reads are in queries.ts. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'

export const PRODUCT_STATUSES = ['active', 'draft', 'archived'] as const
export type ProductStatus = (typeof PRODUCT_STATUSES)[number]
export const ADMIN_PAGE_SIZE = 50
const QUERY_MAX = 100

export interface AdminProduct {
  id: number
  title: string
  handle: string
  status: ProductStatus
  vendor: string
  productType: string
  imageKey: string | null
  imageAlt: string
  variantCount: number
  /** Units that may be sold over all counted variants; null when none is counted. */
  available: number | null
  priceMinor: number
  priceMaxMinor: number
}

export interface ProductFilter {
  q?: string
  status?: ProductStatus
  /** From the page before. */
  after?: string
}

export interface AdminProductPage {
  products: AdminProduct[]
  /** Where the next page begins; null on the last one. */
  next: string | null
}

/** At most ADMIN_PAGE_SIZE products, the last changed first. `q` is matched in title, vendor, type and SKU. */
export async function listAdminProducts(tx: Tx, filter: ProductFilter): Promise<AdminProductPage> {
  const rows = await tx.execute<{ product: AdminProduct; cursor: string }>(sql`
    select json_build_object(
      'id', p.id, 'title', p.title, 'handle', p.handle, 'status', p.status, 'vendor', p.vendor,
      'productType', p.product_type, 'imageKey', i.key, 'imageAlt', coalesce(i.alt, ''),
      'variantCount', v.n, 'available', v.available, 'priceMinor', v.low, 'priceMaxMinor', v.high) as product,
      to_char(p.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || p.id as cursor
    from (
      select * from products p where p.store_id = ${tx.storeId} ${conditions(tx, filter)}
      order by p.updated_at desc, p.id desc limit ${ADMIN_PAGE_SIZE + 1}) p
    left join lateral (
      select key, alt from product_images where store_id = ${tx.storeId} and product_id = p.id
      order by position, id limit 1) i on true
    left join lateral (
      select count(*)::int as n, sum(l.available) filter (where l.tracked)::int as available,
        coalesce(min(v.price_minor), 0) as low, coalesce(max(v.price_minor), 0) as high
      from variants v left join inventory_levels l on l.store_id = ${tx.storeId} and l.variant_id = v.id
      where v.store_id = ${tx.storeId} and v.product_id = p.id) v on true
    order by p.updated_at desc, p.id desc`)
  const page = rows.slice(0, ADMIN_PAGE_SIZE)
  return {
    products: page.map((row) => row.product),
    next: rows.length > ADMIN_PAGE_SIZE ? (page.at(-1)?.cursor ?? null) : null,
  }
}

function conditions(tx: Tx, { q, status, after }: ProductFilter): SQL {
  const parts: SQL[] = []
  if (status) parts.push(sql`and p.status = ${status}`)
  const text = q?.replaceAll('\0', ' ').trim().slice(0, QUERY_MAX)
  if (text) {
    const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
    parts.push(sql`and (p.title ilike ${pattern} or p.vendor ilike ${pattern} or p.product_type ilike ${pattern}
      or exists (select from variants s where s.store_id = ${tx.storeId} and s.product_id = p.id and s.sku ilike ${pattern}))`)
  }
  const cursor = parseCursor(after)
  if (cursor) parts.push(sql`and (p.updated_at, p.id) < (${cursor.at}::timestamptz, ${cursor.id}::bigint)`)
  return sql.join(parts, sql` `)
}

/** Time and id that a cursor names, or null for anything else. */
export function parseCursor(text: string | undefined): { at: string; id: number } | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z)_(\d{1,15})$/.exec(text ?? '')
  return match?.[1] && match[2] ? { at: match[1], id: Number(match[2]) } : null
}

export interface LowStock {
  productId: number
  title: string
  variantTitle: string
  imageKey: string | null
  available: number
}

const LOW_STOCK_SHOWN = 6

/** Counted variants of active products with `threshold` units or fewer, fewest first; at most six. */
export async function listLowStock(tx: Tx, threshold: number): Promise<LowStock[]> {
  const rows = await tx.execute<{ low: LowStock }>(sql`
    select json_build_object('productId', p.id, 'title', p.title, 'variantTitle', v.title, 'available', l.available,
      'imageKey', (select key from product_images i where i.store_id = ${tx.storeId} and i.product_id = p.id
        order by i.position, i.id limit 1)) as low
    from inventory_levels l
    join variants v on v.store_id = ${tx.storeId} and v.id = l.variant_id
    join products p on p.store_id = ${tx.storeId} and p.id = v.product_id and p.status = 'active'
    where l.store_id = ${tx.storeId} and l.tracked and l.available <= ${threshold}
    order by l.available, p.id, v.position limit ${LOW_STOCK_SHOWN}`)
  return rows.map((row) => row.low)
}

/** Whether the store has any product yet. */
export async function hasProducts(tx: Tx): Promise<boolean> {
  const rows = await tx.execute(sql`select 1 from products where store_id = ${tx.storeId} limit 1`)
  return rows.length > 0
}
