/**
 * What entries are about, as the desk calls it: an order by its number, a variant by its product. An entry holds only what
 * changed, and a row's own id means nothing to a merchant, so what still exists is asked for; of what is gone, the entry tells.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'
import type { AuditEntry } from './queries'

type Question = (storeId: number, ids: number[]) => SQL

const titled =
  (table: string, label: string): Question =>
  (storeId, ids) =>
    sql`select id::text as key, '“' || ${sql.raw(label)} || '”' as label from ${sql.identifier(table)}
      where store_id = ${storeId} and id in ${ids}`

const ofOrder =
  (table: string): Question =>
  (storeId, ids) =>
    sql`select t.id::text as key, 'of #' || o.order_number as label from ${sql.identifier(table)} t
      join orders o on o.store_id = t.store_id and o.id = t.order_id where t.store_id = ${storeId} and t.id in ${ids}`

const ofProduct =
  (table: string): Question =>
  (storeId, ids) =>
    sql`select t.id::text as key, 'of “' || p.title || '”' as label from ${sql.identifier(table)} t
      join products p on p.store_id = t.store_id and p.id = t.product_id where t.store_id = ${storeId} and t.id in ${ids}`

/** By table; each answers the ids of one page of the log. */
const QUESTIONS: Record<string, Question> = {
  orders: (storeId, ids) =>
    sql`select id::text as key, '#' || order_number as label from orders where store_id = ${storeId} and id in ${ids}`,
  order_cancellations: (storeId, ids) =>
    sql`select id::text as key, 'of #' || order_number as label from orders where store_id = ${storeId} and id in ${ids}`,
  order_events: ofOrder('order_events'),
  fulfillments: ofOrder('fulfillments'),
  refunds: ofOrder('refunds'),
  returns: ofOrder('returns'),
  products: titled('products', 'title'),
  variants: (storeId, ids) =>
    sql`select v.id::text as key, '“' || v.title || '” of “' || p.title || '”' as label from variants v
      join products p on p.store_id = v.store_id and p.id = v.product_id where v.store_id = ${storeId} and v.id in ${ids}`,
  product_images: ofProduct('product_images'),
  inventory_movements: (storeId, ids) =>
    sql`select m.id::text as key, 'of “' || p.title || '”' as label from inventory_movements m
      join variants v on v.store_id = m.store_id and v.id = m.variant_id
      join products p on p.store_id = v.store_id and p.id = v.product_id where m.store_id = ${storeId} and m.id in ${ids}`,
  collections: titled('collections', 'title'),
  discounts: titled('discounts', "coalesce(nullif(title, ''), code)"),
  pages: titled('pages', 'title'),
  saved_views: titled('saved_views', 'name'),
  shipping_zones: titled('shipping_zones', 'name'),
  shipping_rates: titled('shipping_rates', 'name'),
  tax_rates: titled('tax_rates', 'name'),
  webhook_subscriptions: titled('webhook_subscriptions', 'url'),
}

/** Products in collections have a key of two ids. */
const pairs: Question = (storeId, ids) =>
  sql`select collection_id || '/' || product_id as key, '“' || p.title || '” in “' || c.title || '”' as label
    from collection_products cp
    join collections c on c.store_id = cp.store_id and c.id = cp.collection_id
    join products p on p.store_id = cp.store_id and p.id = cp.product_id
    where cp.store_id = ${storeId} and cp.product_id in ${ids}`

/** `subject/subjectId` -> what stands after the noun, for the entries whose row still exists. */
export async function listAbout(tx: Tx, entries: readonly AuditEntry[]): Promise<Map<string, string>> {
  const about = new Map<string, string>()
  for (const subject of new Set(entries.map((entry) => entry.subject))) {
    const question = subject === 'collection_products' ? pairs : QUESTIONS[subject]
    const keys = entries.flatMap((entry) => (entry.subject === subject ? [entry.subjectId] : []))
    const ids = [...new Set(keys.map((key) => Number(key.split('/').at(-1))))].filter((id) => Number.isSafeInteger(id))
    if (!question || ids.length === 0) continue
    const rows = await tx.execute<{ key: string; label: string }>(question(tx.storeId, ids))
    for (const { key, label } of rows) about.set(`${subject}/${key}`, label)
  }
  return about
}

/** What stands after the noun; null where nothing names the row. */
export function aboutOf(entry: AuditEntry, known: Map<string, string>): string | null {
  const label = known.get(`${entry.subject}/${entry.subjectId}`)
  if (label) return label
  const row = { ...entry.before, ...entry.after }
  const name = [row.title, row.name, row.code, row.email].find((value) => typeof value === 'string' && value !== '')
  return typeof name === 'string' ? `“${name}”` : null
}
