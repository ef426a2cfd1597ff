'use client'
/** What a discount takes off, and off what. */
import { Card } from '@/app/_ui/card'
import { Checkbox, Select, TextField } from '@/app/_ui/field'
import type { DiscountInput } from '@/lib/discounts/inputs'
import type { Form } from './discount-form'

export interface Choice {
  id: number
  title: string
}

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
  collections,
}: Form & { currency: string; collections: Choice[] }) {
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
            collections={collections}
            disabled={disabled}
            error={errors?.buys}
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
        collections={collections}
        disabled={disabled}
        error={errors?.appliesTo}
        onChange={(appliesTo) => change({ appliesTo })}
      />
    </Card>
  )
}

type Target = DiscountInput['appliesTo']

function TargetField({
  legend,
  target,
  collections,
  disabled,
  error,
  onChange,
}: {
  legend: string
  target: Target
  collections: Choice[]
  disabled: boolean
  error: string | undefined
  onChange: (target: Target) => void
}) {
  const toggle = (id: number, chosen: boolean) =>
    onChange({ ...target, ids: chosen ? [...target.ids, id] : target.ids.filter((each) => each !== id) })
  return (
    <fieldset className="space-y-2">
      <Select
        label={legend}
        value={target.scope}
        disabled={disabled}
        error={error}
        onChange={(event) => onChange({ scope: event.target.value === 'all' ? 'all' : 'collections', ids: [] })}
      >
        <option value="all">All products</option>
        <option value="collections">Some collections</option>
        {target.scope === 'products' ? <option value="products">{target.ids.length} chosen products</option> : null}
      </Select>
      {target.scope === 'collections' ? (
        <div className="grid max-h-56 gap-2 overflow-y-auto rounded-md border border-line p-3 sm:grid-cols-2">
          {collections.map(({ id, title }) => (
            <Checkbox
              key={id}
              label={title}
              checked={target.ids.includes(id)}
              disabled={disabled}
              onChange={(event) => toggle(id, event.target.checked)}
            />
          ))}
        </div>
      ) : null}
    </fieldset>
  )
}
