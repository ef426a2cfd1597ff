'use client'
/**
 * Price, choice, quantity and the way into the cart. Starts from what the cached page knows, then takes the address's
 * `?variant=` and the stock of this minute. On a phone the button stays at the bottom edge while the facts are in sight.
 */
import { useEffect, useMemo, useState } from 'react'
import { withoutReset } from '@/app/_ui/without-reset'
import { unitsLeft } from '@/lib/catalog/rules'
import type { ProductView } from '@/lib/catalog/types'
import { addToCart } from '../cart/cart-store'
import { QuantityStepper } from '../cart/quantity-stepper'
import { Price } from '../price'
import { useLiveStock } from './live-stock'
import { OptionPicker } from './option-picker'
import { showPictureOf } from './show-picture'
import { type BuyableVariant, choose, firstChoice, isSellable } from './variant-choice'

interface Props {
  product: Pick<ProductView, 'handle' | 'title' | 'options' | 'variants' | 'images'>
  currency: string
  locale: string
  taxNote: string
}

const FEW_LEFT = 5

export function BuyBox({ product, currency, locale, taxNote }: Props) {
  const known = useMemo(() => product.variants.map(toBuyable), [product.variants])
  const [variants, refreshStock] = useLiveStock(product.handle, known)
  const [chosenId, setChosenId] = useState(() => firstChoice(known)?.id)
  const [quantity, setQuantity] = useState(1)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    const wanted = Number(new URLSearchParams(window.location.search).get('variant'))
    const named = known.find((variant) => variant.id === wanted)
    if (!named) return
    setChosenId(wanted)
    showPictureOf(Object.values(named.optionValues), product.images)
  }, [known, product.images])

  const chosen = variants.find((variant) => variant.id === chosenId)
  if (!chosen) return <p className="mt-4 text-muted">This product cannot be bought at the moment.</p>

  const pick = (option: string, value: string) => {
    const next = choose(variants, chosen, option, value)
    if (!next) return
    setChosenId(next.id)
    setProblem(null)
    showPictureOf([value], product.images)
    window.history.replaceState(null, '', `${window.location.pathname}?variant=${next.id}`)
  }
  const submit = async () => {
    if (busy || !isSellable(chosen)) return
    setBusy(true)
    const refusal = await addToCart(chosen.id, quantity, product.title)
    setProblem(refusal)
    setBusy(false)
    if (refusal) refreshStock()
    else setQuantity(1)
  }

  return (
    <form {...withoutReset(submit)} className="mt-2 lg:mt-3">
      <PriceLine variant={chosen} currency={currency} locale={locale} taxNote={taxNote} />
      <div className="mt-4 flex flex-col gap-4 lg:mt-7 lg:gap-6">
        {product.options.map((option) => (
          <OptionPicker key={option.name} option={option} variants={variants} chosen={chosen} onPick={pick} />
        ))}
      </div>
      <div className="sticky bottom-0 z-10 -mx-(--gutter) mt-4 flex gap-3 border-t border-line bg-surface px-(--gutter) py-3 lg:static lg:mx-0 lg:mt-7 lg:border-0 lg:px-0 lg:py-0">
        <QuantityStepper quantity={quantity} onChange={setQuantity} label={product.title} />
        <button type="submit" className="button button-accent flex-1" disabled={!isSellable(chosen)} aria-busy={busy}>
          {isSellable(chosen) ? (busy ? 'Adding…' : 'Add to cart') : 'Sold out'}
        </button>
      </div>
      <p aria-live="polite" className="min-h-6 text-14 text-muted lg:mt-3">
        {problem ? <span className="text-critical">{problem}</span> : stockWords(chosen)}
      </p>
    </form>
  )
}

function PriceLine({ variant, currency, locale, taxNote }: Omit<Props, 'product'> & { variant: BuyableVariant }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-16 lg:text-20">
      <Price minor={variant.priceMinor} currency={currency} locale={locale} />
      {variant.compareAtMinor !== null && variant.compareAtMinor > variant.priceMinor && (
        <s className="text-muted">
          <span className="sr-only">before: </span>
          <Price minor={variant.compareAtMinor} currency={currency} locale={locale} />
        </s>
      )}
      <span className="text-13 text-muted">{taxNote}</span>
    </p>
  )
}

function stockWords(variant: BuyableVariant): string {
  if (!isSellable(variant)) return 'Sold out in this form. Another one may be left.'
  if (variant.left === 1) return 'Only 1 left.'
  if (variant.left !== null && variant.left <= FEW_LEFT) return `Only ${variant.left} left.`
  return variant.requiresShipping ? 'In stock.' : 'Sent by e-mail; nothing to ship.'
}

function toBuyable(variant: ProductView['variants'][number]): BuyableVariant {
  const { id, optionValues, priceMinor, compareAtMinor, requiresShipping } = variant
  return { id, optionValues, priceMinor, compareAtMinor, requiresShipping, left: unitsLeft(variant) }
}
