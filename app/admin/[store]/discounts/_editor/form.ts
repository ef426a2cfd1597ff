/** A discount as its form shows it: texts, and back from a row. */
import type { AdminDiscount } from '@/lib/discounts/admin-queries'
import type { DiscountInput } from '@/lib/discounts/inputs'
import { toDecimalString } from '@/lib/money'

const DAY_MS = 86_400_000
const EVERYTHING: DiscountInput['buys'] = { scope: 'all', ids: [] }

export const BLANK: DiscountInput = {
  id: null,
  method: 'code',
  code: '',
  title: '',
  kind: 'percentage',
  value: '',
  appliesTo: EVERYTHING,
  buys: EVERYTHING,
  buyQuantity: '2',
  getQuantity: '1',
  minimumSubtotal: '',
  minimumQuantity: '',
  usageLimit: '',
  perCustomerLimit: '',
  startsOn: '',
  endsOn: '',
}

export function formOf(discount: AdminDiscount, currency: string): DiscountInput {
  const { kind, value, buyXGetY, minimumSubtotalMinor, minimumQuantity } = discount
  const percent = buyXGetY ? buyXGetY.valueBps / 100 : value / 100
  const shown = kind === 'fixed_amount' ? toDecimalString(value, currency) : String(percent)
  return {
    id: discount.id,
    method: discount.code === null ? 'automatic' : 'code',
    code: discount.code ?? '',
    title: discount.title,
    kind,
    value: kind === 'free_shipping' ? '' : shown,
    appliesTo: buyXGetY?.gets ?? discount.appliesTo,
    buys: buyXGetY?.buys ?? EVERYTHING,
    buyQuantity: String(buyXGetY?.buyQuantity ?? 2),
    getQuantity: String(buyXGetY?.getQuantity ?? 1),
    minimumSubtotal: minimumSubtotalMinor > 0 ? toDecimalString(minimumSubtotalMinor, currency) : '',
    minimumQuantity: minimumQuantity > 0 ? String(minimumQuantity) : '',
    usageLimit: discount.usageLimit === null ? '' : String(discount.usageLimit),
    perCustomerLimit: discount.perCustomerLimit === null ? '' : String(discount.perCustomerLimit),
    startsOn: dayOf(discount.startsAt, 0),
    endsOn: dayOf(discount.endsAt, -DAY_MS),
  }
}

function dayOf(at: Date | null, shiftMs: number): string {
  return at ? new Date(at.getTime() + shiftMs).toISOString().slice(0, 10) : ''
}
