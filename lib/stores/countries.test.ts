import { expect, it } from 'vitest'
import { COUNTRY_CODES, listCountries, placeName } from './countries'

it('names every country once, in the reader’s order', () => {
  const list = listCountries('en')
  expect(new Set(list.map(({ code }) => code)).size).toBe(COUNTRY_CODES.length)
  expect(list.filter(({ code, name }) => code === name)).toEqual([])
  expect(list.slice(0, 2).map(({ name }) => name)).toEqual(['Afghanistan', 'Åland Islands'])
  expect(listCountries('de').find(({ code }) => code === 'DE')?.name).toBe('Deutschland')
})

it('names places as a merchant knows them', () => {
  const countries = listCountries('en')
  expect(['US-OR', 'DE', '*', 'JP-13', 'nowhere'].map((place) => placeName(place, countries))).toEqual([
    'Oregon, United States',
    'Germany',
    'Everywhere else',
    '13, Japan',
    'nowhere',
  ])
})
