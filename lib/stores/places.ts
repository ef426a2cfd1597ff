/**
 * Countries a store can be in (where card payments can be activated), each with the currency and language tag that a new
 * store starts with and whether its prices usually include tax.
 */

import { exponentOf } from '@/lib/money'

export interface Place {
  /** ISO 3166-1 alpha-2. */
  country: string
  currency: string
  locale: string
  taxInclusive: boolean
}

const ROWS = `
  AE AED en-AE 1|AT EUR de-AT 1|AU AUD en-AU 1|BE EUR nl-BE 1|BG EUR bg-BG 1|BR BRL pt-BR 1|CA CAD en-CA 0|CH CHF de-CH 1
  CY EUR el-CY 1|CZ CZK cs-CZ 1|DE EUR de-DE 1|DK DKK da-DK 1|EE EUR et-EE 1|ES EUR es-ES 1|FI EUR fi-FI 1|FR EUR fr-FR 1
  GB GBP en-GB 1|GR EUR el-GR 1|HK HKD en-HK 1|HR EUR hr-HR 1|HU HUF hu-HU 1|IE EUR en-IE 1|IT EUR it-IT 1|JP JPY ja-JP 1
  LI CHF de-LI 1|LT EUR lt-LT 1|LU EUR fr-LU 1|LV EUR lv-LV 1|MT EUR en-MT 1|MX MXN es-MX 1|MY MYR en-MY 1|NL EUR nl-NL 1
  NO NOK nb-NO 1|NZ NZD en-NZ 1|PL PLN pl-PL 1|PT EUR pt-PT 1|RO RON ro-RO 1|SE SEK sv-SE 1|SG SGD en-SG 1|SI EUR sl-SI 1
  SK EUR sk-SK 1|TH THB th-TH 1|US USD en-US 0
`

export const PLACES: readonly Place[] = ROWS.trim()
  .split(/[|\n]/)
  .map((row) => {
    const [country = '', currency = '', locale = '', inclusive] = row.trim().split(' ')
    return { country, currency, locale, taxInclusive: inclusive === '1' }
  })

export const CURRENCIES: readonly string[] = [...new Set(PLACES.map((place) => place.currency))].sort()

/** The place of a country code, or undefined when stores cannot be there. */
export function placeOf(country: string): Place | undefined {
  return PLACES.find((place) => place.country === country)
}

/** English name of a country code; the code itself when it has none. */
export function countryName(country: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country
  } catch {
    return country
  }
}

/** Rough worth of one dollar, for first suggestions of shipping rates only. */
const SCALE: Record<string, number> = {
  AED: 4,
  BRL: 5,
  CZK: 24,
  DKK: 7,
  HKD: 8,
  HUF: 360,
  JPY: 150,
  MXN: 18,
  MYR: 4,
  NOK: 10,
  PLN: 4,
  RON: 5,
  SEK: 10,
  THB: 35,
}

/** A plausible price worth about `dollars`, in minor units of the currency. */
export function roughPrice(dollars: number, currency: string): number {
  return dollars * (SCALE[currency] ?? 1) * 10 ** exponentOf(currency)
}
