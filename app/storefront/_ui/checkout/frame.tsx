'use client'
/** The checkout's two columns: the form on the page's ground, the summary on a raised one that runs to the edge. */
import { ChevronDown, Lock } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  shopName: string
  total: string
  summary: ReactNode
  /** Whether what is paid is the shopper's cart, to go back to. */
  ownCart: boolean
  children: ReactNode
}

export function CheckoutFrame({ shopName, total, summary, ownCart, children }: Props) {
  return (
    <div className="grid flex-1 grid-rows-[auto_auto_1fr] lg:grid-cols-[minmax(0,1fr)_minmax(0,0.8fr)] lg:grid-rows-[auto_1fr]">
      <header className="border-b border-line lg:border-0">
        <div className="mx-auto flex h-16 w-full max-w-[34rem] items-center justify-between px-(--gutter) lg:mr-0 lg:h-24 lg:px-12">
          <a href="/" className="display text-20 lg:text-25">
            {shopName}
          </a>
          {ownCart && (
            <a href="/cart" className="inline-flex min-h-11 items-center text-14">
              <span className="link">Cart</span>
            </a>
          )}
        </div>
      </header>
      <details className="group border-b border-line bg-raised lg:hidden">
        <summary className="mx-auto flex min-h-14 max-w-[34rem] cursor-pointer list-none items-center justify-between px-(--gutter) text-14 [&::-webkit-details-marker]:hidden">
          <span className="inline-flex items-center gap-1.5">
            Your order
            <ChevronDown
              size={16}
              strokeWidth={1.5}
              aria-hidden="true"
              className="transition-transform duration-150 group-open:rotate-180"
            />
          </span>
          <span className="tabular text-16 font-[550]">{total}</span>
        </summary>
        <div className="mx-auto max-w-[34rem] px-(--gutter) pt-3 pb-6">{summary}</div>
      </details>
      <main className="mx-auto w-full max-w-[34rem] px-(--gutter) pt-8 pb-16 lg:mr-0 lg:px-12 lg:pt-2">
        <h1 className="sr-only">Checkout</h1>
        {children}
        <p className="mt-6 flex items-center justify-center gap-2 text-13 text-muted">
          <Lock size={14} strokeWidth={1.5} aria-hidden="true" />
          The shop never sees your card number.
        </p>
      </main>
      <aside
        aria-label="Your order"
        className="hidden border-l border-line bg-raised lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:block"
      >
        <div className="sticky top-0 max-w-[28rem] px-12 pt-12 pb-12">{summary}</div>
      </aside>
    </div>
  )
}
