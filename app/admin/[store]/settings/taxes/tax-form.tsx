'use client'
/** The rates by place, and whether prices and shipping carry them; saved as a whole. */
import { Plus, Trash2 } from 'lucide-react'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Button, IconButton } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { Checkbox, Select, TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { SaveBar } from '@/app/_ui/save-bar'
import { withoutReset } from '@/app/_ui/without-reset'
import { CountryField, RegionField } from '@/app/admin/_ui/country-field'
import { type Country, placeName } from '@/lib/stores/countries'
import type { TaxInput } from '@/lib/tax/inputs'
import { saveTaxes } from './actions'

type Rate = TaxInput['rates'][number]

interface Props {
  slug: string
  countries: Country[]
  initial: TaxInput
  readOnly: boolean
}

export function TaxForm({ slug, countries, initial, readOnly }: Props) {
  const [form, setForm] = useState(initial)
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [pending, start] = useTransition()
  const disabled = readOnly || pending
  const byStripe = form.taxProvider === 'stripe_tax'
  const submit = () =>
    start(async () => {
      const result = await saveTaxes(slug, form)
      setFailure(result.ok ? null : result)
      if (result.ok) toast.success('Taxes saved')
    })
  return (
    <form {...withoutReset(submit)} noValidate className="space-y-4">
      {failure ? <Notice tone="critical">{failure.message}</Notice> : null}
      {readOnly ? <Notice>Only the owner and admins can change taxes.</Notice> : null}
      <Provider
        value={form.taxProvider}
        kept={form.rates.length}
        error={failure?.fields?.taxProvider}
        disabled={disabled}
        onChange={(taxProvider) => setForm({ ...form, taxProvider })}
      />
      <Card title="Prices" className="[&>div]:space-y-3">
        <Checkbox
          label="Prices include tax"
          hint="Shoppers pay the price they see; the tax in it is worked out and shown."
          checked={form.taxInclusive}
          disabled={disabled}
          onChange={(event) => setForm({ ...form, taxInclusive: event.target.checked })}
        />
        {byStripe ? null : (
          <Checkbox
            label="Shipping is taxed like goods"
            checked={form.taxShipping}
            disabled={disabled}
            onChange={(event) => setForm({ ...form, taxShipping: event.target.checked })}
          />
        )}
      </Card>
      {byStripe ? null : (
        <Rates
          countries={countries}
          rates={form.rates}
          errors={failure?.fields}
          disabled={disabled}
          onChange={(rates) => setForm({ ...form, rates })}
        />
      )}
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

interface ProviderProps {
  value: TaxInput['taxProvider']
  /** Own rates that wait while Stripe computes. */
  kept: number
  error?: string
  disabled: boolean
  onChange: (value: TaxInput['taxProvider']) => void
}

function Provider({ value, kept, error, disabled, onChange }: ProviderProps) {
  return (
    <Card title="How taxes are worked out" className="[&>div]:space-y-3">
      <Select
        label="Taxes are worked out by"
        value={value}
        disabled={disabled}
        error={error}
        onChange={(event) => onChange(event.target.value === 'stripe_tax' ? 'stripe_tax' : 'rates')}
      >
        <option value="rates">Your own rates, by country and region</option>
        <option value="stripe_tax">Stripe Tax, by the shopper’s whole address</option>
      </Select>
      {value === 'stripe_tax' ? (
        <p className="max-w-prose text-13 text-muted">
          Stripe computes each sale where you are registered, charges for it, and reports what you collected. Say where
          you are registered in{' '}
          <a
            href="https://dashboard.stripe.com/tax/registrations"
            target="_blank"
            rel="noreferrer"
            className="text-accent underline-offset-4 hover:underline"
          >
            Stripe’s tax settings
          </a>
          . When Stripe does not answer, the checkout asks the shopper to try again rather than charge a wrong amount.
          {kept > 0 ? ` Your own ${kept === 1 ? 'rate is' : `${kept} rates are`} kept and not used meanwhile.` : null}
        </p>
      ) : (
        <p className="max-w-prose text-13 text-muted">
          The rate of the region counts before the rate of the country; elsewhere nothing is added.
        </p>
      )}
    </Card>
  )
}

interface RatesProps {
  countries: Country[]
  rates: Rate[]
  errors: ActionFailure['fields']
  disabled: boolean
  onChange: (rates: Rate[]) => void
}

function Rates({ countries, rates, errors, disabled, onChange }: RatesProps) {
  const change = (index: number, more: Partial<Rate>) =>
    onChange(rates.map((each, n) => (n === index ? { ...each, ...more } : each)))
  const field = (index: number, rate: Rate, name: 'name' | 'percent', label: string, suffix?: string) => (
    <TextField
      label={label}
      value={rate[name]}
      disabled={disabled}
      suffix={suffix}
      error={errors?.[`rates.${index}.${name}`]}
      onChange={(event) => change(index, { [name]: event.target.value })}
    />
  )
  return (
    <Card title="Rates" className="[&>div]:space-y-4">
      {rates.length === 0 ? <p className="text-muted">No tax is collected anywhere.</p> : null}
      {rates.map((rate, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rates have no identity but their place, which is being edited
        <div key={index} className="flex items-start gap-3">
          <div className="grid flex-1 grid-cols-2 gap-3 sm:grid-cols-4">
            <CountryField
              countries={countries}
              label="Country"
              value={rate.country}
              disabled={disabled}
              error={errors?.[`rates.${index}.country`]}
              onChange={(country) => change(index, { country, province: '' })}
            />
            <RegionField
              country={rate.country}
              label="Region"
              value={rate.province}
              disabled={disabled}
              error={errors?.[`rates.${index}.province`]}
              onChange={(province) => change(index, { province })}
            />
            {field(index, rate, 'name', 'Name')}
            {field(index, rate, 'percent', 'Rate', '%')}
          </div>
          <IconButton
            label={`Remove the rate of ${placeName(rate.province ? `${rate.country}-${rate.province}` : rate.country, countries)}`}
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
