/** What a merchant's discount form sends, checked by field. Amounts are texts in the store's currency; dates are days in UTC. */
import { z } from 'zod'
import { DISCOUNT_KINDS } from '@/db/schema/selling'
import { DomainError, type FieldErrors } from '@/lib/errors'
import { parseBasisPoints, parseDecimal } from '@/lib/money'
import { isStorable, NOT_STORABLE } from '@/lib/text'
import { normaliseCode } from './rules'

const MAX_QUANTITY = 9_999
const MAX_USES = 1_000_000
const CODE = /^[A-Z0-9][A-Z0-9_-]{1,31}$/

const text = (max: number) =>
  z.string().trim().max(max, `Use at most ${max} characters.`).refine(isStorable, NOT_STORABLE)
const target = z.object({
  scope: z.enum(['all', 'products', 'variants', 'collections']),
  ids: z.array(z.int().positive()).max(100, 'Choose at most 100.'),
})

export const discountSchema = z.object({
  id: z.int().positive().nullable(),
  method: z.enum(['code', 'automatic']),
  code: text(32),
  title: text(120),
  kind: z.enum(DISCOUNT_KINDS),
  /** Percent ('12.5') or an amount ('5.00'). */
  value: text(20),
  appliesTo: target,
  buys: target,
  buyQuantity: text(6),
  getQuantity: text(6),
  /** '' : none. */
  minimumSubtotal: text(20),
  minimumQuantity: text(6),
  usageLimit: text(8),
  perCustomerLimit: text(8),
  /** YYYY-MM-DD; '' : open. The last day is included. */
  startsOn: text(10),
  endsOn: text(10),
})
export type DiscountInput = z.infer<typeof discountSchema>

const DAY_MS = 86_400_000

/** The row that the form means. @throws invalid_request with a message for each field */
export function discountRow(input: DiscountInput, currency: string) {
  const fields: FieldErrors = {}
  const say = (name: string, message: string) => {
    fields[name] ??= message
  }
  const code = input.method === 'code' ? normaliseCode(input.code) : null
  if (code !== null && !CODE.test(code)) say('code', 'Use 2 to 32 letters, digits, - or _, such as SPRING20.')
  if (code === null && input.title === '') say('title', 'Shoppers see this name: enter one.')
  const count = (name: string, value: string, max: number, needed: boolean): number | null => {
    if (value === '' && !needed) return null
    const number = /^\d{1,7}$/.test(value) ? Number(value) : 0
    if (number < 1 || number > max) say(name, `Enter a number from 1 to ${max.toLocaleString('en-US')}.`)
    return number
  }
  const days = { starts: dayOf(input.startsOn), ends: dayOf(input.endsOn) }
  if (days.starts === undefined) say('startsOn', 'Enter a day, such as 2026-12-01.')
  if (days.ends === undefined) say('endsOn', 'Enter a day, such as 2026-12-24.')
  if (days.starts && days.ends && days.ends < days.starts) say('endsOn', 'The end is before the start.')
  const isGift = input.kind === 'buy_x_get_y'
  const row = {
    code,
    title: input.title || (code ?? ''),
    kind: input.kind,
    value: isGift ? 0 : amountOff(input, currency, say),
    appliesTo: targetOf('appliesTo', input.appliesTo, say),
    buyXGetY: isGift
      ? {
          buys: targetOf('buys', input.buys, say),
          buyQuantity: count('buyQuantity', input.buyQuantity, MAX_QUANTITY, true) ?? 1,
          gets: targetOf('appliesTo', input.appliesTo, say),
          getQuantity: count('getQuantity', input.getQuantity, MAX_QUANTITY, true) ?? 1,
          valueBps: percentOf(input.value, say),
          timesPerOrder: null,
        }
      : null,
    minimumSubtotalMinor: amountOf('minimumSubtotal', input.minimumSubtotal, currency, say),
    minimumQuantity: count('minimumQuantity', input.minimumQuantity, MAX_QUANTITY, false) ?? 0,
    usageLimit: count('usageLimit', input.usageLimit, MAX_USES, false),
    perCustomerLimit: count('perCustomerLimit', input.perCustomerLimit, MAX_USES, false),
    startsAt: days.starts ?? null,
    endsAt: days.ends ? new Date(days.ends.getTime() + DAY_MS) : null,
  }
  if (Object.keys(fields).length > 0) {
    throw new DomainError('invalid_request', 'Some details are missing or not right yet.', { fields })
  }
  return row
}

type Say = (name: string, message: string) => void

function amountOff(input: DiscountInput, currency: string, say: Say): number {
  if (input.kind === 'free_shipping') return 0
  if (input.kind === 'percentage') return percentOf(input.value, say)
  const amount = parseDecimal(input.value, currency)
  if (!amount) say('value', 'Enter an amount above zero.')
  return amount ?? 0
}

/** '12.5' to 1250 basis points. */
function percentOf(value: string, say: Say): number {
  const bps = parseBasisPoints(value)
  if (bps === null) say('value', 'Enter a percentage from 0.01 to 100.')
  return bps ?? 0
}

function amountOf(name: string, value: string, currency: string, say: Say): number {
  const amount = value === '' ? 0 : parseDecimal(value, currency)
  if (amount === null) say(name, 'Enter an amount, such as 50.00.')
  return amount ?? 0
}

function targetOf(name: string, { scope, ids }: DiscountInput['buys'], say: Say) {
  if (scope !== 'all' && ids.length === 0) say(name, 'Choose at least one.')
  return { scope, ids: scope === 'all' ? [] : [...new Set(ids)] }
}

/** null for '', undefined for what is no day. */
function dayOf(value: string): Date | null | undefined {
  if (value === '') return null
  const day = new Date(`${value}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(day.getTime()) ? day : undefined
}
