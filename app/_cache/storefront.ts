/**
 * What the cached pages of a storefront read. Each reader names the tags that a merchant's edit expires; a reader of
 * something that may not exist names its tags all the same, so that creating it later expires the cached 404.
 */

import { cacheTags } from '@/lib/cache-tags'
import { findPage, listPages } from '@/lib/catalog/content'
import {
  findCollection,
  findProductByHandle,
  listCollections,
  listProducts,
  relatedProducts,
} from '@/lib/catalog/queries'
import type { ListingSort } from '@/lib/catalog/types'
import { getStoreProfile } from '@/lib/stores/queries'
import { cached } from './cached'

export const LISTING_PAGE_SIZE = 24
const RELATED_PRODUCTS = 4
const FEATURED_PRODUCTS = 8

/** Name, settings and theme. @throws not_found */
export const storeProfile = cached('profile', (storeId) => [cacheTags.store(storeId)], getStoreProfile)

/** A product with what else to look at, or null. */
export const productWithRelated = cached(
  'product',
  (storeId, handle: string) => [cacheTags.product(storeId, handle), cacheTags.catalog(storeId)],
  async (tx, handle) => {
    const product = await findProductByHandle(tx, handle)
    return product && { product, related: await relatedProducts(tx, product.id, RELATED_PRODUCTS) }
  },
)

/** A collection's head and one page of its products; handle `all` is every product. Null for an unknown collection. */
export const collectionPage = cached(
  'collection',
  (storeId, _handle: string, _sort: ListingSort, _page: number) => [cacheTags.catalog(storeId)],
  async (tx, handle, sort, page) => {
    const collection = handle === 'all' ? null : handle
    const [head, listing] = await Promise.all([
      collection ? findCollection(tx, collection) : null,
      listProducts(tx, { collection, sort, page, pageSize: LISTING_PAGE_SIZE }),
    ])
    if (collection && !head) return null
    return { head, listing }
  },
)

export const collections = cached('collections', (storeId) => [cacheTags.catalog(storeId)], listCollections)

/** The first products of the collection that the theme features, or the newest ones. */
export const featuredProducts = cached(
  'featured',
  (storeId, _collection: string | null) => [cacheTags.catalog(storeId)],
  async (tx, collection) => {
    const head = collection ? await findCollection(tx, collection) : null
    const listing = await listProducts(tx, { collection: head?.handle ?? null, pageSize: FEATURED_PRODUCTS })
    return { head, products: listing.products }
  },
)

/** One page of all products for the sitemap. */
export const sitemapProducts = cached(
  'sitemap-products',
  (storeId, _page: number) => [cacheTags.catalog(storeId)],
  async (tx, page) => {
    const listing = await listProducts(tx, { sort: 'created-descending', page, pageSize: 100 })
    return { handles: listing.products.map((product) => product.handle), total: listing.total, pages: listing.pages }
  },
)

/** A page or policy, or null. */
export const contentPage = cached(
  'content',
  (storeId, _kind: 'page' | 'policy', _handle: string) => [cacheTags.pages(storeId)],
  (tx, kind, handle) => findPage(tx, kind, handle),
)

/** Handles and titles of pages and policies. */
export const contentIndex = cached(
  'content-index',
  (storeId) => [cacheTags.pages(storeId)],
  async (tx) => {
    const pages = await listPages(tx)
    return pages.map(({ kind, handle, title }) => ({ kind, handle, title }))
  },
)
