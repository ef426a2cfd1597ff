/**
 * The one query behind every listing: cards of chosen products, each with its price range, availability and first two
 * pictures, in one round trip. Who is chosen, and in which order, is the caller's part.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { ProductOption } from '@/db/schema/catalog'
import type { Tx } from '@/db/store'
import type { ProductCard } from './types'

type CardRow = Omit<ProductCard, 'optionNames' | 'swatches'> & { options: ProductOption[] }

/** Cards of the rows (id, place) that `chosen` selects, ordered by place. `chosen` filters by store and status itself. */
export async function selectCards(tx: Tx, chosen: SQL): Promise<ProductCard[]> {
  const rows = await tx.execute<{ card: CardRow }>(sql`
    select json_build_object(
      'id', p.id, 'handle', p.handle, 'title', p.title, 'vendor', p.vendor, 'productType', p.product_type,
      'options', p.options, 'priceMinor', coalesce(v.lowest, 0), 'priceMaxMinor', coalesce(v.highest, 0),
      'compareAtMinor', v.compare_at, 'available', coalesce(v.available, false),
      'images', coalesce(i.images, '[]'::json)) as card
    from (${chosen}) as chosen (id, place)
    join products p on p.store_id = ${tx.storeId} and p.id = chosen.id
    left join lateral (
      select min(v.price_minor) as lowest, max(v.price_minor) as highest,
        (array_agg(case when v.compare_at_minor > v.price_minor then v.compare_at_minor end
          order by v.price_minor, v.position, v.id))[1] as compare_at,
        bool_or(${canBeBought}) as available
      from variants v
      left join inventory_levels l on l.store_id = ${tx.storeId} and l.variant_id = v.id
      where v.store_id = ${tx.storeId} and v.product_id = p.id
    ) v on true
    left join lateral (
      select json_agg(${imageJson} order by i.position, i.id) as images
      from (
        select * from product_images i where i.store_id = ${tx.storeId} and i.product_id = p.id
        order by i.position, i.id limit 2
      ) i
    ) i on true
    order by chosen.place`)
  return rows.map((row) => toCard(row.card))
}

/** Of a variant whose stock row is `l`; a variant without a row is not counted. */
export const canBeBought = sql.raw(
  `(l.variant_id is null or not l.tracked or l.policy = 'continue' or l.available > 0)`,
)

/** An ImageRef of the picture `i`. */
export const imageJson = sql.raw(`json_build_object('key', i.key, 'alt', i.alt, 'width', i.width, 'height', i.height)`)

function toCard({ options, ...card }: CardRow): ProductCard {
  const swatches = options.find((option) => option.swatches)?.swatches
  return { ...card, optionNames: options.map((option) => option.name), ...(swatches && { swatches }) }
}
