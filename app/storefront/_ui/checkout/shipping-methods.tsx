'use client'
/** Ways to ship to the chosen address, each with its price for this cart. */
import { formatMoney } from '@/lib/money'
import { ChoiceList, ChoiceRow } from './choice-row'
import type { CheckoutShop, Offer } from './types'

interface Props {
  shop: CheckoutShop
  offer: Offer
  chosen: number | null
  onChoose: (rate: number) => void
}

export function ShippingMethods({ shop, offer, chosen, onChoose }: Props) {
  if (!offer.quote.lines.some((line) => line.requiresShipping)) {
    return <p className="text-14 text-muted">Nothing to ship: what you chose arrives by e-mail.</p>
  }
  if (offer.shippingOptions.length === 0) {
    return (
      <p className="text-14 text-muted">Choose a country the shop ships to, and the ways of shipping appear here.</p>
    )
  }
  return (
    <ChoiceList legend="Way of shipping">
      {offer.shippingOptions.map((option) => (
        <ChoiceRow
          key={option.id}
          name="shippingRate"
          value={String(option.id)}
          checked={option.id === chosen}
          onChoose={() => onChoose(option.id)}
        >
          <span className="flex-1">
            <span className="block text-14 font-[550]">{option.name}</span>
            <span className="block text-13 text-muted">{daysInWords(option.minDays, option.maxDays)}</span>
          </span>
          <span className="tabular text-14">
            {option.priceMinor === 0 ? 'Free' : formatMoney(option.priceMinor, shop.currency, shop.locale)}
          </span>
        </ChoiceRow>
      ))}
    </ChoiceList>
  )
}

function daysInWords(min: number, max: number): string {
  if (max === 0) return ''
  if (min === max) return min === 1 ? '1 day' : `${min} days`
  return `${min}–${max} days`
}
