/** A discount as one sentence for the merchant: "20% off, from $50.00, once per customer". Pure. */
import { formatMoney } from '@/lib/money'
import type { Discount } from './rules'

type Summed = Pick<
  Discount,
  | 'kind'
  | 'value'
  | 'appliesTo'
  | 'buyXGetY'
  | 'minimumSubtotalMinor'
  | 'minimumQuantity'
  | 'perCustomerLimit'
  | 'usageLimit'
>

export function summaryOf(discount: Summed, currency: string): string {
  const { minimumSubtotalMinor, minimumQuantity, perCustomerLimit, usageLimit } = discount
  return [
    effectOf(discount, currency),
    minimumSubtotalMinor > 0 ? `from ${formatMoney(minimumSubtotalMinor, currency)}` : '',
    minimumQuantity > 0 ? `from ${minimumQuantity} items` : '',
    perCustomerLimit === null ? '' : `${times(perCustomerLimit)} per customer`,
    usageLimit === null ? '' : `${times(usageLimit)} in all`,
  ]
    .filter(Boolean)
    .join(', ')
}

const NOUNS = { products: 'product', variants: 'variant', collections: 'collection' } as const

function effectOf({ kind, value, appliesTo, buyXGetY }: Summed, currency: string): string {
  if (kind === 'free_shipping') return 'Free shipping'
  if (buyXGetY) {
    const off = buyXGetY.valueBps === 10_000 ? 'free' : `${buyXGetY.valueBps / 100}% off`
    return `Buy ${buyXGetY.buyQuantity}, get ${buyXGetY.getQuantity} ${off}`
  }
  const amount = kind === 'percentage' ? `${value / 100}%` : formatMoney(value, currency)
  if (appliesTo.scope === 'all') return `${amount} off`
  const noun = NOUNS[appliesTo.scope]
  return `${amount} off ${appliesTo.ids.length} ${noun}${appliesTo.ids.length === 1 ? '' : 's'}`
}

function times(n: number): string {
  return n === 1 ? 'once' : `${n.toLocaleString('en-US')} times`
}
