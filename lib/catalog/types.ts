/**
 * What a shop shows. Results travel through a JSON cache, so they are plain data: dates are ISO 8601 strings, money is
 * integer minor units of the store's currency. Inputs of the merchant's commands are not here.
 */
import type { ProductOption } from '@/db/schema/catalog'

export type { ProductOption } from '@/db/schema/catalog'

/** A stored picture; its paths are in lib/media/images.ts. Width and height are the original's, in pixels. */
export interface ImageRef {
  key: string
  alt: string
  width: number
  height: number
}

/** A product in a listing: no more than a card shows. */
export interface ProductCard {
  id: number
  handle: string
  title: string
  vendor: string
  productType: string
  /** The cheapest variant's. */
  priceMinor: number
  /** The dearest variant's. */
  priceMaxMinor: number
  /** Former price of the cheapest variant that is on sale, or null. */
  compareAtMinor: number | null
  /** Whether any variant can be bought. */
  available: boolean
  /** The first two. */
  images: ImageRef[]
  optionNames: string[]
  /** CSS colour by value, of the first option that has swatches. */
  swatches?: Record<string, string>
}

export interface VariantView {
  id: number
  title: string
  /** Value by option name. */
  optionValues: Record<string, string>
  sku: string | null
  priceMinor: number
  compareAtMinor: number | null
  requiresShipping: boolean
  taxable: boolean
  grams: number
  /** false: stock is not counted. */
  tracked: boolean
  /** What happens when stock has run out. */
  policy: 'deny' | 'continue'
  /** Units that may still be sold; meaningless when not tracked, may be negative under `continue`. */
  available: number
  position: number
  /** Of the stock row, for the merchant's absolute changes. */
  version: number
}

export interface ProductView {
  id: number
  handle: string
  title: string
  vendor: string
  productType: string
  descriptionHtml: string
  seoDescription: string
  tags: string[]
  options: ProductOption[]
  images: ImageRef[]
  variants: VariantView[]
  status: 'draft' | 'active' | 'archived'
  publishedAt: string | null
  version: number
  createdAt: string
  updatedAt: string
}

export interface CollectionView {
  id: number
  handle: string
  title: string
  descriptionHtml: string
  /** Active products only. */
  productCount: number
  /** First picture of its first product. */
  image: ImageRef | null
}

export const LISTING_SORTS = [
  'manual',
  'title-ascending',
  'price-ascending',
  'price-descending',
  'created-descending',
] as const
/** `manual` is the collection's own order; without a collection it is newest first. */
export type ListingSort = (typeof LISTING_SORTS)[number]

export const MAX_PAGE_SIZE = 100
/** Of whole products, in the public feeds. */
export const MAX_FEED_SIZE = 250
export const DEFAULT_PAGE_SIZE = 24

export interface Listing {
  /** Handle; null or absent: every active product. */
  collection?: string | null
  sort?: ListingSort
  /** From 1. */
  page?: number
  /** At most MAX_PAGE_SIZE. */
  pageSize?: number
}

export interface ListingPage {
  products: ProductCard[]
  total: number
  page: number
  pageSize: number
  pages: number
}

export type PageKind = 'page' | 'policy'

/** A page's or policy's text; `bodyHtml` was sanitized when it was written. */
export interface ContentPage {
  id: number
  kind: PageKind
  handle: string
  title: string
  bodyHtml: string
  updatedAt: string
}
