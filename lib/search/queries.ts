/** Search over active products: every word as a prefix, titles before vendors and types. */
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'
import { selectCards } from '@/lib/catalog/card-sql'
import { DEFAULT_PAGE_SIZE, type ListingPage } from '@/lib/catalog/types'

/** Nobody reads further; `total` stops here too. */
export const MAX_SEARCH_RESULTS = 100
export const MAX_QUERY_CHARACTERS = 200

/** A page of the best matches. `total` is at most MAX_SEARCH_RESULTS; a query without a word finds nothing. */
export async function searchProducts(
  tx: Tx,
  q: string,
  { limit = DEFAULT_PAGE_SIZE, page = 1 }: { limit?: number; page?: number } = {},
): Promise<ListingPage> {
  const pageSize = Math.min(MAX_SEARCH_RESULTS, Math.max(1, Math.trunc(limit)))
  const number = Math.min(MAX_SEARCH_RESULTS, Math.max(1, Math.trunc(page)))
  // PostgreSQL's text holds no NUL.
  const query = q.replaceAll('\0', ' ').slice(0, MAX_QUERY_CHARACTERS)
  const hits = sql`search_products(${query}::text, ${MAX_SEARCH_RESULTS}, 0)`
  const [counted, products] = await Promise.all([
    tx.execute<{ total: number }>(sql`select count(*)::int as total from ${hits}`),
    selectCards(
      tx,
      sql`select product_id, row_number() over (order by rank desc, product_id desc) as place from ${hits}
        order by place limit ${pageSize} offset ${(number - 1) * pageSize}`,
    ),
  ])
  const total = counted[0]?.total ?? 0
  return { products, total, page: number, pageSize, pages: Math.max(1, Math.ceil(total / pageSize)) }
}
