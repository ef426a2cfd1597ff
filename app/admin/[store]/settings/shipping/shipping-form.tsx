'use client'
/** The zones with their rates, edited and saved as a whole. */
import { Plus } from 'lucide-react'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Button } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { SaveBar } from '@/app/_ui/save-bar'
import { withoutReset } from '@/app/_ui/without-reset'
import type { RateInput, ShippingInput } from '@/lib/shipping/inputs'
import type { Country } from '@/lib/stores/countries'
import { saveShipping } from './actions'
import { PlacesField } from './places-field'
import { RateFields } from './rate-fields'

type Zone = ShippingInput['zones'][number]

const NEW_RATE: RateInput = {
  id: null,
  name: '',
  price: '',
  freeOver: '',
  condition: 'none',
  from: '',
  to: '',
  minDays: '2',
  maxDays: '5',
}

interface Props {
  slug: string
  countries: Country[]
  currency: string
  initial: Zone[]
  readOnly: boolean
}

export function ShippingForm({ slug, countries, currency, initial, readOnly }: Props) {
  const [zones, setZones] = useState(initial)
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [pending, start] = useTransition()
  const disabled = readOnly || pending
  const submit = () =>
    start(async () => {
      const result = await saveShipping(slug, { zones })
      setFailure(result.ok ? null : result)
      if (result.ok) toast.success('Shipping saved')
    })
  const change = (index: number, more: Partial<Zone>) =>
    setZones(zones.map((zone, n) => (n === index ? { ...zone, ...more } : zone)))
  return (
    <form {...withoutReset(submit)} noValidate className="space-y-4">
      {failure ? <Notice tone="critical">{failure.message}</Notice> : null}
      {readOnly ? <Notice>Only the owner and admins can change shipping.</Notice> : null}
      {zones.map((zone, index) => (
        <ZoneCard
          // Zones that are not saved yet have no id; they are only ever added at the end.
          key={zone.id ?? `new-${index}`}
          zone={zone}
          at={`zones.${index}`}
          countries={countries}
          currency={currency}
          errors={failure?.fields}
          disabled={disabled}
          onChange={(more) => change(index, more)}
          onRemove={() => setZones(zones.filter((_, n) => n !== index))}
        />
      ))}
      {zones.length === 0 ? (
        <Notice tone="caution">Without a zone nothing that needs shipping can be bought.</Notice>
      ) : null}
      <Button
        disabled={disabled}
        onClick={() => setZones([...zones, { id: null, name: '', places: '', rates: [NEW_RATE] }])}
      >
        <Plus aria-hidden size={16} /> Add zone
      </Button>
      <SaveBar
        shown={!readOnly && JSON.stringify(zones) !== JSON.stringify(initial)}
        pending={pending}
        onDiscard={() => {
          setZones(initial)
          setFailure(null)
        }}
      />
    </form>
  )
}

interface ZoneProps {
  zone: Zone
  countries: Country[]
  at: string
  currency: string
  errors: ActionFailure['fields']
  disabled: boolean
  onChange: (more: Partial<Zone>) => void
  onRemove: () => void
}

function ZoneCard({ zone, at, countries, currency, errors, disabled, onChange, onRemove }: ZoneProps) {
  const changeRate = (index: number, more: Partial<RateInput>) =>
    onChange({ rates: zone.rates.map((rate, n) => (n === index ? { ...rate, ...more } : rate)) })
  return (
    <Card
      title={zone.name || 'New zone'}
      className="[&>div]:space-y-4"
      action={
        <Button tone="plain" disabled={disabled} onClick={onRemove}>
          Remove zone
        </Button>
      }
    >
      <TextField
        label="Name of the zone"
        value={zone.name}
        maxLength={80}
        disabled={disabled}
        error={errors?.[`${at}.name`]}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <PlacesField
        countries={countries}
        value={zone.places}
        disabled={disabled}
        error={errors?.[`${at}.places`]}
        onChange={(places) => onChange({ places })}
      />
      {errors?.[`${at}.rates`] ? <Notice tone="critical">{errors[`${at}.rates`]}</Notice> : null}
      {zone.rates.map((rate, index) => (
        <RateFields
          key={rate.id ?? `new-${index}`}
          rate={rate}
          at={`${at}.rates.${index}`}
          currency={currency}
          errors={errors}
          disabled={disabled}
          onChange={(more) => changeRate(index, more)}
          onRemove={() => onChange({ rates: zone.rates.filter((_, n) => n !== index) })}
        />
      ))}
      <Button disabled={disabled} onClick={() => onChange({ rates: [...zone.rates, NEW_RATE] })}>
        <Plus aria-hidden size={16} /> Add rate
      </Button>
    </Card>
  )
}
