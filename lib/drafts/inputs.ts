/** What the form of a draft order sends, checked by field (`lines.0.price`). Amounts are texts in the store's currency. */
import { z } from 'zod'
import type { DraftTerms } from '@/db/schema/checkout'
import { MAX_CART_LINES, MAX_LINE_QUANTITY } from '@/lib/cart/types'
import { DomainError, type FieldErrors } from '@/lib/errors'
import { MAX_CHARGE_MINOR, parseBasisPoints, parseDecimal } from '@/lib/money'
import { isStorable, NOT_STORABLE } from '@/lib/text'
import type { DraftRows } from './types'

const text = (max: number) =>
  z.string().trim().max(max, `Use at most ${max} characters.`).refine(isStorable, NOT_STORABLE)

export const draftSchema = z.object({
  lines: z
    .array(
      z.object({
        variantId: z.int().positive(),
        quantity: text(6),
        /** '': the catalog's. */
        price: text(20),
      }),
    )
    .max(MAX_CART_LINES, `A draft holds at most ${MAX_CART_LINES} lines.`),
  /** '': not known yet. */
  email: text(254)
    .toLowerCase()
    .refine((email) => email === '' || z.email().safeParse(email).success, 'Enter a valid e-mail address.'),
  customerName: text(120),
  note: text(5_000),
  discount: z.object({ kind: z.enum(['none', 'percentage', 'fixed_amount']), value: text(20), title: text(80) }),
  shipping: z.object({ kind: z.enum(['rates', 'own']), name: text(80), price: text(20) }),
})
export type DraftInput = z.infer<typeof draftSchema>

type Say = (name: string, message: string) => void

/** The rows that the form means. @throws invalid_request with a message for each field */
export function draftRows(input: DraftInput, currency: string): DraftRows {
  const fields: FieldErrors = {}
  const say: Say = (name, message) => {
    fields[name] ??= message
  }
  const rows: DraftRows = {
    lines: linesOf(input.lines, currency, say),
    email: input.email,
    customerName: input.customerName,
    note: input.note,
    discount: discountOf(input.discount, currency, say),
    shipping: shippingOf(input.shipping, currency, say),
  }
  if (Object.keys(fields).length > 0) {
    throw new DomainError('invalid_request', 'Some details are missing or not right yet.', { fields })
  }
  return rows
}

function linesOf(lines: DraftInput['lines'], currency: string, say: Say): DraftRows['lines'] {
  if (lines.length === 0) say('lines', 'Add at least one product.')
  const seen = new Set<number>()
  return lines.map(({ variantId, quantity, price }, index) => {
    const units = /^\d{1,4}$/.test(quantity) ? Number(quantity) : 0
    if (units < 1 || units > MAX_LINE_QUANTITY) say(`lines.${index}.quantity`, 'Enter a number from 1 to 9,999.')
    const own = price === '' ? null : parseDecimal(price, currency)
    if (price !== '' && (own === null || own > MAX_CHARGE_MINOR)) say(`lines.${index}.price`, 'Enter an amount.')
    if (seen.has(variantId)) say(`lines.${index}.quantity`, 'This product stands above already.')
    seen.add(variantId)
    return { variantId, quantity: units, unitPriceMinor: own }
  })
}

function discountOf(
  { kind, value, title }: DraftInput['discount'],
  currency: string,
  say: Say,
): DraftTerms['discount'] {
  if (kind === 'none') return null
  const amount = kind === 'percentage' ? parseBasisPoints(value) : parseDecimal(value, currency)
  if (!amount || amount > MAX_CHARGE_MINOR) {
    say(
      'discount.value',
      kind === 'percentage' ? 'Enter a percentage from 0.01 to 100.' : 'Enter an amount above zero.',
    )
  }
  return { title: title || 'as agreed', kind, value: amount ?? 0 }
}

function shippingOf({ kind, name, price }: DraftInput['shipping'], currency: string, say: Say): DraftTerms['shipping'] {
  if (kind === 'rates') return null
  const priceMinor = price === '' ? 0 : parseDecimal(price, currency)
  if (priceMinor === null || priceMinor > MAX_CHARGE_MINOR) say('shipping.price', 'Enter an amount, such as 4.50.')
  return { name: name || 'Shipping', priceMinor: priceMinor ?? 0 }
}
