/** What a cart accepts: pure checks before and after a change. */
import { normaliseCode } from '@/lib/discounts/rules'
import { DomainError, notFound } from '@/lib/errors'
import { isStorable, NOT_STORABLE } from '@/lib/text'
import {
  type CartDetails,
  type CartItemInput,
  type CartLine,
  type CartView,
  MAX_ATTRIBUTE_CHARACTERS,
  MAX_ATTRIBUTES,
  MAX_CART_LINES,
  MAX_DISCOUNT_CODE_CHARACTERS,
  MAX_LINE_QUANTITY,
  MAX_NOTE_CHARACTERS,
} from './types'

/**
 * The items with whole quantities of at least `least`, each variant once (quantities added up).
 *
 * @throws invalid_request
 */
export function checkedItems(items: readonly CartItemInput[], least: 0 | 1): CartItemInput[] {
  if (items.length === 0) throw invalid('items', 'Name at least one variant.')
  if (items.length > MAX_CART_LINES) throw invalid('items', `A cart holds at most ${MAX_CART_LINES} lines.`)
  const byVariant = new Map<number, number>()
  for (const { variantId, quantity } of items) {
    if (!Number.isSafeInteger(variantId) || variantId < 1) throw invalid('id', 'This is not a variant’s id.')
    if (!Number.isInteger(quantity) || quantity < least || quantity > MAX_LINE_QUANTITY) {
      throw invalid('quantity', `Quantity is a whole number from ${least} to ${MAX_LINE_QUANTITY}.`)
    }
    byVariant.set(variantId, (byVariant.get(variantId) ?? 0) + quantity)
  }
  return [...byVariant].map(([variantId, quantity]) => {
    if (quantity > MAX_LINE_QUANTITY) throw invalid('quantity', `A line holds at most ${MAX_LINE_QUANTITY} units.`)
    return { variantId, quantity }
  })
}

/**
 * Refuses a cart that the change of these items took past a limit: of lines, of what is for sale, of what is left. Lines
 * that were not touched are left alone, however little of them is left.
 *
 * @throws invalid_request, not_found, out_of_stock with `details.lines`
 */
export function refuseOverstepped(cart: CartView, items: readonly CartItemInput[]): void {
  if (cart.lines.length > MAX_CART_LINES) throw invalid('items', `A cart holds at most ${MAX_CART_LINES} lines.`)
  const short: CartLine[] = []
  for (const { variantId, quantity } of items) {
    if (quantity === 0) continue
    const line = cart.lines.find((each) => each.variantId === variantId)
    if (!line) throw notFound('This variant')
    if (line.sellable) continue
    short.push(line)
  }
  if (short.length > 0) throw outOfStock(short)
}

function outOfStock(short: readonly CartLine[]): DomainError {
  const message = short.map((line) => shortage(line)).join(' ')
  const lines = short.map(({ variantId, title, variantTitle, left }) => ({ variantId, title, variantTitle, left }))
  return new DomainError('out_of_stock', message, { details: { lines }, fields: { quantity: message } })
}

function shortage({ title, left }: CartLine): string {
  if (!left) return `“${title}” is sold out.`
  return left === 1 ? `Only 1 of “${title}” is left.` : `Only ${left} of “${title}” are left.`
}

/** The details with an upper-case code, empty meaning none. @throws invalid_request */
export function checkedDetails(details: CartDetails): CartDetails {
  const { note, attributes, discountCode } = details
  if (note !== undefined && note.length > MAX_NOTE_CHARACTERS) {
    throw invalid('note', `A note has at most ${MAX_NOTE_CHARACTERS} characters.`)
  }
  const entries = Object.entries(attributes ?? {})
  if (entries.length > MAX_ATTRIBUTES) throw invalid('attributes', `A cart has at most ${MAX_ATTRIBUTES} attributes.`)
  if (entries.flat().some((text) => text.length > MAX_ATTRIBUTE_CHARACTERS)) {
    throw invalid('attributes', `An attribute has at most ${MAX_ATTRIBUTE_CHARACTERS} characters.`)
  }
  const code = discountCode ? normaliseCode(discountCode) || null : discountCode === undefined ? undefined : null
  if (code && code.length > MAX_DISCOUNT_CODE_CHARACTERS) {
    throw invalid('discountCode', `A code has at most ${MAX_DISCOUNT_CODE_CHARACTERS} characters.`)
  }
  if (![note ?? '', code ?? '', ...entries.flat()].every(isStorable)) throw invalid('note', NOT_STORABLE)
  return { note, attributes, discountCode: code }
}

function invalid(field: string, message: string): DomainError {
  return new DomainError('invalid_request', message, { fields: { [field]: message } })
}
