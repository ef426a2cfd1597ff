/** Addresses as the post of their country reads them. */
import { expect, it } from 'vitest'
import { postalLines } from './postal-address'

const at = (country: string, city: string, zip: string, province?: string) =>
  postalLines({ name: 'Ada', address1: '12 Quay Street', city, zip, country, province }).slice(2)

it.each([
  [at('US', 'Portland', '97201', 'OR'), ['Portland OR 97201']],
  [at('DE', 'Berlin', '10115'), ['10115 Berlin']],
  [at('IT', 'Roma', '00118', 'RM'), ['00118 Roma, RM']],
  [at('GB', 'London', 'SW1A 1AA'), ['London', 'SW1A 1AA']],
])('%j', (lines, expected) => expect(lines).toEqual(expected))

it('leaves out what is empty', () => {
  const address = { name: 'Ada', address1: 'Quay 1', address2: '', city: 'Hong Kong', zip: '', country: 'HK' }
  expect(postalLines(address)).toEqual(['Ada', 'Quay 1', 'Hong Kong'])
})
