/** The one query behind every whole product: its pictures, variants and their stock, in one round trip. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'
import { imageJson } from './card-sql'
import type { ProductView } from './types'

/** The products of the rows (id, place) that `chosen` selects, by place. `chosen` filters by store and status itself. */
export async function selectProductViews(tx: Tx, chosen: SQL): Promise<ProductView[]> {
  const rows = await tx.execute<{ product: ProductView }>(sql`
    select json_build_object(
      'id', p.id, 'handle', p.handle, 'title', p.title, 'vendor', p.vendor, 'productType', p.product_type,
      'descriptionHtml', p.description_html, 'seoDescription', p.seo_description, 'tags', p.tags,
      'options', p.options, 'status', p.status, 'version', p.version,
      'publishedAt', ${isoTime('p.published_at')}, 'createdAt', ${isoTime('p.created_at')},
      'updatedAt', ${isoTime('p.updated_at')},
      'images', (
        select coalesce(json_agg(${imageJson} order by i.position, i.id), '[]'::json)
        from product_images i where i.store_id = ${tx.storeId} and i.product_id = p.id),
      'variants', (
        select coalesce(json_agg(json_build_object(
          'id', v.id, 'title', v.title, 'optionValues', v.option_values, 'sku', v.sku, 'priceMinor', v.price_minor,
          'compareAtMinor', v.compare_at_minor, 'requiresShipping', v.requires_shipping, 'taxable', v.taxable,
          'grams', v.grams, 'position', v.position, 'tracked', coalesce(l.tracked, false),
          'policy', coalesce(l.policy, 'deny'), 'available', coalesce(l.available, 0), 'version', coalesce(l.version, 0)
        ) order by v.position, v.id), '[]'::json)
        from variants v
        left join inventory_levels l on l.store_id = ${tx.storeId} and l.variant_id = v.id
        where v.store_id = ${tx.storeId} and v.product_id = p.id)
    ) as product
    from (${chosen}) as chosen (id, place)
    join products p on p.store_id = ${tx.storeId} and p.id = chosen.id
    order by chosen.place`)
  return rows.map((row) => row.product)
}

/** '2026-11-22T21:35:57.123Z', whatever the session's time zone. */
function isoTime(column: string): SQL {
  return sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`)
}
