/** Buying without JavaScript: one list of all variants and a button. */
import { addWithoutScript } from '@/app/storefront/_ui/cart/actions'
import { sellable } from '@/lib/catalog/rules'
import type { ProductView } from '@/lib/catalog/types'
import { formatMoney } from '@/lib/money'

interface Props {
  product: ProductView
  currency: string
  locale: string
}

export function ScriptlessForm({ product, currency, locale }: Props) {
  const variants = product.variants.filter((variant) => sellable(variant))
  if (variants.length === 0) return null
  return (
    <form action={addWithoutScript} className="mt-4 flex gap-3">
      <select name="variantId" aria-label={`Choice of ${product.title}`} className="field">
        {variants.map((variant) => (
          <option key={variant.id} value={variant.id}>
            {variant.title === 'Default Title' ? product.title : variant.title},{' '}
            {formatMoney(variant.priceMinor, currency, locale)}
          </option>
        ))}
      </select>
      <button type="submit" className="button button-accent shrink-0">
        Add to cart
      </button>
    </form>
  )
}
