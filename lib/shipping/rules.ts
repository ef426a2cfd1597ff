/** Which zone a destination is in, and what a rate costs there. Money is minor units of the store's currency. */

export interface ShippingRate {
  id: number
  name: string
  priceMinor: number
  freeOverMinor: number | null
  minDays: number
  maxDays: number
}

export interface ShippingZone {
  id: number
  name: string
  /** ISO 3166 alpha-2 codes, or `*`: everywhere that no other zone names. */
  countries: string[]
  rates: ShippingRate[]
}

/** The zone that names the country, else the rest of the world, else null: the store does not ship there. */
export function zoneFor(zones: readonly ShippingZone[], country: string): ShippingZone | null {
  return (
    zones.find((zone) => zone.countries.includes(country)) ?? zones.find((zone) => zone.countries.includes('*')) ?? null
  )
}

/** What the rate costs for goods worth `discountedSubtotal` (after discounts, before tax). */
export function ratePrice(
  rate: Pick<ShippingRate, 'priceMinor' | 'freeOverMinor'>,
  discountedSubtotal: number,
): number {
  return rate.freeOverMinor !== null && discountedSubtotal >= rate.freeOverMinor ? 0 : rate.priceMinor
}
