/** Query parameters of the public feeds, checked. */
import { MAX_FEED_SIZE } from '@/lib/catalog/types'
import { DomainError } from '@/lib/errors'

const DEFAULT_FEED_SIZE = 30
const MAX_PAGE = 1_000

/** `?limit` (at most 250; Shopify's default of 30) and `?page` (from 1). @throws invalid_request */
export function feedPage(request: Request): { page: number; pageSize: number } {
  const { searchParams } = new URL(request.url)
  return {
    pageSize: wholeNumber(searchParams, 'limit', DEFAULT_FEED_SIZE, MAX_FEED_SIZE),
    page: wholeNumber(searchParams, 'page', 1, MAX_PAGE),
  }
}

/** A whole number from 1 to `most`, or `otherwise` when absent. @throws invalid_request */
export function wholeNumber(params: URLSearchParams, name: string, otherwise: number, most: number): number {
  const text = params.get(name)
  if (text === null || text === '') return otherwise
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (number >= 1 && number <= most) return number
  const message = `“${name}” is a whole number from 1 to ${most}.`
  throw new DomainError('invalid_request', message, { fields: { [name]: message } })
}
