/**
 * products.csv, in the dialect of Shopify's product files that every importer knows (columns by `Handle`): the product on its
 * first line, then a line for each further variant or picture.
 */
import { sql } from 'drizzle-orm'
import type { ProductOption } from '@/db/schema/catalog'
import { DEFAULT_VARIANT_TITLE } from '@/lib/catalog/rules'
import { invariant } from '@/lib/invariant'
import { imagePath } from '@/lib/media/images'
import { toDecimalString } from '@/lib/money'
import type { Cell } from './cells'
import { csvFile, type Shop } from './file'

const PAGE_SIZE = 25
/** More than the commerce lets one product have. */
const VARIANTS_MAX = 2_048
const IMAGES_MAX = 250

interface Variant {
  optionValues: Record<string, string>
  sku: string | null
  priceMinor: number
  compareAtMinor: number | null
  requiresShipping: boolean
  taxable: boolean
  grams: number
  available: number
  tracked: boolean
  policy: string
}

interface Product {
  id: number
  handle: string
  title: string
  vendor: string
  productType: string
  descriptionHtml: string
  seoDescription: string
  tags: string[]
  options: ProductOption[]
  status: string
  published: boolean
  variants: Variant[]
  images: { key: string; alt: string }[]
}

const PRODUCT = ['Title', 'Body (HTML)', 'Vendor', 'Product Category', 'Type', 'Tags', 'Published']
const OPTIONS = [1, 2, 3].flatMap((n) => [`Option${n} Name`, `Option${n} Value`, `Option${n} Linked To`])
const VARIANT = [
  'Variant SKU',
  'Variant Grams',
  'Variant Inventory Tracker',
  'Variant Inventory Qty',
  'Variant Inventory Policy',
  'Variant Fulfillment Service',
  'Variant Price',
  'Variant Compare At Price',
  'Variant Requires Shipping',
  'Variant Taxable',
  'Variant Barcode',
]
const IMAGE = ['Image Src', 'Image Position', 'Image Alt Text']
const PRODUCT_END = ['Gift Card', 'SEO Title', 'SEO Description']
const VARIANT_END = ['Variant Image', 'Variant Weight Unit', 'Variant Tax Code', 'Cost per item']

export const productsFile = csvFile<Product, number>({
  name: 'products.csv',
  noun: 'products',
  header: ['Handle', ...PRODUCT, ...OPTIONS, ...VARIANT, ...IMAGE, ...PRODUCT_END, ...VARIANT_END, 'Status'],
  pageSize: PAGE_SIZE,
  keyOf: ({ id }) => id,
  async page(tx, after, limit) {
    const rows = await tx.execute<{ product: Product }>(sql`
      select json_build_object('id', p.id, 'handle', p.handle, 'title', p.title, 'vendor', p.vendor,
        'productType', p.product_type, 'descriptionHtml', p.description_html, 'seoDescription', p.seo_description,
        'tags', p.tags, 'options', p.options, 'status', p.status, 'published', p.published_at is not null,
        'variants', (select coalesce(json_agg(v), '[]'::json) from (
          select v.option_values as "optionValues", v.sku, v.price_minor as "priceMinor",
            v.compare_at_minor as "compareAtMinor", v.requires_shipping as "requiresShipping", v.taxable, v.grams,
            coalesce(l.available, 0) as available, coalesce(l.tracked, false) as tracked,
            coalesce(l.policy, 'deny') as policy
          from variants v left join inventory_levels l on l.store_id = ${tx.storeId} and l.variant_id = v.id
          where v.store_id = ${tx.storeId} and v.product_id = p.id
          order by v.position, v.id limit ${VARIANTS_MAX + 1}) v),
        'images', (select coalesce(json_agg(i), '[]'::json) from (
          select key, alt from product_images where store_id = ${tx.storeId} and product_id = p.id
          order by position, id limit ${IMAGES_MAX + 1}) i)) as product
      from products p where p.store_id = ${tx.storeId} and p.id > ${after ?? 0}::bigint order by p.id limit ${limit}`)
    return rows.map(({ product }) => product)
  },
  lines(product, shop) {
    const { variants, images } = product
    invariant(variants.length <= VARIANTS_MAX, `product ${product.id} has more variants than an export holds`)
    invariant(images.length <= IMAGES_MAX, `product ${product.id} has more pictures than an export holds`)
    const count = Math.max(1, variants.length, images.length)
    return Array.from({ length: count }, (_, index) => lineOf(product, index, shop))
  },
})

function lineOf(product: Product, index: number, shop: Shop): Cell[] {
  const first = index === 0
  const variant = product.variants[index]
  const image = product.images[index]
  const only = (present: unknown, columns: readonly string[], cells: () => Cell[]) =>
    present ? cells() : columns.map(() => null)
  return [
    product.handle,
    ...only(first, PRODUCT, () => [
      product.title,
      product.descriptionHtml,
      product.vendor,
      null,
      product.productType,
      product.tags.join(', '),
      product.published,
    ]),
    ...only(variant, OPTIONS, () => optionCells(product, variant?.optionValues ?? {}, first)),
    ...(variant ? variantCells(variant, shop.currency) : VARIANT.map(() => null)),
    ...(image ? [`${shop.origin}${imagePath(image.key, 1440)}`, index + 1, image.alt] : IMAGE.map(() => null)),
    ...only(first, PRODUCT_END, () => [false, null, product.seoDescription]),
    ...only(variant, VARIANT_END, () => [null, 'g', null, null]),
    first ? product.status : null,
  ]
}

/** Names on the product's first line alone. One without options has Shopify's `Title` with the one value it may have. */
function optionCells({ options }: Product, values: Record<string, string>, first: boolean): Cell[] {
  const named = options.length > 0 ? options.map(({ name }) => name) : ['Title']
  return [0, 1, 2].flatMap((index) => {
    const name = named[index]
    if (name === undefined) return [null, null, null]
    return [first ? name : null, options.length > 0 ? (values[name] ?? '') : DEFAULT_VARIANT_TITLE, null]
  })
}

function variantCells(variant: Variant, currency: string): Cell[] {
  const { sku, grams, tracked, available, policy, priceMinor, compareAtMinor, requiresShipping, taxable } = variant
  return [
    sku,
    grams,
    tracked ? 'shopify' : null,
    tracked ? available : null,
    policy,
    'manual',
    toDecimalString(priceMinor, currency),
    compareAtMinor === null ? null : toDecimalString(compareAtMinor, currency),
    requiresShipping,
    taxable,
    null,
  ]
}
