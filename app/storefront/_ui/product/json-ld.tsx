/** The product for search engines: `Product` without variants, `ProductGroup` with. `<` is escaped: merchants' text is untrusted. */

import { sellable } from '@/lib/catalog/rules'
import type { ProductView, VariantView } from '@/lib/catalog/types'
import { imagePath } from '@/lib/media/images'
import { toDecimalString } from '@/lib/money'
import type { StoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { plainText } from '../rich-text'

interface Props {
  profile: StoreProfile
  product: ProductView
}

export function JsonLd({ profile, product }: Props) {
  const json = JSON.stringify(productJson(profile, product)).replace(/</g, '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with `<` escaped cannot end the script.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}

function productJson(profile: StoreProfile, product: ProductView) {
  const url = `${storeOrigin(profile)}/products/${product.handle}`
  const common = {
    '@context': 'http://schema.org/',
    '@id': `/products/${product.handle}#product`,
    name: product.title,
    url,
    description: product.seoDescription || plainText(product.descriptionHtml),
    image: product.images.map((image) => `${storeOrigin(profile)}${imagePath(image.key, 1440)}`),
    category: product.productType || undefined,
    brand: product.vendor ? { '@type': 'Brand', name: product.vendor } : undefined,
  }
  const only = product.variants[0]
  if (product.options.length === 0 && only) {
    return { ...common, '@type': 'Product', sku: only.sku ?? undefined, offers: offer(profile, url, only) }
  }
  return {
    ...common,
    '@type': 'ProductGroup',
    productGroupID: String(product.id),
    hasVariant: product.variants.map((variant) => ({
      '@type': 'Product',
      name: `${product.title} – ${variant.title}`,
      sku: variant.sku ?? undefined,
      offers: offer(profile, `${url}?variant=${variant.id}`, variant),
    })),
  }
}

function offer(profile: StoreProfile, url: string, variant: VariantView) {
  return {
    '@type': 'Offer',
    url,
    price: toDecimalString(variant.priceMinor, profile.currency),
    priceCurrency: profile.currency,
    availability: sellable(variant) ? 'http://schema.org/InStock' : 'http://schema.org/OutOfStock',
  }
}
