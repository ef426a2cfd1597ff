'use client'
/** The cards of the payment stand-in: no number is asked for, each behaves like Stripe's test card of that name. */
import { CreditCard } from 'lucide-react'
import { type Ref, useImperativeHandle, useState } from 'react'
import { ChoiceList, ChoiceRow } from './choice-row'
import type { PaymentHandle } from './types'

const CARDS = [
  { id: 'pm_card_visa', name: 'Visa •••• 4242', text: 'Pays' },
  { id: 'pm_card_authenticationRequired', name: 'Visa •••• 3155', text: 'The bank asks first (3-D Secure)' },
  { id: 'pm_card_createDispute', name: 'Visa •••• 0259', text: 'Pays, then the customer disputes it' },
  { id: 'pm_card_chargeDeclined', name: 'Visa •••• 0002', text: 'Declined' },
  { id: 'pm_card_chargeDeclinedInsufficientFunds', name: 'Visa •••• 9995', text: 'Declined: insufficient funds' },
] as const

export function TestCards({ ref }: { ref: Ref<PaymentHandle> }) {
  const [card, setCard] = useState<string>(CARDS[0].id)
  useImperativeHandle(
    ref,
    () => ({
      prepare: async () => ({ paymentMethod: card }),
      authenticate: async () => 'The bank could not be asked.',
    }),
    [card],
  )
  return (
    <>
      <p className="mb-3 text-14 text-muted">Test mode: choose how the card behaves. No money moves.</p>
      <ChoiceList legend="Test card">
        {CARDS.map(({ id, name, text }) => (
          <ChoiceRow key={id} name="testCard" value={id} checked={id === card} onChoose={() => setCard(id)}>
            <CreditCard size={20} strokeWidth={1.5} aria-hidden="true" className="shrink-0 text-muted" />
            <span className="flex flex-1 flex-wrap items-baseline justify-between gap-x-4">
              <span className="tabular text-14 font-[550]">{name}</span>
              <span className="text-13 text-muted">{text}</span>
            </span>
          </ChoiceRow>
        ))}
      </ChoiceList>
    </>
  )
}
