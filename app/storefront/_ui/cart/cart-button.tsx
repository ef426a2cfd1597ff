'use client'
/** The header's way to the cart: a link to the page that, with JavaScript, opens the drawer and counts. */
import { ShoppingBag } from 'lucide-react'
import { type MouseEvent, useEffect } from 'react'
import { countInWords, openCart, useCart, wakeCart } from './cart-store'

export function CartButton() {
  const { count, announcement } = useCart()
  useEffect(wakeCart, [])

  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    openCart()
  }

  return (
    <>
      <a href="/cart" onClick={open} className="icon-button relative" aria-label={`Cart, ${countInWords(count)}`}>
        <ShoppingBag size={20} strokeWidth={1.5} aria-hidden="true" />
        {count > 0 && (
          <span
            aria-hidden="true"
            className="tabular absolute top-1 right-0.5 flex h-[1.125rem] min-w-[1.125rem] items-center justify-center rounded-full bg-accent px-1 text-[0.6875rem] leading-none font-[600] text-accent-text"
          >
            {count}
          </span>
        )}
      </a>
      <span aria-live="polite" className="sr-only">
        {announcement}
      </span>
    </>
  )
}
