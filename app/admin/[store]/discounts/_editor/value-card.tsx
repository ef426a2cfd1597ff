'use client'
/** What a discount takes off, and off what. */
import { Card } from '@/app/_ui/card'
import { Select, TextField } from '@/app/_ui/field'
import type { DiscountInput } from '@/lib/discounts/inputs'
import type { Form } from './discount-form'
import { TargetField, type Targets } from './target-field'

const KINDS: { kind: DiscountInput['kind']; label: string }[] = [
  { kind: 'percentage', label: 'A percentage' },
  { kind: 'fixed_amount', label: 'An amount' },
  { kind: 'buy_x_get_y', label: 'Buy some, get some for less' },
  { kind: 'free_shipping', label: 'Free shipping' },
]

export function ValueCard({
  form,
  change,
  errors,
  disabled,
  currency,
  ...targets
}: Form & { currency: string } & Targets) {
  const isGift = form.kind === 'buy_x_get_y'
  const number = (name: 'buyQuantity' | 'getQuantity', label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      value={form[name]}
      disabled={disabled}
      error={errors?.[name]}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  )
  return (
    <Card title="What it takes off" className="[&>div]:space-y-4">
      <Select
        label="Kind"
        value={form.kind}
        disabled={disabled}
        onChange={(event) => change({ kind: KINDS.find(({ kind }) => kind === event.target.value)?.kind })}
      >
        {KINDS.map(({ kind, label }) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </Select>
      {isGift ? (
        <>
          {number('buyQuantity', 'Units to buy')}
          <TargetField
            legend="Bought from"
            target={form.buys}
            {...targets}
            currency={currency}
            disabled={disabled}
            error={errors?.buys ?? errors?.['buys.ids']}
            onChange={(buys) => change({ buys })}
          />
          {number('getQuantity', 'Units to get')}
        </>
      ) : null}
      {form.kind === 'free_shipping' ? null : (
        <TextField
          label={form.kind === 'fixed_amount' ? 'Amount' : 'Percentage off'}
          inputMode="decimal"
          value={form.value}
          disabled={disabled}
          suffix={form.kind === 'fixed_amount' ? currency : '%'}
          error={errors?.value}
          hint={isGift ? '100 makes them free.' : undefined}
          onChange={(event) => change({ value: event.target.value })}
        />
      )}
      <TargetField
        legend={isGift ? 'Got from' : 'Applies to'}
        target={form.appliesTo}
        {...targets}
        currency={currency}
        disabled={disabled}
        error={errors?.appliesTo ?? errors?.['appliesTo.ids']}
        onChange={(appliesTo) => change({ appliesTo })}
      />
    </Card>
  )
}
