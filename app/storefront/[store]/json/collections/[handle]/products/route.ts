/** GET /collections/{handle}/products.json?limit&page: a collection's active products in its order; `all` is every product. */
import { findCollection, listProductViews } from '@/lib/catalog/queries'
import { notFound } from '@/lib/errors'
import { catalogRoute } from '../../../_shopify/catalog-route'
import { productFeed } from '../../../_shopify/product'
import { feedPage } from '../../../_shopify/query'

export const GET = catalogRoute(
  async (tx, request, handle) => {
    const listing = { ...feedPage(request), collection: handle }
    return Promise.all([handle === 'all' || findCollection(tx, handle), listProductViews(tx, listing)])
  },
  ([collection, products], currency) => {
    if (!collection) throw notFound('This collection')
    return { products: products.map((product) => productFeed(product, currency)) }
  },
)
