'use client'
/** What is bought and what it costs. Amounts are the quote's; while a newer one is on its way they are dimmed. */
import { clsx } from 'clsx'
import type { CartLine } from '@/lib/cart/types'
import { discountNames } from '@/lib/discounts/names'
import { formatMoney } from '@/lib/money'
import { Picture } from '../picture'
import { DiscountField } from './discount-field'
import type { CheckoutShop, Offer } from './types'

interface Props {
  shop: CheckoutShop
  lines: CartLine[]
  offer: Offer
  /** What the tax still depends on, in a word. */
  missing: string | null
  pending: boolean
  /** null: the price was agreed and takes no code. */
  discount: { applied: string; problem: string | undefined; onApply: (code: string) => void } | null
}

export function OrderSummary({ shop, lines, offer, missing, pending, discount }: Props) {
  return (
    <div className="flex flex-col gap-6">
      <ul className="flex flex-col gap-4">
        {lines.map((line) => (
          <SummaryLine key={line.variantId} line={line} shop={shop} offer={offer} />
        ))}
      </ul>
      {discount && <DiscountField {...discount} pending={pending} />}
      <Totals shop={shop} quote={offer.quote} missing={missing} pending={pending} />
    </div>
  )
}

function SummaryLine({ line, shop, offer }: { line: CartLine; shop: CheckoutShop; offer: Offer }) {
  const quoted = offer.quote.lines.find((each) => each.variantId === line.variantId)
  return (
    <li className="flex items-center gap-4">
      <span className="relative shrink-0">
        {line.image ? (
          <Picture image={line.image} decorative sizes="64px" className="h-20 w-16 rounded-sm object-cover" />
        ) : (
          <span className="block h-20 w-16 rounded-sm bg-line" />
        )}
        <span className="tabular absolute -top-2 -right-2 flex h-5 min-w-5 items-center justify-center rounded-full bg-text px-1.5 text-12 text-surface">
          <span className="sr-only">Quantity </span>
          {quoted?.quantity ?? line.quantity}
        </span>
      </span>
      <span className="min-w-0 flex-1">
        <span className="block text-14 font-[550] leading-snug">{line.title}</span>
        {line.variantTitle !== 'Default Title' && <span className="block text-13 text-muted">{line.variantTitle}</span>}
      </span>
      <span className="tabular text-14">
        {formatMoney(quoted?.subtotal ?? line.lineTotalMinor, shop.currency, shop.locale)}
      </span>
    </li>
  )
}

interface TotalsProps {
  shop: CheckoutShop
  quote: Offer['quote']
  missing: string | null
  pending: boolean
}

function Totals({ shop, quote, missing, pending }: TotalsProps) {
  const money = (minor: number) => formatMoney(minor, shop.currency, shop.locale)
  const ships = quote.lines.some((line) => line.requiresShipping)
  return (
    <dl
      aria-live="polite"
      aria-busy={pending}
      className={clsx(
        'flex flex-col gap-2 border-t border-line pt-5 text-14 transition-opacity',
        pending && 'opacity-50',
      )}
    >
      <Row label="Subtotal" value={money(quote.subtotal)} />
      {quote.discount > 0 && (
        <Row
          label={`Discount ${discountNames(quote.discounts, quote.discountCode)}`}
          value={`−${money(quote.discount)}`}
        />
      )}
      {ships && <Row label="Shipping" value={shippingWords(quote, money)} />}
      {!quote.taxInclusive && <Row label="Tax" value={missing ? `Depends on the ${missing}` : money(quote.tax)} />}
      <div className="mt-2 flex items-baseline justify-between border-t border-line pt-4">
        <dt className="text-16">Total</dt>
        <dd className="flex items-baseline gap-2">
          <span className="text-12 text-muted">{quote.currency}</span>
          <span className="tabular text-20 font-[550]">{money(quote.total)}</span>
        </dd>
      </div>
      {quote.taxInclusive && quote.tax > 0 && (
        <p className="text-right text-13 text-muted">including {money(quote.tax)} tax</p>
      )}
    </dl>
  )
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd className="tabular">{value}</dd>
    </div>
  )
}

function shippingWords(quote: Offer['quote'], money: (minor: number) => string): string {
  if (!quote.shippingRate) return 'Depends on the address'
  return quote.shipping === 0 ? 'Free' : money(quote.shipping)
}
