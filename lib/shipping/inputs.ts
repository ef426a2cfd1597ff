/** What a merchant's shipping form sends, checked by field (`zones.0.rates.1.price`). Amounts and weights are texts. */
import { z } from 'zod'
import { DomainError, type FieldErrors } from '@/lib/errors'
import { parseDecimal } from '@/lib/money'
import { listCountries, placeName } from '@/lib/stores/countries'
import { isStorable, NOT_STORABLE } from '@/lib/text'

export const ZONES_MAX = 100
export const RATES_PER_ZONE_MAX = 20
const PLACES_MAX = 250
const DAYS_MAX = 365
const GRAMS_MAX = 10_000_000

const text = (max: number) =>
  z.string().trim().max(max, `Use at most ${max} characters.`).refine(isStorable, NOT_STORABLE)

const rate = z.object({
  id: z.int().positive().nullable(),
  name: text(80),
  price: text(20),
  /** '': never free. */
  freeOver: text(20),
  condition: z.enum(['none', 'weight', 'price']),
  /** Grams, or an amount; '': open. */
  from: text(20),
  to: text(20),
  minDays: text(3),
  maxDays: text(3),
})

export const shippingSchema = z.object({
  zones: z
    .array(
      z.object({
        id: z.int().positive().nullable(),
        name: text(80),
        /** 'US, CA, US-CA' or '*'. */
        places: text(2_000),
        rates: z.array(rate).max(RATES_PER_ZONE_MAX, `A zone has at most ${RATES_PER_ZONE_MAX} rates.`),
      }),
    )
    .max(ZONES_MAX, `A store has at most ${ZONES_MAX} zones.`),
})
export type ShippingInput = z.infer<typeof shippingSchema>
export type RateInput = ShippingInput['zones'][number]['rates'][number]

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

type Say = (name: string, message: string) => void

/** The rows that the form means. @throws invalid_request with a message for each field */
export function shippingRows(input: ShippingInput, currency: string) {
  const fields: FieldErrors = {}
  const say: Say = (name, message) => {
    fields[name] ??= message
  }
  const taken = new Map<string, string>()
  const zones = input.zones.map((zone, index) => {
    const at = `zones.${index}`
    if (zone.name === '') say(`${at}.name`, 'Enter a name.')
    if (zone.rates.length === 0) say(`${at}.rates`, 'Add a rate, or remove the zone.')
    const places = placesOf(`${at}.places`, zone.places, say)
    for (const place of places) {
      const other = taken.get(place)
      if (other !== undefined)
        say(`${at}.places`, `${placeName(place, listCountries('en'))} is in the zone “${other}” already.`)
      taken.set(place, zone.name)
    }
    const rates = zone.rates.map((each, n) => rateRow(`${at}.rates.${n}`, each, currency, say))
    return { id: zone.id, name: zone.name, countries: places, rates }
  })
  if (Object.keys(fields).length > 0) {
    throw new DomainError('invalid_request', 'Some details are missing or not right yet.', { fields })
  }
  return zones
}
export type ShippingRows = ReturnType<typeof shippingRows>

function placesOf(name: string, text_: string, say: Say): string[] {
  const places = [
    ...new Set(
      text_
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ]
  if (places.length === 0) say(name, 'Add at least one country, or everywhere else.')
  if (places.length > PLACES_MAX) say(name, `Name at most ${PLACES_MAX} places.`)
  const wrong = places.find((place) => place !== '*' && !isPlace(place))
  if (wrong) say(name, `${wrong} is no country code such as US, and no region such as US-CA.`)
  return places
}

function isPlace(place: string): boolean {
  const [country = '', region] = place.split('-')
  const known = /^[A-Z]{2}$/.test(country) && country !== 'ZZ' && regions.of(country) !== undefined
  return known && (region === undefined || /^[A-Z0-9]{1,3}$/.test(region))
}

function rateRow(at: string, input: RateInput, currency: string, say: Say) {
  if (input.name === '') say(`${at}.name`, 'Enter a name.')
  const amount = (name: string, value: string, empty: number | null) => {
    const minor = value === '' ? empty : parseDecimal(value, currency)
    if (value !== '' && minor === null) say(`${at}.${name}`, 'Enter an amount, such as 4.50.')
    return minor
  }
  const days = (name: 'minDays' | 'maxDays') => {
    const number = /^\d{1,3}$/.test(input[name]) ? Number(input[name]) : -1
    if (number < 0 || number > DAYS_MAX) say(`${at}.${name}`, `Days, from 0 to ${DAYS_MAX}.`)
    return number
  }
  const bound = (name: 'from' | 'to') => {
    if (input.condition === 'none' || input[name] === '') return null
    if (input.condition === 'price') return amount(name, input[name], null)
    const grams = /^\d{1,8}$/.test(input[name]) ? Number(input[name]) : -1
    if (grams < 0 || grams > GRAMS_MAX) say(`${at}.${name}`, 'Enter whole grams.')
    return grams
  }
  if (input.price === '') say(`${at}.price`, 'Enter a price; 0 is free.')
  const row = {
    id: input.id,
    name: input.name,
    priceMinor: amount('price', input.price, 0) ?? 0,
    freeOverMinor: amount('freeOver', input.freeOver, null),
    condition: input.condition,
    conditionFrom: bound('from'),
    conditionTo: bound('to'),
    minDays: days('minDays'),
    maxDays: days('maxDays'),
  }
  if (row.maxDays < row.minDays) say(`${at}.maxDays`, 'Fewer days than at least.')
  const { conditionFrom, conditionTo } = row
  if (conditionFrom !== null && conditionTo !== null && conditionTo <= conditionFrom) {
    say(`${at}.to`, 'This has to be more than the beginning.')
  }
  return row
}
