/**
 * How a listing is named: in the public address (`?page=2&sort_by=price-ascending`) and in the segment that middleware makes
 * of it (`page-2.sort-price-ascending`), which names the cached page.
 */
import { LISTING_SORTS, type ListingSort } from '@/lib/catalog/types'

export interface ListingChoice {
  /** From 1. */
  page: number
  sort: ListingSort
}

/** The choice that a path segment names, or null when it is not one that middleware writes. */
export function parseListing(segment: string): ListingChoice | null {
  const match = /^page-([1-9]\d{0,4})(?:\.sort-([a-z-]+))?$/.exec(segment)
  if (!match) return null
  const sort = match[2] === undefined ? 'manual' : LISTING_SORTS.find((each) => each === match[2])
  return sort ? { page: Number(match[1]), sort } : null
}

/** The public address of a listing; the first page in the collection's own order carries no query. */
export function listingHref(path: string, { page, sort }: ListingChoice): string {
  const query = new URLSearchParams()
  if (page > 1) query.set('page', String(page))
  if (sort !== 'manual') query.set('sort_by', sort)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
