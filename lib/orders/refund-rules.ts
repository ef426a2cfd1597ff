/**
 * What a refund of some units is worth. Pure; integer minor units of the order's currency.
 *
 * Invariant (property-tested): refunding a line's units one by one, in any grouping, gives back exactly what was paid for the
 * line, and never more.
 */
import { DomainError } from '@/lib/errors'

/** `cancel`: not sent yet, back on the shelf. `return`: was sent, came back, back on the shelf. `none`: gone. */
export type Restock = 'cancel' | 'return' | 'none'

export interface RefundLine {
  lineNo: number
  title: string
  quantity: number
  fulfilledQuantity: number
  cancelledQuantity: number
  refundedQuantity: number
  /** Units that came back already. */
  returnedQuantity: number
  /** Units in returns that have not arrived. */
  returningQuantity: number
  /** Paid for all units, after discounts, tax included. */
  totalMinor: number
}

export interface RefundableOrder {
  lines: readonly RefundLine[]
  /** Paid for shipping, tax included. */
  shippingMinor: number
  refundedShippingMinor: number
  /** What the payment still holds: captured less what went back. */
  refundableMinor: number
}

export interface RefundWish {
  /** `units` tells units that were not sent from those that were. */
  lines: readonly { lineNo: number; units: 'unfulfilled' | 'fulfilled'; quantity: number; restock: boolean }[]
  shippingMinor: number
  /** Other than what lines and shipping are worth, when the merchant decides so; null: what they are worth. */
  amountMinor: number | null
}

export interface RefundItem {
  lineNo: number
  quantity: number
  units: 'unfulfilled' | 'fulfilled'
  restock: Restock
  amountMinor: number
}

export interface RefundPlan {
  items: RefundItem[]
  shippingMinor: number
  amountMinor: number
}

/** Units of the line that are neither sent nor taken off the order. */
export function unitsToSend(line: Pick<RefundLine, 'quantity' | 'fulfilledQuantity' | 'cancelledQuantity'>): number {
  return line.quantity - line.fulfilledQuantity - line.cancelledQuantity
}

/** Sent units that were not refunded. */
export function sentUnitsToRefund(
  line: Pick<RefundLine, 'fulfilledQuantity' | 'refundedQuantity' | 'cancelledQuantity'>,
): number {
  return line.fulfilledQuantity - (line.refundedQuantity - line.cancelledQuantity)
}

/** What the next `quantity` units of the line are worth, after `refundedQuantity` of them went back. */
export function worthOf(line: Pick<RefundLine, 'totalMinor' | 'quantity'>, refunded: number, quantity: number): number {
  const upTo = (units: number) => Number((BigInt(line.totalMinor) * BigInt(units)) / BigInt(line.quantity))
  return upTo(refunded + quantity) - upTo(refunded)
}

/** @throws invalid_request with `fields`; conflict when units were sent or refunded meanwhile */
export function planRefund(order: RefundableOrder, wish: RefundWish): RefundPlan {
  const named = wish.lines.filter(({ quantity }) => quantity > 0).map(({ lineNo, units }) => `${lineNo}${units}`)
  if (new Set(named).size !== named.length) throw new DomainError('invalid_request', 'A line is named twice.')
  const refunded = new Map(order.lines.map((line) => [line.lineNo, line.refundedQuantity]))
  const items = wish.lines
    .filter(({ quantity }) => quantity > 0)
    .flatMap((wanted): RefundItem[] => {
      const line = order.lines.find(({ lineNo }) => lineNo === wanted.lineNo)
      if (!line) throw new DomainError('invalid_request', 'This line is not part of the order.')
      const left = wanted.units === 'unfulfilled' ? unitsToSend(line) : sentUnitsToRefund(line)
      if (wanted.quantity > left) {
        throw new DomainError('conflict', `Only ${left} of “${line.title}” can be refunded. Reload to see the order.`)
      }
      const { lineNo, units } = wanted
      return shelved(line, wanted).map(({ restock, quantity }) => {
        const before = refunded.get(lineNo) ?? 0
        refunded.set(lineNo, before + quantity)
        return { lineNo, quantity, units, restock, amountMinor: worthOf(line, before, quantity) }
      })
    })
  const { shippingMinor } = wish
  if (shippingMinor > order.shippingMinor - order.refundedShippingMinor) {
    throw field('shipping', 'This is more than what is left of the shipping.')
  }
  const worth = items.reduce((sum, item) => sum + item.amountMinor, 0) + shippingMinor
  const amountMinor = wish.amountMinor ?? Math.min(worth, order.refundableMinor)
  if (amountMinor > order.refundableMinor) throw field('amount', 'This is more than what is left of the payment.')
  if (amountMinor < shippingMinor) throw field('amount', 'The amount is less than the shipping in it.')
  return { items, shippingMinor, amountMinor }
}

/**
 * Which of the refunded units go back on the shelf with the refund. A unit that a return has brought back, or will, is
 * shelved by the return: units that arrived and were not refunded yet count as the first to be refunded.
 */
function shelved(line: RefundLine, wanted: RefundWish['lines'][number]): { restock: Restock; quantity: number }[] {
  const { units, quantity } = wanted
  if (!wanted.restock) return [{ restock: 'none', quantity }]
  if (units === 'unfulfilled') return [{ restock: 'cancel', quantity }]
  const arrived = Math.max(0, line.returnedQuantity - (line.refundedQuantity - line.cancelledQuantity))
  const away = line.fulfilledQuantity - line.returnedQuantity - line.returningQuantity
  const back = Math.max(0, Math.min(quantity - arrived, away))
  const parts: { restock: Restock; quantity: number }[] = [
    { restock: 'none', quantity: quantity - back },
    { restock: 'return', quantity: back },
  ]
  return parts.filter((part) => part.quantity > 0)
}

function field(name: string, message: string): DomainError {
  return new DomainError('invalid_request', message, { fields: { [name]: message } })
}
