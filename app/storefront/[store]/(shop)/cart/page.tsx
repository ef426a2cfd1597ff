/** The cart as a page: works without JavaScript. Never cached; prices and stock are those of this moment. */
import type { Metadata } from 'next'
import { readCartToken } from '@/app/_actions/cart-cookie'
import { storeProfile } from '@/app/_cache/storefront'
import { CartRow } from '@/app/storefront/_ui/cart/cart-row'
import { RememberCount } from '@/app/storefront/_ui/cart/remember-count'
import { EmptyState } from '@/app/storefront/_ui/empty-state'
import { PageHead } from '@/app/storefront/_ui/page-head'
import { Price } from '@/app/storefront/_ui/price'
import { privateStore } from '@/app/storefront/_ui/private-store'
import { readStore } from '@/db/store'
import { getCart } from '@/lib/cart/queries'
import type { CartView } from '@/lib/cart/types'
import { type DiscountPreview, previewDiscount } from '@/lib/pricing/discount-preview'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Cart', robots: { index: false } }

interface Props {
  params: Promise<{ store: string }>
  searchParams: Promise<{ problem?: string | string[] }>
}

const PROBLEMS: Record<string, string> = {
  out_of_stock: 'There are not enough left of what you chose. The cart was not changed.',
  not_found: 'What you chose is no longer sold. The cart was not changed.',
  link_gone: 'This link opens no cart any more: it was bought, or it is too old.',
  invalid_request: 'What you chose could not be added. The cart was not changed.',
}

export default async function CartPage({ params, searchParams }: Props) {
  const { storeId } = await privateStore(await params)
  const token = await readCartToken()
  const [profile, { cart, discount }] = await Promise.all([
    storeProfile(storeId),
    readStore(storeId, async (tx) => {
      const cart = await getCart(tx, token)
      const { lines, discountCode: code, currency } = cart
      const priced = lines.map((line) => ({ ...line, unitPrice: line.unitPriceMinor }))
      return { cart, discount: await previewDiscount(tx, { lines: priced, code, currency }) }
    }),
  ])
  const { problem } = await searchParams
  return (
    <div className="wrap max-w-[1200px]">
      <RememberCount count={cart.itemCount} />
      <PageHead title="Cart" />
      {problem !== undefined && (
        <p role="alert" className="mb-6 rounded-sm bg-caution-surface px-4 py-3 text-14 text-caution">
          {PROBLEMS[String(problem)] ?? 'The cart could not be changed. Please try again.'}
        </p>
      )}
      {cart.lines.length === 0 ? (
        <EmptyState
          title="Nothing here yet."
          text="What you add stays in the cart for thirty days."
          action={{ href: '/collections/all', label: 'See everything' }}
        />
      ) : (
        <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <ul className="divide-y divide-line border-y border-line">
            {cart.lines.map((line) => (
              <CartRow key={line.variantId} line={line} currency={cart.currency} locale={profile.locale} />
            ))}
          </ul>
          <CartSummary cart={cart} discount={discount} locale={profile.locale} taxInclusive={profile.taxInclusive} />
        </div>
      )}
    </div>
  )
}

interface SummaryProps {
  cart: CartView
  discount: DiscountPreview | null
  locale: string
  taxInclusive: boolean
}

function CartSummary({ cart, discount, locale, taxInclusive }: SummaryProps) {
  const off = discount?.amounts.reduce((sum, amount) => sum + amount, 0) ?? 0
  const blocked = cart.lines.some((line) => !line.sellable)
  return (
    <aside aria-label="Summary" className="lg:sticky lg:top-[calc(var(--head)+2rem)] lg:self-start">
      {discount && (
        <p className="mb-2 flex items-baseline justify-between text-14 text-muted">
          <span>{discount.discount.code ?? discount.discount.title}</span>
          <span>
            −<Price minor={off} currency={cart.currency} locale={locale} />
          </span>
        </p>
      )}
      <p className="flex items-baseline justify-between text-20">
        <span className="display">Subtotal</span>
        <Price minor={cart.subtotalMinor - off} currency={cart.currency} locale={locale} />
      </p>
      <p className="mt-2 text-14 text-muted">
        {taxInclusive ? 'Tax included. Shipping is' : 'Shipping and taxes are'} worked out at checkout.
      </p>
      {blocked && (
        <p className="mt-4 rounded-sm bg-caution-surface px-4 py-3 text-14 text-caution">
          Some of this is no longer in stock. Change the marked lines first.
        </p>
      )}
      {blocked ? (
        <span aria-disabled="true" className="button button-accent mt-6 w-full">
          Check out
        </span>
      ) : (
        <a href="/checkout" className="button button-accent mt-6 w-full">
          Check out
        </a>
      )}
      <a href="/collections/all" className="mt-2 flex min-h-11 items-center justify-center text-14">
        <span className="link">Keep looking</span>
      </a>
    </aside>
  )
}
