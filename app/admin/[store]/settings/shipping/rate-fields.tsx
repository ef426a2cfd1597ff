'use client'
/** One rate of a zone: what it is called, what it costs, for which parcels it is offered. */
import { Trash2 } from 'lucide-react'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { IconButton } from '@/app/_ui/button'
import { Select, TextField } from '@/app/_ui/field'
import type { RateInput } from '@/lib/shipping/inputs'

interface Props {
  rate: RateInput
  at: string
  currency: string
  errors: ActionFailure['fields']
  disabled: boolean
  onChange: (more: Partial<RateInput>) => void
  onRemove: () => void
}

const CONDITIONS = [
  { value: 'none', label: 'Every order' },
  { value: 'weight', label: 'By weight' },
  { value: 'price', label: 'By subtotal' },
] as const

export function RateFields({ rate, at, currency, errors, disabled, onChange, onRemove }: Props) {
  const field = (name: Exclude<keyof RateInput, 'id' | 'condition'>, label: string, suffix?: string) => (
    <TextField
      label={label}
      value={rate[name]}
      disabled={disabled}
      suffix={suffix}
      inputMode={name === 'name' ? undefined : 'decimal'}
      error={errors?.[`${at}.${name}`]}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  )
  const unit = rate.condition === 'weight' ? 'g' : currency
  return (
    <fieldset className="rounded-md border border-line p-3">
      <legend className="px-1 text-13 text-muted">{rate.name || 'New rate'}</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {field('name', 'Name')}
        {field('price', 'Price', currency)}
        {field('freeOver', 'Free from', currency)}
        <Select
          label="Offered for"
          value={rate.condition}
          disabled={disabled}
          onChange={(event) =>
            onChange({
              condition: CONDITIONS.find(({ value }) => value === event.target.value)?.value,
              from: '',
              to: '',
            })
          }
        >
          {CONDITIONS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
        {rate.condition === 'none' ? null : field('from', 'From', unit)}
        {rate.condition === 'none' ? null : field('to', 'To less than', unit)}
        {field('minDays', 'Days, at least')}
        {field('maxDays', 'Days, at most')}
      </div>
      <div className="mt-2 flex justify-end">
        <IconButton label={`Remove rate ${rate.name}`} disabled={disabled} onClick={onRemove}>
          <Trash2 aria-hidden size={16} strokeWidth={1.75} />
        </IconButton>
      </div>
    </fieldset>
  )
}
