'use client'
/**
 * A line of the cart page. Its buttons carry the quantity they lead to, so that the form works without JavaScript; with it
 * the number changes at once.
 */
import { Minus, Plus } from 'lucide-react'
import { useActionState, useOptimistic } from 'react'
import type { CartLine } from '@/lib/cart/types'
import { Picture } from '../picture'
import { Price } from '../price'
import { ShopLink } from '../shop-link'
import { updateLine } from './actions'

interface Props {
  line: CartLine
  currency: string
  locale: string
}

export function CartRow({ line, currency, locale }: Props) {
  const [answer, submit, pending] = useActionState(updateLine, null)
  const [quantity, expect] = useOptimistic(line.quantity)
  const change = (form: FormData) => {
    expect(Number(form.get('quantity')))
    submit(form)
  }
  const href = `/products/${line.handle}?variant=${line.variantId}`
  return (
    <li className="flex gap-4 py-6 md:gap-6">
      <ShopLink href={href} tabIndex={-1} aria-hidden="true" className="block w-20 shrink-0 md:w-28">
        {line.image ? (
          <Picture
            image={line.image}
            decorative
            sizes="112px"
            className="aspect-[4/5] w-full rounded-sm object-cover"
          />
        ) : (
          <span className="block aspect-[4/5] rounded-sm bg-raised" />
        )}
      </ShopLink>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex items-start justify-between gap-4">
          <div>
            <h2 className="font-body text-16 font-[550] leading-snug">
              <ShopLink href={href}>{line.title}</ShopLink>
            </h2>
            {line.variantTitle !== 'Default Title' && <p className="mt-0.5 text-14 text-muted">{line.variantTitle}</p>}
            <p className="mt-0.5 text-14 text-muted">
              <Price minor={line.unitPriceMinor} currency={currency} locale={locale} /> each
            </p>
          </div>
          <p className={pending ? 'text-muted transition-colors' : ''}>
            <Price minor={line.unitPriceMinor * quantity} currency={currency} locale={locale} />
          </p>
        </div>
        <form action={change} className="mt-auto flex items-center justify-between pt-4">
          <input type="hidden" name="variantId" value={line.variantId} />
          <Steps title={line.title} quantity={quantity} left={line.left} />
          <button
            type="submit"
            name="quantity"
            value={0}
            className="link min-h-11 px-1 text-14 text-muted hover:text-text"
          >
            Remove<span className="sr-only"> {line.title}</span>
          </button>
        </form>
        <p aria-live="polite" className="text-14">
          {answer && !answer.ok && <span className="text-critical">{answer.message}</span>}
          {!line.sellable && <span className="mt-2 block text-caution">{shortage(line.left)}</span>}
        </p>
      </div>
    </li>
  )
}

function Steps({ title, quantity, left }: { title: string; quantity: number; left: number | null }) {
  const step = 'flex h-11 w-11 items-center justify-center disabled:text-muted/50'
  return (
    <fieldset className="inline-flex items-center rounded-sm border border-text/25">
      <legend className="sr-only">Quantity of {title}</legend>
      <button type="submit" name="quantity" value={quantity - 1} className={step} aria-label={`One fewer ${title}`}>
        <Minus size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
      <output className="tabular w-8 text-center text-14">{quantity}</output>
      <button
        type="submit"
        name="quantity"
        value={quantity + 1}
        className={step}
        disabled={left !== null && quantity >= left}
        aria-label={`One more ${title}`}
      >
        <Plus size={14} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </fieldset>
  )
}

function shortage(left: number | null): string {
  if (left === null) return 'This is no longer sold. Remove it to go on.'
  if (left === 0) return 'Sold out since you added it. Remove it to go on.'
  return `Only ${left} left. Lower the quantity to go on.`
}
