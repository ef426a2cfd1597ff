import { expect, it } from 'vitest'
import { ratePrice, zoneFor } from './rules'

const zone = (name: string, countries: string[]) => ({ id: 1, name, countries, rates: [] })

it('finds the zone that names the country before the rest of the world', () => {
  const zones = [zone('World', ['*']), zone('Home', ['US', 'CA'])]
  expect(zoneFor(zones, 'CA')?.name).toBe('Home')
  expect(zoneFor(zones, 'FR')?.name).toBe('World')
  expect(zoneFor([zone('Home', ['US'])], 'FR')).toBeNull()
})

it('costs nothing from the threshold on', () => {
  const rate = { priceMinor: 395, freeOverMinor: 5000 }
  expect(ratePrice(rate, 4999)).toBe(395)
  expect(ratePrice(rate, 5000)).toBe(0)
  expect(ratePrice({ priceMinor: 395, freeOverMinor: null }, 99_999)).toBe(395)
})
