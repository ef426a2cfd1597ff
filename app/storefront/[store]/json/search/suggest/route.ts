/** GET /search/suggest.json?q=: products for the search field as one types. Other resource types are not suggested yet. */
import type { ProductCard } from '@/lib/catalog/types'
import { toDecimalString } from '@/lib/money'
import { searchProducts } from '@/lib/search/queries'
import { catalogRoute } from '../../_shopify/catalog-route'
import { featuredImage, source } from '../../_shopify/images'
import { wholeNumber } from '../../_shopify/query'

const MOST = 10

export const GET = catalogRoute(
  async (tx, request) => {
    const { searchParams } = new URL(request.url)
    const limit = wholeNumber(searchParams, 'resources[limit]', MOST, MOST)
    return searchProducts(tx, searchParams.get('q') ?? '', { limit })
  },
  ({ products }, currency) => ({
    resources: { results: { products: products.map((product) => suggestion(product, currency)) } },
  }),
)

function suggestion(product: ProductCard, currency: string) {
  const [image] = product.images
  const former = toDecimalString(product.compareAtMinor ?? 0, currency)
  return {
    id: product.id,
    title: product.title,
    handle: product.handle,
    url: `/products/${product.handle}`,
    vendor: product.vendor,
    type: product.productType,
    available: product.available,
    price: toDecimalString(product.priceMinor, currency),
    price_min: toDecimalString(product.priceMinor, currency),
    price_max: toDecimalString(product.priceMaxMinor, currency),
    compare_at_price_min: former,
    compare_at_price_max: former,
    image: image ? source(image) : null,
    featured_image: image ? featuredImage(image) : null,
  }
}
