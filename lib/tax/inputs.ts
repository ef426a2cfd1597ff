/** What a merchant's tax form sends, checked by field (`rates.0.percent`). */
import { z } from 'zod'
import { DomainError, type FieldErrors } from '@/lib/errors'
import { isStorable, NOT_STORABLE } from '@/lib/text'
import { provinceCode } from './provinces'

export const TAX_RATES_MAX = 500

const text = (max: number) =>
  z.string().trim().max(max, `Use at most ${max} characters.`).refine(isStorable, NOT_STORABLE)

export const taxSchema = z.object({
  taxProvider: z.enum(['rates', 'stripe_tax']),
  taxInclusive: z.boolean(),
  taxShipping: z.boolean(),
  rates: z
    .array(z.object({ name: text(60), country: text(2), province: text(40), percent: text(10) }))
    .max(TAX_RATES_MAX, `A store has at most ${TAX_RATES_MAX} rates.`),
})
export type TaxInput = z.infer<typeof taxSchema>

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

/** The rows that the form means. @throws invalid_request with a message for each field */
export function taxRows({ rates }: TaxInput): { name: string; country: string; province: string; rateBps: number }[] {
  const fields: FieldErrors = {}
  const say = (name: string, message: string) => {
    fields[name] ??= message
  }
  const seen = new Set<string>()
  const rows = rates.map((rate, index) => {
    const at = `rates.${index}`
    const country = rate.country.toUpperCase()
    const known = /^[A-Z]{2}$/.test(country) && country !== 'ZZ' && regions.of(country) !== undefined
    if (!known) say(`${at}.country`, 'Choose a country.')
    if (rate.name === '') say(`${at}.name`, 'Enter a name, such as VAT.')
    const province = provinceCode(country, rate.province)
    if (seen.has(`${country}-${province}`)) say(`${at}.province`, 'This place has a rate above.')
    seen.add(`${country}-${province}`)
    const percent = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(rate.percent)
    const rateBps = percent ? Number(percent[1]) * 100 + Number((percent[2] ?? '').padEnd(2, '0')) : -1
    if (rateBps < 0 || rateBps > 10_000) say(`${at}.percent`, 'Enter a percentage from 0 to 100.')
    return { name: rate.name, country, province, rateBps }
  })
  if (Object.keys(fields).length > 0) {
    throw new DomainError('invalid_request', 'Some details are missing or not right yet.', { fields })
  }
  return rows
}
