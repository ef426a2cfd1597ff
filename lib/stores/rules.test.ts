import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PLACES } from './places'
import { RESERVED_SLUGS } from './reserved'
import { slugProblem, suggestSlug } from './rules'

describe('slugProblem', () => {
  it.each(['harbor-books', 'abc', 'a1b', '9lives', 'a'.repeat(63), 'a-b-c', 'abcd--e'])('accepts %s', (slug) => {
    expect(slugProblem(slug)).toBeNull()
  })

  it.each([
    '',
    'ab',
    'a'.repeat(64),
    '-abc',
    'abc-',
    'ab--cd',
    'xn--abc',
    'ABC',
    'a_b',
    'a.b',
    'käse',
    'admin',
    'www',
    'stoa',
  ])('refuses %j', (slug) => {
    expect(slugProblem(slug)).toMatch(/./)
  })

  it('keeps at least 200 names back', () => {
    expect(RESERVED_SLUGS.size).toBeGreaterThanOrEqual(200)
  })

  it('accepts only what the database accepts', () => {
    const form = /^[a-z0-9]([a-z0-9-]{1,61}[a-z0-9])$/
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab9-_.A'), maxLength: 66 }), (slug) => {
        if (slugProblem(slug) === null) expect(slug).toMatch(form)
      }),
    )
  })
})

describe('suggestSlug', () => {
  it.each([
    ['Kiln & Clay', 'kiln-and-clay'],
    ['Ada’s Engines', 'adas-engines'],
    ['Crème Brûlée — Paris', 'creme-brulee-paris'],
    ['Straße 9', 'strasse-9'],
    ['木', ''],
  ])('makes %s into %j', (name, slug) => {
    expect(suggestSlug(name)).toBe(slug)
  })
})

it('knows whole places', () => {
  for (const place of PLACES) {
    expect(place.country).toMatch(/^[A-Z]{2}$/)
    expect(place.currency).toMatch(/^[A-Z]{3}$/)
    expect(Intl.getCanonicalLocales(place.locale)).toEqual([place.locale])
  }
})
