/** Which zone a destination is in, and what a rate costs there. Money is minor units of the store's currency. */

export interface ShippingRate {
  id: number
  name: string
  priceMinor: number
  freeOverMinor: number | null
  /** What `from` and `to` measure: nothing, grams, or the goods' subtotal after discounts. */
  condition: 'none' | 'weight' | 'price'
  /** Inclusive. */
  conditionFrom: number | null
  /** Exclusive. */
  conditionTo: number | null
  minDays: number
  maxDays: number
}

export interface ShippingZone {
  id: number
  name: string
  /** ISO 3166 alpha-2 codes (`US`), regions (`US-CA`), or `*`: everywhere that no other zone names. */
  countries: string[]
  rates: ShippingRate[]
}

export interface Parcel {
  /** Of the lines that need shipping. */
  grams: number
  /** After discounts, before tax. */
  goods: number
}

/** The zone that names the region, else the country, else the rest of the world, else null: no shipping there. */
export function zoneFor(zones: readonly ShippingZone[], country: string, province = ''): ShippingZone | null {
  const names = [province ? `${country}-${province}` : null, country, '*']
  for (const name of names) {
    const zone = name === null ? undefined : zones.find((each) => each.countries.includes(name))
    if (zone) return zone
  }
  return null
}

/** Whether the rate is offered for this parcel. */
export function rateApplies(
  rate: Pick<ShippingRate, 'condition' | 'conditionFrom' | 'conditionTo'>,
  { grams, goods }: Parcel,
): boolean {
  if (rate.condition === 'none') return true
  const measured = rate.condition === 'weight' ? grams : goods
  return measured >= (rate.conditionFrom ?? 0) && (rate.conditionTo === null || measured < rate.conditionTo)
}

/** What the rate costs for goods worth `discountedSubtotal` (after discounts, before tax). */
export function ratePrice(
  rate: Pick<ShippingRate, 'priceMinor' | 'freeOverMinor'>,
  discountedSubtotal: number,
): number {
  return rate.freeOverMinor !== null && discountedSubtotal >= rate.freeOverMinor ? 0 : rate.priceMinor
}
