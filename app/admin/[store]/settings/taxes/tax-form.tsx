'use client'
/** The rates by place, and whether prices and shipping carry them; saved as a whole. */
import { Plus, Trash2 } from 'lucide-react'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Button, IconButton } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { Checkbox, TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { SaveBar } from '@/app/_ui/save-bar'
import type { TaxInput } from '@/lib/tax/inputs'
import { saveTaxes } from './actions'

type Rate = TaxInput['rates'][number]

export function TaxForm({ slug, initial, readOnly }: { slug: string; initial: TaxInput; readOnly: boolean }) {
  const [form, setForm] = useState(initial)
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [pending, start] = useTransition()
  const disabled = readOnly || pending
  const submit = () =>
    start(async () => {
      const result = await saveTaxes(slug, form)
      setFailure(result.ok ? null : result)
      if (result.ok) toast.success('Taxes saved')
    })
  return (
    <form action={submit} noValidate className="space-y-4">
      {failure ? <Notice tone="critical">{failure.message}</Notice> : null}
      {readOnly ? <Notice>Only the owner and admins can change taxes.</Notice> : null}
      <Card title="Prices" className="[&>div]:space-y-3">
        <Checkbox
          label="Prices include tax"
          hint="Shoppers pay the price they see; the tax in it is worked out and shown."
          checked={form.taxInclusive}
          disabled={disabled}
          onChange={(event) => setForm({ ...form, taxInclusive: event.target.checked })}
        />
        <Checkbox
          label="Shipping is taxed like goods"
          checked={form.taxShipping}
          disabled={disabled}
          onChange={(event) => setForm({ ...form, taxShipping: event.target.checked })}
        />
      </Card>
      <Rates
        rates={form.rates}
        errors={failure?.fields}
        disabled={disabled}
        onChange={(rates) => setForm({ ...form, rates })}
      />
      <SaveBar
        shown={!readOnly && JSON.stringify(form) !== JSON.stringify(initial)}
        pending={pending}
        onDiscard={() => {
          setForm(initial)
          setFailure(null)
        }}
      />
    </form>
  )
}

interface RatesProps {
  rates: Rate[]
  errors: ActionFailure['fields']
  disabled: boolean
  onChange: (rates: Rate[]) => void
}

function Rates({ rates, errors, disabled, onChange }: RatesProps) {
  const field = (index: number, rate: Rate, name: keyof Rate, label: string, suffix?: string) => (
    <TextField
      label={label}
      value={rate[name]}
      disabled={disabled}
      suffix={suffix}
      error={errors?.[`rates.${index}.${name}`]}
      onChange={(event) =>
        onChange(rates.map((each, n) => (n === index ? { ...each, [name]: event.target.value } : each)))
      }
    />
  )
  return (
    <Card title="Rates" className="[&>div]:space-y-4">
      {rates.length === 0 ? <p className="text-muted">No tax is collected anywhere.</p> : null}
      {rates.map((rate, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rates have no identity but their place, which is being edited
        <div key={index} className="flex items-start gap-3">
          <div className="grid flex-1 grid-cols-2 gap-3 sm:grid-cols-4">
            {field(index, rate, 'country', 'Country')}
            {field(index, rate, 'province', 'Region')}
            {field(index, rate, 'name', 'Name')}
            {field(index, rate, 'percent', 'Rate', '%')}
          </div>
          <IconButton
            label={`Remove the rate of ${rate.country} ${rate.province}`}
            className="mt-6"
            disabled={disabled}
            onClick={() => onChange(rates.filter((_, n) => n !== index))}
          >
            <Trash2 aria-hidden size={16} strokeWidth={1.75} />
          </IconButton>
        </div>
      ))}
      <Button
        disabled={disabled}
        onClick={() => onChange([...rates, { name: '', country: '', province: '', percent: '' }])}
      >
        <Plus aria-hidden size={16} /> Add rate
      </Button>
    </Card>
  )
}
