/** Where a store ships, as the checkout offers it: the countries it names first, then the rest when it ships everywhere. */
import type { ShippingZone } from '@/lib/shipping/rules'

export interface Country {
  code: string
  name: string
}

export interface Destinations {
  /** The one that is chosen at first. */
  home: string
  named: Country[]
  others: Country[]
}

/** ISO 3166-1 alpha-2 codes of inhabited places with a post. */
const CODES =
  'AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PS PT PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  )

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
    ? CODES.filter((code) => !codes.has(code))
        .map(toCountry)
        .sort(byName)
    : []
  const [first] = shipping.flatMap((zone) => zone.countries).filter((code) => codes.has(code))
  return { home: first ?? new Intl.Locale(locale).region ?? 'US', named, others }
}
