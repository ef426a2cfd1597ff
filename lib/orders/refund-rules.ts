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
export function sentUnitsToRefund(line: RefundLine): number {
  return line.fulfilledQuantity - (line.refundedQuantity - line.cancelledQuantity)
}

/** What the next `quantity` units of the line are worth, after `refundedQuantity` of them went back. */
export function worthOf(line: Pick<RefundLine, 'totalMinor' | 'quantity'>, refunded: number, quantity: number): number {
  const upTo = (units: number) => Number((BigInt(line.totalMinor) * BigInt(units)) / BigInt(line.quantity))
  return upTo(refunded + quantity) - upTo(refunded)
}

/** @throws invalid_request with `fields`; conflict when units were sent or refunded meanwhile */
export function planRefund(order: RefundableOrder, wish: RefundWish): RefundPlan {
  const refunded = new Map(order.lines.map((line) => [line.lineNo, line.refundedQuantity]))
  const items = wish.lines
    .filter(({ quantity }) => quantity > 0)
    .map((wanted): RefundItem => {
      const line = order.lines.find(({ lineNo }) => lineNo === wanted.lineNo)
      if (!line) throw new DomainError('invalid_request', 'This line is not part of the order.')
      const left = wanted.units === 'unfulfilled' ? unitsToSend(line) : sentUnitsToRefund(line)
      if (wanted.quantity > left) {
        throw new DomainError('conflict', `Only ${left} of “${line.title}” can be refunded. Reload to see the order.`)
      }
      const before = refunded.get(line.lineNo) ?? 0
      refunded.set(line.lineNo, before + wanted.quantity)
      const { lineNo, quantity, units } = wanted
      const restock = wanted.restock ? (units === 'unfulfilled' ? 'cancel' : 'return') : 'none'
      return { lineNo, quantity, units, restock, amountMinor: worthOf(line, before, quantity) }
    })
  if (new Set(items.map(({ lineNo, units }) => `${lineNo}${units}`)).size !== items.length) {
    throw new DomainError('invalid_request', 'A line is named twice.')
  }
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

function field(name: string, message: string): DomainError {
  return new DomainError('invalid_request', message, { fields: { [name]: message } })
}
