/**
 * A store host's public paths and the files that answer them (under app/storefront/[store]/). Pure.
 * The rewritten forms are never public: typing one is a 404.
 */

import { leadingName } from './path'

export const SORTS = ['manual', 'title-ascending', 'price-ascending', 'price-descending', 'created-descending'] as const
const MAX_PAGE = 250

/** Public prefixes that exist on the platform's host only, and the rewritten tree's own name. */
const NOT_ON_STORES = new Set([
  'admin',
  'operator',
  'signup',
  'login',
  'stores',
  'storefront',
  'json',
  '_next',
  '_stoa',
])
const CART_ACTIONS = new Set(['add', 'change', 'update', 'clear'])

/**
 * The path below /storefront/{storeId} that answers `segments` of a store host (already checked by path.ts), or null for a
 * path that does not exist there.
 */
export function storefrontPath(segments: string[], search: URLSearchParams): string | null {
  const [first = '', second, third] = segments
  const name = leadingName(segments)
  if (NOT_ON_STORES.has(name)) return null
  if (name === 'api') return apiPath(segments)
  if (segments.length === 1 && (first === 'cart.js' || first === 'cart.json')) return '/json/cart'
  if (first === 'products.json' && segments.length === 1) return '/json/products'
  if (first === 'products' && segments.length === 2 && second?.endsWith('.js'))
    return `/json/products/${second.slice(0, -3)}`
  if (first === 'search' && second === 'suggest.json' && segments.length === 2) return '/json/search/suggest'
  if (first === 'cart') return cartPath(segments)
  if (first === 'collections' && second !== undefined) {
    if (segments.length === 3 && third === 'products.json') return `/json/collections/${second}/products`
    if (segments.length === 3 && /^page-\d/.test(third ?? '')) return null
    if (segments.length === 2) return `/collections/${second}${listing(search)}`
  }
  return segments.length === 0 ? '' : `/${segments.join('/')}`
}

/** The few APIs that a shop has; everything else below /api is the platform's. */
function apiPath(segments: string[]): string | null {
  const path = segments.join('/')
  if (path === 'api/checkout' || path === 'api/checkout/contact') return `/json${path.slice('api'.length)}`
  return /^api\/unsubscribe\/[0-9a-f]{96}$/.test(path) ? `/json/unsubscribe/${segments[2]}` : null
}

/** `/page-2.sort-price-ascending` for a listing that is not the first page in its own order: cached under a path of its own. */
function listing(search: URLSearchParams): string {
  const page = search.get('page')
  const sort = search.get('sort_by')
  const number = page !== null && /^[1-9]\d{0,2}$/.test(page) ? Number(page) : 1
  const valid = number <= MAX_PAGE ? number : 1
  const order = SORTS.find((known) => known === sort)
  if (order) return `/page-${valid}.sort-${order}`
  return valid > 1 ? `/page-${valid}` : ''
}

function cartPath(segments: string[]): string | null {
  const second = segments[1]
  if (second === undefined) return '/cart'
  if (segments.length !== 2) return null
  const action = second.endsWith('.js') ? second.slice(0, -3) : ''
  if (CART_ACTIONS.has(action)) return `/json/cart/${action}`
  return /^\d+(:|%3a)\d+(,|%2c|\d|:|%3a)*$/i.test(second) ? `/cart/permalink/${second}` : null
}
