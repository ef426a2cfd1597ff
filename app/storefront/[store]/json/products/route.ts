/** GET /products.json?limit&page: every active product, newest first. */
import { listProductViews } from '@/lib/catalog/queries'
import { catalogRoute } from '../_shopify/catalog-route'
import { productFeed } from '../_shopify/product'
import { feedPage } from '../_shopify/query'

export const GET = catalogRoute(
  async (tx, request) => listProductViews(tx, feedPage(request)),
  (products, currency) => ({ products: products.map((product) => productFeed(product, currency)) }),
)
