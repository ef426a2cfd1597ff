/** A product in the shape of Shopify's REST resource. Pure. */
import type { ProductView, VariantView } from '@/lib/catalog/types'
import { imagePath } from '@/lib/media/images'
import { toDecimalString } from '@/lib/money'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import type { PayloadStore } from './payload-store'
import { timeWriter } from './shopify-time'

const IMAGE_WIDTH = 1440
const OPTIONS = 3

export function productPayload(product: ProductView, store: PayloadStore) {
  const time = timeWriter(store.timeZone)
  const at = (iso: string | null) => time(iso === null ? null : new Date(iso))
  const images = product.images.map((image, index) => ({
    product_id: product.id,
    position: index + 1,
    alt: image.alt || null,
    width: image.width,
    height: image.height,
    src: `${storeOrigin(store)}${imagePath(image.key, IMAGE_WIDTH)}`,
  }))
  return {
    id: product.id,
    title: product.title,
    body_html: product.descriptionHtml,
    vendor: product.vendor,
    product_type: product.productType,
    handle: product.handle,
    status: product.status,
    tags: product.tags.join(', '),
    created_at: at(product.createdAt),
    updated_at: at(product.updatedAt),
    published_at: product.status === 'active' ? at(product.publishedAt) : null,
    options: product.options.map(({ name, values }, index) => ({
      product_id: product.id,
      name,
      position: index + 1,
      values,
    })),
    variants: product.variants.map((variant) => variantPayload(product, variant, store.currency)),
    images,
    image: images[0] ?? null,
  }
}

function variantPayload(product: ProductView, variant: VariantView, currency: string) {
  const options = Array.from({ length: OPTIONS }, (_, index) => {
    const name = product.options[index]?.name
    return [`option${index + 1}`, (name && variant.optionValues[name]) ?? null]
  })
  return {
    id: variant.id,
    product_id: product.id,
    title: variant.title,
    sku: variant.sku,
    price: toDecimalString(variant.priceMinor, currency),
    compare_at_price: variant.compareAtMinor === null ? null : toDecimalString(variant.compareAtMinor, currency),
    position: variant.position,
    ...Object.fromEntries(options),
    grams: variant.grams,
    weight: variant.grams,
    weight_unit: 'g',
    inventory_management: variant.tracked ? 'shopify' : null,
    inventory_policy: variant.policy,
    inventory_quantity: variant.tracked ? variant.available : 0,
    requires_shipping: variant.requiresShipping,
    taxable: variant.taxable,
  }
}
