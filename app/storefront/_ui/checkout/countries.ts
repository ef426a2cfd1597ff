/** Where a store ships, as the checkout offers it: the countries it names first, then the rest when it ships everywhere. */
import type { ShippingZone } from '@/lib/shipping/rules'
import { COUNTRY_CODES, type Country } from '@/lib/stores/countries'

export interface Destinations {
  /** The one that is chosen at first. */
  home: string
  named: Country[]
  others: Country[]
}

/** The destinations of these zones, named in the locale's language and sorted its way. */
export function destinationsOf(zones: readonly ShippingZone[], locale: string): Destinations {
  const names = new Intl.DisplayNames([locale, 'en'], { type: 'region' })
  const toCountry = (code: string): Country => ({ code, name: names.of(code) ?? code })
  const byName = (a: Country, b: Country) => a.name.localeCompare(b.name, locale)
  const shipping = zones.filter((zone) => zone.rates.length > 0)
  const codes = new Set(shipping.flatMap((zone) => zone.countries).filter((code) => /^[A-Z]{2}$/.test(code)))
  const everywhere = zones.length === 0 || shipping.some((zone) => zone.countries.includes('*'))
  const named = [...codes].map(toCountry).sort(byName)
  const others = everywhere
    ? COUNTRY_CODES.filter((code) => !codes.has(code))
        .map(toCountry)
        .sort(byName)
    : []
  const [first] = shipping.flatMap((zone) => zone.countries).filter((code) => codes.has(code))
  return { home: first ?? new Intl.Locale(locale).region ?? 'US', named, others }
}
