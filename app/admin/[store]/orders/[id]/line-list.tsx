/** Lines of an order as they were bought: picture, words, price, units, sum. */
import { Money } from '@/app/_ui/money'
import { Thumbnail } from '@/app/_ui/thumbnail'
import { deskImage } from '@/app/admin/_ui/addresses'
import type { OrderLine } from '@/lib/orders/types'

interface Shown extends OrderLine {
  /** Units to show instead of all that were bought (a parcel's). */
  shown?: number
}

export function LineList({ slug, currency, lines }: { slug: string; currency: string; lines: Shown[] }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <li key={line.lineNo} className="flex items-center gap-3 px-4 py-3 sm:px-5">
          <Thumbnail src={deskImage(slug, line.imageKey)} />
          <LineWords line={line} />
          <span className="tabular whitespace-nowrap text-muted">
            <Money minor={line.unitPriceMinor} currency={currency} /> × {line.shown ?? line.quantity}
          </span>
          <span className="w-20 text-right max-sm:hidden">
            <Money minor={line.unitPriceMinor * (line.shown ?? line.quantity)} currency={currency} />
          </span>
        </li>
      ))}
    </ul>
  )
}

export function LineWords({ line }: { line: Pick<OrderLine, 'title' | 'variantTitle' | 'sku'> }) {
  const words = [line.variantTitle === 'Default Title' ? '' : line.variantTitle, line.sku].filter(Boolean)
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate font-medium">{line.title}</span>
      {words.length > 0 ? <span className="block truncate text-13 text-muted">{words.join(' · ')}</span> : null}
    </span>
  )
}
