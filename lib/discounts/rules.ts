/** What a discount code is worth, and when it is refused. Money is minor units of the store's currency. */
import { basisPoints, formatMoney } from '@/lib/money'

export interface Discount {
  code: string
  kind: 'percentage' | 'fixed_amount' | 'free_shipping'
  /** Basis points (percentage) or minor units (fixed_amount). */
  value: number
  minimumSubtotalMinor: number
  active: boolean
  startsAt: Date | null
  endsAt: Date | null
}

/** Codes are compared in upper case without surrounding space. */
export function normaliseCode(code: string): string {
  return code.trim().toUpperCase()
}

/** Why the code does not apply, in words for the shopper, or null when it does. */
export function discountRefusal(
  discount: Discount,
  at: { subtotal: number; now: Date; currency: string; locale?: string },
): string | null {
  if (!discount.active) return `The code ${discount.code} is no longer valid.`
  if (discount.startsAt && at.now < discount.startsAt) return `The code ${discount.code} is not valid yet.`
  if (discount.endsAt && at.now >= discount.endsAt) return `The code ${discount.code} has expired.`
  if (at.subtotal < discount.minimumSubtotalMinor) {
    const minimum = formatMoney(discount.minimumSubtotalMinor, at.currency, at.locale)
    return `The code ${discount.code} needs a subtotal of at least ${minimum}.`
  }
  return null
}

/** What the code takes off a subtotal: never more than the subtotal. Free shipping takes nothing off the goods. */
export function discountAmount(discount: Pick<Discount, 'kind' | 'value'>, subtotal: number): number {
  switch (discount.kind) {
    case 'percentage':
      return basisPoints(subtotal, discount.value)
    case 'fixed_amount':
      return Math.min(discount.value, subtotal)
    case 'free_shipping':
      return 0
  }
}
