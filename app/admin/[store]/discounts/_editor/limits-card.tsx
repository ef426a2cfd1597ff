'use client'
/** From when, for which carts and how often a discount applies. Everything empty: always. */
import { Card } from '@/app/_ui/card'
import { TextField } from '@/app/_ui/field'
import type { Form } from './discount-form'

type Name = 'minimumSubtotal' | 'minimumQuantity' | 'usageLimit' | 'perCustomerLimit' | 'startsOn' | 'endsOn'

export function LimitsCard({ form, change, errors, disabled, currency }: Form & { currency: string }) {
  const field = (name: Name, label: string, more: { hint?: string; type?: string; suffix?: string } = {}) => (
    <TextField
      label={label}
      value={form[name]}
      disabled={disabled}
      inputMode={more.type ? undefined : 'decimal'}
      error={errors?.[name]}
      {...more}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  )
  return (
    <Card title="Conditions and limits">
      <div className="grid gap-4 sm:grid-cols-2">
        {field('minimumSubtotal', 'Subtotal of at least', { suffix: currency })}
        {field('minimumQuantity', 'Items, at least')}
        {field('usageLimit', 'Orders in all', { hint: 'Empty: no limit.' })}
        {field('perCustomerLimit', 'Orders of one customer', { hint: 'Told apart by e-mail address.' })}
        {field('startsOn', 'First day', { type: 'date', hint: 'Days are UTC.' })}
        {field('endsOn', 'Last day', { type: 'date' })}
      </div>
    </Card>
  )
}
