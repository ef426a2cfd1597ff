'use client'
/** What the draft comes to, from the one function of prices; what depends on the address is said and not guessed. */
import type { ReactNode } from 'react'
import { Card } from '@/app/_ui/card'
import { Money } from '@/app/_ui/money'
import { Notice } from '@/app/_ui/notice'
import type { Quote } from '@/lib/pricing/types'
import type { DraftQuote } from './use-draft-quote'

const LATER = 'With the address, at checkout'

export function TotalsCard({ price: { quote, problem, pending }, currency }: { price: DraftQuote; currency: string }) {
  if (!quote && !problem) return null
  return (
    <Card title="Total">
      {problem ? <Notice tone="caution">{problem}</Notice> : null}
      {quote ? (
        <dl aria-live="polite" aria-busy={pending} className="space-y-2 transition-opacity aria-busy:opacity-60">
          <Row label="Subtotal">
            <Money minor={quote.subtotal} currency={currency} />
          </Row>
          {(quote.discounts ?? []).map(({ title, amount }) => (
            <Row key={title} label={`Discount ${title}`}>
              <Money minor={-amount} currency={currency} />
            </Row>
          ))}
          {quote.lines.some((line) => line.requiresShipping) ? (
            <Row label={quote.shippingRate?.name ?? 'Shipping'}>
              {quote.shippingRate ? <Money minor={quote.shipping} currency={currency} /> : <Later />}
            </Row>
          ) : null}
          {quote.taxInclusive ? null : (
            <Row label="Tax">
              <Later />
            </Row>
          )}
          <Row label={<span className="font-semibold text-text">{totalName(quote)}</span>}>
            <span className="font-semibold">
              <Money minor={quote.total} currency={currency} />
            </span>
          </Row>
        </dl>
      ) : null}
    </Card>
  )
}

/** Says what the sum is without. */
function totalName({ lines, shippingRate, taxInclusive }: Quote): string {
  const ships = lines.some((line) => line.requiresShipping)
  const without = [ships && !shippingRate ? 'shipping' : '', taxInclusive ? '' : 'tax'].filter(Boolean)
  return without.length > 0 ? `Total before ${without.join(' and ')}` : 'Total'
}

function Later() {
  return <span className="text-13 text-muted">{LATER}</span>
}

function Row({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
