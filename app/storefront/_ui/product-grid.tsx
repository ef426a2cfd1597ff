/** Cards in two, three or four columns. */
import type { ProductCard as Card } from '@/lib/catalog/types'
import { ProductCard } from './product-card'

const SIZES = '(min-width: 1280px) 23vw, (min-width: 768px) 31vw, 46vw'

interface Props {
  products: Card[]
  currency: string
  locale: string
  /** Whether the grid is the first thing on the page with pictures. */
  leading?: boolean
}

export function ProductGrid({ products, currency, locale, leading = false }: Props) {
  return (
    <ul className="grid grid-cols-2 gap-x-4 gap-y-9 md:grid-cols-3 md:gap-x-6 md:gap-y-14 xl:grid-cols-4 xl:gap-x-8">
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard
            product={product}
            currency={currency}
            locale={locale}
            sizes={SIZES}
            first={leading && index === 0}
          />
        </li>
      ))}
    </ul>
  )
}
