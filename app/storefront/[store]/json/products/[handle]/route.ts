/** GET /products/{handle}.js: one active product with the stock of this moment. */
import { findProductByHandle } from '@/lib/catalog/queries'
import { notFound } from '@/lib/errors'
import { catalogRoute } from '../../_shopify/catalog-route'
import { productJs } from '../../_shopify/product'

export const GET = catalogRoute(
  (tx, _request, handle) => findProductByHandle(tx, handle),
  (product, currency) => {
    if (!product) throw notFound('This product')
    return productJs(product, currency)
  },
)
