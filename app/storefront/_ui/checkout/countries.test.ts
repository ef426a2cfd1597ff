import { describe, expect, it } from 'vitest'
import { missingRegion } from '@/lib/stores/regions'
import { destinationsOf } from './countries'

const rate = {
  id: 1,
  name: 'Post',
  priceMinor: 500,
  freeOverMinor: null,
  condition: 'none' as const,
  conditionFrom: null,
  conditionTo: null,
  minDays: 1,
  maxDays: 2,
}
const zone = (countries: string[], rates = [rate]) => ({ id: 1, name: '', countries, rates })

describe('destinationsOf', () => {
  it('offers only the named countries when the store ships nowhere else', () => {
    const { home, named, others } = destinationsOf([zone(['US']), zone(['CA', 'MX'])], 'en-US')
    expect(home).toBe('US')
    expect(named.map((country) => country.code)).toEqual(['CA', 'MX', 'US'])
    expect(others).toEqual([])
  })

  it('puts the rest of the world after the named ones', () => {
    const { named, others } = destinationsOf([zone(['IE']), zone(['*'])], 'en-IE')
    expect(named).toEqual([{ code: 'IE', name: 'Ireland' }])
    expect(others.some((country) => country.code === 'IE')).toBe(false)
    expect(others.length).toBeGreaterThan(200)
  })

  it('leaves out a zone without rates', () => {
    expect(destinationsOf([zone(['DE']), zone(['FR'], [])], 'de-DE').named.map(({ code }) => code)).toEqual(['DE'])
  })
})

describe('missingRegion', () => {
  it('asks for a state where tax depends on it', () => {
    expect(missingRegion({ country: 'US', province: '' })).toBe('state')
    expect(missingRegion({ country: 'US', province: 'ME' })).toBeNull()
    expect(missingRegion({ country: 'IE', province: '' })).toBeNull()
  })
})
