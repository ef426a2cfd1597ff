/** Products as Shopify's storefront speaks them: `/products/{handle}.js` (hundredths) and the feeds (decimal strings). */
import { DEFAULT_VARIANT_TITLE, sellable, unitsLeft } from '@/lib/catalog/rules'
import type { ImageRef, ProductView, VariantView } from '@/lib/catalog/types'
import { toDecimalString } from '@/lib/money'
import { hundredths } from './amounts'
import { aspectRatio, source } from './images'

/** What is published of a counted stock at most, so that competitors do not read sales off it. */
const MOST_PUBLISHED = 10

/** `/products/{handle}.js` */
export function productJs(product: ProductView, currency: string) {
  const amount = (minor: number) => hundredths(minor, currency)
  const prices = product.variants.map((variant) => variant.priceMinor)
  const formers = product.variants.flatMap(({ compareAtMinor }) => compareAtMinor ?? [])
  const lowest = prices.length > 0 ? Math.min(...prices) : 0
  const former = formers.length > 0 ? Math.min(...formers) : null
  return {
    id: product.id,
    title: product.title,
    handle: product.handle,
    description: product.descriptionHtml,
    published_at: product.publishedAt,
    created_at: product.createdAt,
    vendor: product.vendor,
    type: product.productType,
    tags: product.tags,
    price: amount(lowest),
    price_min: amount(lowest),
    price_max: amount(Math.max(0, ...prices)),
    available: product.variants.some((variant) => sellable(variant)),
    price_varies: new Set(prices).size > 1,
    compare_at_price: former === null ? null : amount(former),
    compare_at_price_min: amount(former ?? 0),
    compare_at_price_max: amount(Math.max(0, ...formers)),
    compare_at_price_varies: new Set(formers).size > 1,
    variants: product.variants.map((variant) => variantJs(product, variant, currency)),
    images: product.images.map(source),
    featured_image: product.images[0] ? source(product.images[0]) : null,
    options: options(product),
    url: `/products/${product.handle}`,
    media: product.images.map(mediaJs),
    requires_selling_plan: false,
    selling_plan_groups: [],
  }
}

function variantJs(product: ProductView, variant: VariantView, currency: string) {
  const values = optionValues(product, variant)
  const isDefault = product.options.length === 0
  const left = unitsLeft(variant)
  return {
    id: variant.id,
    title: variant.title,
    ...numbered(values),
    sku: variant.sku,
    requires_shipping: variant.requiresShipping,
    taxable: variant.taxable,
    featured_image: null,
    available: sellable(variant),
    name: isDefault ? product.title : `${product.title} - ${variant.title}`,
    public_title: isDefault ? null : variant.title,
    options: values,
    price: hundredths(variant.priceMinor, currency),
    weight: variant.grams,
    compare_at_price: variant.compareAtMinor === null ? null : hundredths(variant.compareAtMinor, currency),
    inventory_management: variant.tracked ? 'shopify' : null,
    inventory_policy: variant.policy,
    ...(left === null ? {} : { inventory_quantity: Math.min(left, MOST_PUBLISHED) }),
    barcode: null,
    requires_selling_plan: false,
    selling_plan_allocations: [],
  }
}

/** A product of `/products.json` and `/collections/{handle}/products.json`. */
export function productFeed(product: ProductView, currency: string) {
  return {
    id: product.id,
    title: product.title,
    handle: product.handle,
    body_html: product.descriptionHtml,
    published_at: product.publishedAt,
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    vendor: product.vendor,
    product_type: product.productType,
    tags: product.tags,
    variants: product.variants.map((variant) => ({
      id: variant.id,
      title: variant.title,
      ...numbered(optionValues(product, variant)),
      sku: variant.sku,
      requires_shipping: variant.requiresShipping,
      taxable: variant.taxable,
      featured_image: null,
      available: sellable(variant),
      price: toDecimalString(variant.priceMinor, currency),
      grams: variant.grams,
      compare_at_price: variant.compareAtMinor === null ? null : toDecimalString(variant.compareAtMinor, currency),
      position: variant.position,
      product_id: product.id,
      created_at: product.createdAt,
      updated_at: product.updatedAt,
    })),
    images: product.images.map((image, index) => ({
      position: index + 1,
      product_id: product.id,
      variant_ids: [],
      src: source(image),
      alt: image.alt,
      width: image.width,
      height: image.height,
    })),
    options: options(product),
  }
}

function mediaJs(image: ImageRef, index: number) {
  const size = { aspect_ratio: aspectRatio(image), height: image.height, width: image.width, src: source(image) }
  return { alt: image.alt, position: index + 1, preview_image: size, media_type: 'image', ...size }
}

/** A product without options has Shopify's one: Title, with one value. */
function options(product: ProductView) {
  const named = product.options.length > 0 ? product.options : [{ name: 'Title', values: [DEFAULT_VARIANT_TITLE] }]
  return named.map(({ name, values }, index) => ({ name, position: index + 1, values }))
}

function optionValues(product: ProductView, variant: VariantView): string[] {
  if (product.options.length === 0) return [DEFAULT_VARIANT_TITLE]
  return product.options.map((option) => variant.optionValues[option.name] ?? '')
}

function numbered([option1 = null, option2 = null, option3 = null]: (string | null)[]) {
  return { option1, option2, option3 }
}
