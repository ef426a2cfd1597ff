import { describe, expect, it } from 'vitest'
import { listingHref, parseListing } from './listing-address'

describe('parseListing', () => {
  it('reads what middleware writes', () => {
    expect(parseListing('page-2')).toEqual({ page: 2, sort: 'manual' })
    expect(parseListing('page-1.sort-price-ascending')).toEqual({ page: 1, sort: 'price-ascending' })
  })

  it.each(['page-0', 'page-01', 'page--1', 'page-1.sort-colour', 'page-1.sort-', 'page-123456', 'page-1/..', ''])(
    'refuses %s',
    (segment) => {
      expect(parseListing(segment)).toBeNull()
    },
  )
})

describe('listingHref', () => {
  it('has no query for the first page in its own order', () => {
    expect(listingHref('/collections/all', { page: 1, sort: 'manual' })).toBe('/collections/all')
  })

  it('names page and order otherwise', () => {
    const href = listingHref('/collections/all', { page: 3, sort: 'title-ascending' })
    expect(href).toBe('/collections/all?page=3&sort_by=title-ascending')
  })
})
