/**
 * Reads of products and collections, one round trip each. Every statement names the store beside row-level security, and
 * `status = 'active'` is a literal so that the partial listing index applies.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'
import { notFound } from '@/lib/errors'
import { imageJson, selectCards } from './card-sql'
import { selectProductViews } from './product-sql'
import { mayBeHandle } from './rules'
import {
  type CollectionView,
  DEFAULT_PAGE_SIZE,
  type Listing,
  type ListingPage,
  type ListingSort,
  MAX_FEED_SIZE,
  MAX_PAGE_SIZE,
  type ProductCard,
  type ProductView,
} from './types'

const MAX_COLLECTIONS = 100
/** Later pages are refused as empty: a deep offset reads everything before it. */
const MAX_PAGE = 1_000

/** The active product of this handle, or null. */
export async function findProductByHandle(tx: Tx, handle: string): Promise<ProductView | null> {
  if (!mayBeHandle(handle)) return null
  return selectProduct(tx, sql`p.handle = ${handle} and p.status = 'active'`)
}

/** A product of any status. @throws not_found */
export async function getProduct(tx: Tx, id: number): Promise<ProductView> {
  const product = await selectProduct(tx, sql`p.id = ${id}`)
  if (!product) throw notFound('This product')
  return product
}

/**
 * A page of active products: of a collection (by handle), or all of them (null, absent or `all`). An unknown collection
 * and a page past the end are empty.
 */
export async function listProducts(tx: Tx, listing: Listing = {}): Promise<ListingPage> {
  const { source, order } = listed(tx, listing)
  const page = Math.max(1, Math.trunc(listing.page ?? 1))
  const pageSize = Math.min(MAX_PAGE_SIZE, Math.max(1, Math.trunc(listing.pageSize ?? DEFAULT_PAGE_SIZE)))
  const [counted, products] = await Promise.all([
    tx.execute<{ total: number }>(sql`select count(*)::int as total from ${source}`),
    page > MAX_PAGE ? [] : selectCards(tx, chosenPage(source, order, page, pageSize)),
  ])
  const total = counted[0]?.total ?? 0
  return { products, total, page, pageSize, pages: Math.max(1, Math.ceil(total / pageSize)) }
}

/** The same products whole, for machines: at most MAX_FEED_SIZE a page, in the listing's order, not counted. */
export async function listProductViews(tx: Tx, listing: Listing = {}): Promise<ProductView[]> {
  const { source, order } = listed(tx, listing)
  const page = Math.max(1, Math.trunc(listing.page ?? 1))
  const pageSize = Math.min(MAX_FEED_SIZE, Math.max(1, Math.trunc(listing.pageSize ?? DEFAULT_PAGE_SIZE)))
  return page > MAX_PAGE ? [] : selectProductViews(tx, chosenPage(source, order, page, pageSize))
}

/** The collection of this handle, or null. */
export async function findCollection(tx: Tx, handle: string): Promise<CollectionView | null> {
  if (!mayBeHandle(handle)) return null
  const [collection] = await selectCollections(tx, sql`c.handle = ${handle}`, 1)
  return collection ?? null
}

/** At most 100, in the merchant's order. */
export function listCollections(tx: Tx): Promise<CollectionView[]> {
  return selectCollections(tx, sql`true`, MAX_COLLECTIONS)
}

/** Active products that share most collections with this one, filled up with the newest. */
export function relatedProducts(tx: Tx, productId: number, limit: number): Promise<ProductCard[]> {
  const most = Math.min(MAX_PAGE_SIZE, Math.max(0, Math.trunc(limit)))
  return selectCards(
    tx,
    sql`
    select id, row_number() over (order by max(shared) desc, id desc) from (
      (select p.id, count(*) as shared
        from collection_products mine
        join collection_products other on other.store_id = ${tx.storeId} and other.collection_id = mine.collection_id
        join products p on p.store_id = ${tx.storeId} and p.id = other.product_id and p.status = 'active'
        where mine.store_id = ${tx.storeId} and mine.product_id = ${productId} and p.id <> ${productId}
        group by p.id order by shared desc, p.id desc limit ${most})
      union all
      (select p.id, 0 from products p where p.store_id = ${tx.storeId} and p.status = 'active' and p.id <> ${productId}
        order by p.published_at desc, p.id desc limit ${most})
    ) near group by id order by max(shared) desc, id desc limit ${most}`,
  )
}

function listed(tx: Tx, listing: Listing): { source: SQL; order: SQL } {
  const wanted = listing.collection === 'all' ? null : (listing.collection ?? null)
  const handle = wanted === null || mayBeHandle(wanted) ? wanted : ''
  const source = handle === null ? everything(tx) : membersOf(tx, handle)
  return { source, order: orderBy(listing.sort ?? 'manual', handle !== null) }
}

function chosenPage(source: SQL, order: SQL, page: number, pageSize: number): SQL {
  return sql`select p.id, row_number() over (order by ${order}) from ${source}
    order by ${order} limit ${pageSize} offset ${(page - 1) * pageSize}`
}

function everything(tx: Tx): SQL {
  return sql`products p where p.store_id = ${tx.storeId} and p.status = 'active'`
}

function membersOf(tx: Tx, handle: string): SQL {
  return sql`collection_products cp
    join products p on p.store_id = ${tx.storeId} and p.id = cp.product_id and p.status = 'active'
    where cp.store_id = ${tx.storeId}
      and cp.collection_id = (select c.id from collections c where c.store_id = ${tx.storeId} and c.handle = ${handle})`
}

function orderBy(sort: ListingSort, inCollection: boolean): SQL {
  const lowest = `(select min(v.price_minor) from variants v where v.store_id = p.store_id and v.product_id = p.id)`
  const newest = 'p.published_at desc, p.id desc'
  const orders: Record<ListingSort, string> = {
    manual: inCollection ? 'cp.position, p.id' : newest,
    'title-ascending': 'lower(p.title), p.id',
    'price-ascending': `${lowest}, p.id`,
    'price-descending': `${lowest} desc nulls last, p.id`,
    'created-descending': newest,
  }
  return sql.raw(orders[sort])
}

async function selectProduct(tx: Tx, which: SQL): Promise<ProductView | null> {
  const [product] = await selectProductViews(
    tx,
    sql`select p.id, 1 from products p where p.store_id = ${tx.storeId} and ${which} limit 1`,
  )
  return product ?? null
}

async function selectCollections(tx: Tx, which: SQL, limit: number): Promise<CollectionView[]> {
  const rows = await tx.execute<{ collection: CollectionView }>(sql`
    select json_build_object(
      'id', c.id, 'handle', c.handle, 'title', c.title, 'descriptionHtml', c.description_html,
      'productCount', (
        select count(*) from collection_products cp
        join products p on p.store_id = ${tx.storeId} and p.id = cp.product_id and p.status = 'active'
        where cp.store_id = ${tx.storeId} and cp.collection_id = c.id),
      'image', (
        select ${imageJson} from collection_products cp
        join products p on p.store_id = ${tx.storeId} and p.id = cp.product_id and p.status = 'active'
        join product_images i on i.store_id = ${tx.storeId} and i.product_id = p.id
        where cp.store_id = ${tx.storeId} and cp.collection_id = c.id
        order by cp.position, cp.product_id, i.position, i.id limit 1)
    ) as collection
    from collections c where c.store_id = ${tx.storeId} and ${which} order by c.position, c.id limit ${limit}`)
  return rows.map((row) => row.collection)
}
