'use client'
/** What was agreed beside the prices: a reduction of the whole, and what shipping costs. */
import { Card } from '@/app/_ui/card'
import { Select, TextField } from '@/app/_ui/field'
import type { Part } from './draft-form'

const DISCOUNTS = [
  { kind: 'none', label: 'No discount' },
  { kind: 'percentage', label: 'A percentage off' },
  { kind: 'fixed_amount', label: 'An amount off' },
] as const
const SHIPPING = [
  { kind: 'rates', label: 'Your rates for the customer’s address' },
  { kind: 'own', label: 'An agreed price' },
] as const

export function TermsCard({ form, change, errors, disabled, currency }: Part & { currency: string }) {
  const { discount, shipping } = form
  return (
    <Card title="Terms" className="[&>div]:space-y-4">
      <p className="text-13 text-muted">They take the place of your shop’s own discounts and codes.</p>
      <Select
        label="Discount"
        value={discount.kind}
        disabled={disabled}
        onChange={(event) =>
          change({
            discount: { ...discount, kind: DISCOUNTS.find(({ kind }) => kind === event.target.value)?.kind ?? 'none' },
          })
        }
      >
        {DISCOUNTS.map(({ kind, label }) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </Select>
      {discount.kind === 'none' ? null : (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={discount.kind === 'percentage' ? 'Percentage' : 'Amount'}
            inputMode="decimal"
            value={discount.value}
            suffix={discount.kind === 'percentage' ? '%' : currency}
            disabled={disabled}
            error={errors?.['discount.value']}
            onChange={(event) => change({ discount: { ...discount, value: event.target.value } })}
          />
          <TextField
            label="What it is called"
            value={discount.title}
            maxLength={80}
            placeholder="as agreed"
            disabled={disabled}
            hint="The customer sees it."
            onChange={(event) => change({ discount: { ...discount, title: event.target.value } })}
          />
        </div>
      )}
      <Select
        label="Shipping"
        value={shipping.kind}
        disabled={disabled}
        onChange={(event) =>
          change({
            shipping: { ...shipping, kind: SHIPPING.find(({ kind }) => kind === event.target.value)?.kind ?? 'rates' },
          })
        }
      >
        {SHIPPING.map(({ kind, label }) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </Select>
      {shipping.kind === 'rates' ? null : (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Price of shipping"
            inputMode="decimal"
            value={shipping.price}
            suffix={currency}
            disabled={disabled}
            hint="Empty: free."
            error={errors?.['shipping.price']}
            onChange={(event) => change({ shipping: { ...shipping, price: event.target.value } })}
          />
          <TextField
            label="Way of shipping"
            value={shipping.name}
            maxLength={80}
            placeholder="Shipping"
            disabled={disabled}
            hint="The customer sees it."
            onChange={(event) => change({ shipping: { ...shipping, name: event.target.value } })}
          />
        </div>
      )}
    </Card>
  )
}
