/** Products for database tests, written past row-level security. */
import type postgres from 'postgres'

export interface ProductFixture {
  handle: string
  title?: string
  vendor?: string
  status?: 'draft' | 'active' | 'archived'
  publishedAt?: string
  options?: { name: string; values: string[]; swatches?: Record<string, string> }[]
  images?: string[]
  variants?: VariantFixture[]
}

export interface VariantFixture {
  title?: string
  optionValues?: Record<string, string>
  sku?: string
  priceMinor?: number
  compareAtMinor?: number
  available?: number
  tracked?: boolean
  policy?: 'deny' | 'continue'
  requiresShipping?: boolean
  taxable?: boolean
  grams?: number
}

export interface ArrangedProduct {
  id: number
  variantIds: number[]
}

/** One active product; without `variants` it has one of 10.00 with 10 units. */
export async function arrangeProduct(
  admin: postgres.Sql,
  storeId: number,
  product: ProductFixture,
): Promise<ArrangedProduct> {
  const [row] =
    await admin`insert into products (store_id, handle, title, vendor, status, published_at, options) values (
    ${storeId}, ${product.handle}, ${product.title ?? product.handle}, ${product.vendor ?? ''},
    ${product.status ?? 'active'}, ${product.publishedAt ?? '2026-01-01'},
    ${JSON.stringify(product.options ?? [])}::text::jsonb) returning id`
  const id = Number(row?.id)
  for (const [index, key] of (product.images ?? []).entries()) {
    await admin`insert into product_images (store_id, product_id, position, key, alt, width, height)
      values (${storeId}, ${id}, ${index + 1}, ${key}, ${`Picture ${key}`}, 800, 1000)`
  }
  const variantIds: number[] = []
  for (const [index, variant] of (product.variants ?? [{}]).entries()) {
    variantIds.push(await arrangeVariant(admin, storeId, id, index + 1, variant))
  }
  return { id, variantIds }
}

async function arrangeVariant(
  admin: postgres.Sql,
  storeId: number,
  productId: number,
  position: number,
  variant: VariantFixture,
): Promise<number> {
  const [row] =
    await admin`insert into variants (store_id, product_id, position, title, option_values, sku, price_minor,
    compare_at_minor, requires_shipping, taxable, grams) values (${storeId}, ${productId}, ${position},
    ${variant.title ?? 'Default Title'}, ${admin.json(variant.optionValues ?? {})}, ${variant.sku ?? null},
    ${variant.priceMinor ?? 1000}, ${variant.compareAtMinor ?? null}, ${variant.requiresShipping ?? true},
    ${variant.taxable ?? true}, ${variant.grams ?? 100}) returning id`
  const id = Number(row?.id)
  await admin`insert into inventory_levels (store_id, variant_id, available, tracked, policy)
    values (${storeId}, ${id}, ${variant.available ?? 10}, ${variant.tracked ?? true}, ${variant.policy ?? 'deny'})`
  return id
}

/** A collection of these products, in this order. */
export async function arrangeCollection(
  admin: postgres.Sql,
  storeId: number,
  handle: string,
  productIds: number[],
): Promise<number> {
  const [row] = await admin`insert into collections (store_id, handle, title) values (${storeId}, ${handle}, ${handle})
    returning id`
  for (const [index, productId] of productIds.entries()) {
    await admin`insert into collection_products (store_id, collection_id, product_id, position)
      values (${storeId}, ${row?.id}, ${productId}, ${index + 1})`
  }
  return Number(row?.id)
}
