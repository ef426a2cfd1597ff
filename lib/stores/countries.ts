/** Countries and their regions by name, wherever somebody chooses where things go. Pure. */
import { addressForm } from './regions'

export interface Country {
  code: string
  name: string
}

/** ISO 3166-1 alpha-2 codes of inhabited places with a post. */
export const COUNTRY_CODES: readonly string[] =
  'AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PS PT PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  )

/**
 * Every country with its name in the locale's language, sorted its way. For the server: browsers know other names for some,
 * so that a page which names them in both places would not agree with itself.
 */
export function listCountries(locale: string): Country[] {
  const names = new Intl.DisplayNames([locale, 'en'], { type: 'region' })
  return COUNTRY_CODES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) =>
    a.name.localeCompare(b.name, locale),
  )
}

/** 'Oregon, United States' for `US-OR`, 'Germany' for `DE`, 'Everywhere else' for `*`; what is no place as it stands. */
export function placeName(place: string, countries: readonly Country[]): string {
  if (place === '*') return 'Everywhere else'
  const [, country = '', region] = /^([A-Z]{2})(?:-(.+))?$/.exec(place) ?? []
  const name = countries.find(({ code }) => code === country)?.name
  if (name === undefined) return place
  if (region === undefined) return name
  const known = addressForm(country).province?.options.find(({ code }) => code === region)
  return `${known?.name ?? region}, ${name}`
}
