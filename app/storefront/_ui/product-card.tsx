/** A product in a grid: picture (the second one under the pointer), title, maker, price and what is special about it. */
import { clsx } from 'clsx'
import type { ProductCard as Card } from '@/lib/catalog/types'
import { Picture } from './picture'
import { Price } from './price'
import { ShopLink } from './shop-link'

interface Props {
  product: Card
  currency: string
  locale: string
  sizes: string
  first?: boolean
}

export function ProductCard({ product, currency, locale, sizes, first = false }: Props) {
  const [front, back] = product.images
  return (
    <article className="group relative">
      <div className="relative aspect-[4/5] overflow-hidden rounded-sm bg-raised">
        {front && <Picture image={front} sizes={sizes} first={first} className="size-full object-cover" />}
        {back && (
          <div
            aria-hidden="true"
            className="absolute inset-0 opacity-0 transition-opacity duration-200 ease-out [@media(hover:hover)]:group-hover:opacity-100"
          >
            <Picture image={back} sizes={sizes} decorative className="size-full object-cover" />
          </div>
        )}
        <Mark product={product} />
      </div>
      <div className="mt-3 flex flex-col gap-0.5 text-14 sm:mt-4">
        <h3 className="text-14 font-[550] leading-snug font-body sm:text-16">
          <ShopLink href={`/products/${product.handle}`} className="after:absolute after:inset-0">
            {product.title}
          </ShopLink>
        </h3>
        {product.vendor && <p className="text-13 text-muted">{product.vendor}</p>}
        <CardPrice product={product} currency={currency} locale={locale} />
        {product.swatches && <Swatches swatches={product.swatches} />}
      </div>
    </article>
  )
}

function Mark({ product }: { product: Card }) {
  const sale = product.compareAtMinor !== null
  if (product.available && !sale) return null
  return (
    <span
      className={clsx(
        'absolute top-2.5 left-2.5 rounded-[4px] bg-surface px-2 py-0.5 text-12',
        product.available ? 'text-accent' : 'text-muted',
      )}
    >
      {product.available ? 'On sale' : 'Sold out'}
    </span>
  )
}

function CardPrice({ product, currency, locale }: Pick<Props, 'product' | 'currency' | 'locale'>) {
  const range = product.priceMaxMinor > product.priceMinor
  return (
    <p className="mt-0.5 text-14">
      {range && <span className="text-muted">From </span>}
      <Price minor={product.priceMinor} currency={currency} locale={locale} />
      {product.compareAtMinor !== null && (
        <s className="ml-2 text-muted">
          <span className="sr-only">before: </span>
          <Price minor={product.compareAtMinor} currency={currency} locale={locale} />
        </s>
      )}
    </p>
  )
}

const SWATCHES_SHOWN = 6

function Swatches({ swatches }: { swatches: Record<string, string> }) {
  const entries = Object.entries(swatches)
  return (
    <ul className="mt-2 flex items-center gap-1.5" aria-label={`In ${entries.map(([name]) => name).join(', ')}`}>
      {entries.slice(0, SWATCHES_SHOWN).map(([name, color]) => (
        <li
          key={name}
          title={name}
          className="size-3 rounded-full border border-text/15"
          style={{ backgroundColor: safeColor(color) }}
        />
      ))}
    </ul>
  )
}

/** A swatch is a merchant's value: anything but hex shows as no colour. */
export function safeColor(color: string): string {
  return /^#[0-9a-f]{3,8}$/i.test(color) ? color : 'transparent'
}
