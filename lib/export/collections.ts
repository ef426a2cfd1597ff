/** collections.csv, in columns of Stoa's own: a line for each product of a collection, its texts on the first. */
import { sql } from 'drizzle-orm'
import { csvFile } from './file'

/** Products a page, of so many collections at most. */
const PAGE_SIZE = 500
const COLLECTIONS_AT_ONCE = 20

interface Placed {
  id: number
  first: boolean
  handle: string
  title: string
  descriptionHtml: string
  position: number
  product: { id: number; handle: string; position: number } | null
}

export const collectionsFile = csvFile<Placed, { id: number; productId: number }>({
  name: 'collections.csv',
  noun: 'collections',
  header: ['Handle', 'Title', 'Body (HTML)', 'Position', 'Product Handle', 'Product Position'],
  pageSize: PAGE_SIZE,
  keyOf: ({ id, product }) => ({ id, productId: product?.id ?? 0 }),
  begins: ({ first }) => first,
  async page(tx, after, limit) {
    const { id, productId } = after ?? { id: 0, productId: 0 }
    const rows = await tx.execute<{ placed: Placed }>(sql`
      select json_build_object('id', c.id, 'handle', c.handle, 'title', c.title, 'position', c.position,
        'descriptionHtml', c.description_html, 'first', m.product_id is not distinct from (
          select min(product_id) from collection_products where store_id = ${tx.storeId} and collection_id = c.id),
        'product', case when p.id is not null then
          json_build_object('id', p.id, 'handle', p.handle, 'position', m.position) end) as placed
      from (
        select * from collections where store_id = ${tx.storeId} and id >= ${id}::bigint
        order by id limit ${COLLECTIONS_AT_ONCE}) c
      left join lateral (
        select product_id, position from collection_products where store_id = ${tx.storeId} and collection_id = c.id
          and product_id > case when c.id = ${id}::bigint then ${productId}::bigint else 0 end
        order by product_id limit ${limit}) m on true
      left join products p on p.store_id = ${tx.storeId} and p.id = m.product_id
      where c.id > ${id}::bigint or m.product_id is not null
      order by c.id, m.product_id limit ${limit}`)
    return rows.map(({ placed }) => placed)
  },
  lines: ({ first, handle, title, descriptionHtml, position, product }) => [
    [
      handle,
      ...(first ? [title, descriptionHtml, position] : [null, null, null]),
      product?.handle ?? null,
      product?.position ?? null,
    ],
  ],
})
