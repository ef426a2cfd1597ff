'use client'
/** What the search panel shows below its field. */
import { parseDecimal } from '@/lib/money'
import { Price } from '../price'
import { ShopLink } from '../shop-link'
import { thumbnail } from '../thumbnail'
import type { SuggestedProduct } from './use-suggestions'

interface Props {
  text: string
  found: SuggestedProduct[] | null
  locale: string
  currency: string
  onChoose: () => void
}

const SHOWN = 6

export function Suggestions({ text, found, locale, currency, onChoose }: Props) {
  if (!found) return null
  if (found.length === 0) {
    return (
      <p role="status" className="wrap py-6 text-14 text-muted">
        Nothing found for “{text.trim()}”. Try fewer letters or another word.
      </p>
    )
  }
  return (
    <div className="wrap max-h-[70dvh] overflow-y-auto pt-4 pb-6">
      <p role="status" className="sr-only">
        {found.length} suggestions
      </p>
      <ul className="grid gap-x-8 md:grid-cols-2 xl:grid-cols-3">
        {found.slice(0, SHOWN).map((product) => (
          <li key={product.id}>
            <ShopLink
              href={product.url}
              onClick={onChoose}
              className="flex min-h-16 items-center gap-4 rounded-sm py-2 hover:bg-(--hover)"
            >
              {product.image ? (
                // biome-ignore lint/performance/noImgElement: a stored width, served as it is.
                <img
                  src={thumbnail(product.image)}
                  alt=""
                  width={52}
                  height={65}
                  className="h-[65px] w-[52px] rounded-sm object-cover"
                />
              ) : (
                <span className="h-[65px] w-[52px] rounded-sm bg-raised" />
              )}
              <span className="min-w-0 flex-1">
                <span className="block truncate text-14 font-[550]">{product.title}</span>
                <span className="block truncate text-13 text-muted">{product.vendor}</span>
              </span>
              <span className="pr-2 text-14">
                <Price minor={parseDecimal(product.price, currency) ?? 0} currency={currency} locale={locale} />
              </span>
            </ShopLink>
          </li>
        ))}
      </ul>
      <a
        href={`/search?q=${encodeURIComponent(text.trim())}`}
        className="mt-2 inline-flex min-h-11 items-center text-14"
      >
        <span className="link">All results for “{text.trim()}”</span>
      </a>
    </div>
  )
}
