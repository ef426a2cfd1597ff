/** What a price is made from: variants as they are sold, whatever cart or order asks. */
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'

export interface SaleVariant {
  variantId: number
  productId: number
  title: string
  variantTitle: string
  sku: string | null
  /** Of the product's first picture. */
  imageKey: string | null
  /** Minor units. */
  unitPrice: number
  requiresShipping: boolean
  taxable: boolean
  /** Of one unit. */
  grams: number
  /** Whether its stock is counted. */
  tracked: boolean
  /** Whether its product is on sale (status active). */
  active: boolean
}

/** The variants of these ids that exist, in no particular order. Callers bound the list. */
export async function variantsForSale(tx: Tx, ids: readonly number[]): Promise<SaleVariant[]> {
  const rows = await tx.execute<{ variant: SaleVariant }>(sql`
    select json_build_object(
      'variantId', v.id, 'productId', v.product_id, 'title', p.title, 'variantTitle', v.title, 'sku', v.sku,
      'imageKey', (
        select i.key from product_images i where i.store_id = ${tx.storeId} and i.product_id = p.id
        order by i.position, i.id limit 1),
      'unitPrice', v.price_minor, 'requiresShipping', v.requires_shipping, 'taxable', v.taxable,
      'grams', v.grams,
      'tracked', coalesce(l.tracked, false), 'active', p.status = 'active'
    ) as variant
    from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as wanted (id)
    join variants v on v.store_id = ${tx.storeId} and v.id = wanted.id::bigint
    join products p on p.store_id = ${tx.storeId} and p.id = v.product_id
    left join inventory_levels l on l.store_id = ${tx.storeId} and l.variant_id = v.id`)
  return rows.map((row) => row.variant)
}
