/** An amount in words. The one component that shows money on the storefront. */
import { formatMoney } from '@/lib/money'

interface Props {
  minor: number
  currency: string
  locale: string
}

export function Price({ minor, currency, locale }: Props) {
  return (
    <span className="tabular" suppressHydrationWarning>
      {formatMoney(minor, currency, locale)}
    </span>
  )
}
