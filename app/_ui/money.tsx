/** The one place of the desk where an amount becomes words: minor units, the store's currency, the desk's English. */
import { formatMoney } from '@/lib/money'

export function Money({ minor, currency }: { minor: number; currency: string }) {
  return <span className="tabular whitespace-nowrap">{formatMoney(minor, currency, 'en-US')}</span>
}

/** From the lowest to the highest, or the one they share. */
export function MoneyRange({ low, high, currency }: { low: number; high: number; currency: string }) {
  if (low === high) return <Money minor={low} currency={currency} />
  return (
    <span className="tabular whitespace-nowrap">
      <span className="text-muted sm:hidden">from </span>
      {formatMoney(low, currency, 'en-US')}
      <span className="max-sm:hidden"> – {formatMoney(high, currency, 'en-US')}</span>
    </span>
  )
}
