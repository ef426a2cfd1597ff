'use client'
/** Where it goes. Fields keep their own text (browsers fill them in); only what decides the price is told upwards. */
import { addressForm, hasPostalCodes } from '@/lib/stores/regions'
import type { Destinations } from './countries'
import { Field, SelectField } from './field'
import type { Choice } from './types'

interface Props {
  destinations: Destinations
  /** The buyer's, where it is known. */
  name?: string
  choice: Choice
  problems: Record<string, string>
  taxByAddress: boolean
  onChange: (choice: Partial<Choice>) => void
}

export function AddressFields({ destinations, name, choice, problems, taxByAddress, onChange }: Props) {
  const form = addressForm(choice.country)
  const of = (name: string) => problems[`shippingAddress.${name}`]
  return (
    <div className="grid grid-cols-6 gap-x-3 gap-y-4">
      <SelectField
        label="Country"
        name="country"
        autoComplete="country"
        value={choice.country}
        onChange={(event) => onChange({ country: event.target.value, province: '', shippingRate: null })}
        problem={of('country')}
        className="col-span-6"
      >
        <CountryOptions destinations={destinations} />
      </SelectField>
      <Field
        label="Full name"
        name="name"
        autoComplete="name"
        defaultValue={name}
        required
        problem={of('name')}
        className="col-span-6"
      />
      <Field
        label="Street and number"
        name="address1"
        autoComplete="address-line1"
        required
        problem={of('address1')}
        className="col-span-6"
      />
      <Field
        label="Apartment, floor, company (optional)"
        name="address2"
        autoComplete="address-line2"
        problem={of('address2')}
        className="col-span-6"
      />
      <Field
        label="City"
        name="city"
        autoComplete="address-level2"
        required
        problem={of('city')}
        className={form.province ? 'col-span-6 sm:col-span-2' : 'col-span-3 sm:col-span-4'}
      />
      {form.province && (
        <ProvinceField
          key={choice.country}
          label={form.province.label}
          options={form.province.options}
          value={choice.province}
          problem={of('province')}
          onChange={(province) => onChange({ province })}
        />
      )}
      {hasPostalCodes(choice.country) && (
        <Field
          label={form.zipLabel}
          name="zip"
          autoComplete="postal-code"
          required
          onBlur={(event) => {
            const zip = event.target.value.trim()
            if (taxByAddress && zip !== choice.zip) onChange({ zip })
          }}
          problem={of('zip')}
          className="col-span-3 sm:col-span-2"
        />
      )}
    </div>
  )
}

function CountryOptions({ destinations: { named, others } }: { destinations: Destinations }) {
  const options = (countries: Destinations['named']) =>
    countries.map((country) => (
      <option key={country.code} value={country.code}>
        {country.name}
      </option>
    ))
  if (named.length === 0 || others.length === 0) return options(named.length > 0 ? named : others)
  return (
    <>
      {options(named)}
      <hr />
      {options(others)}
    </>
  )
}

interface ProvinceProps {
  label: string
  options: { code: string; name: string }[]
  value: string
  problem: string | undefined
  onChange: (province: string) => void
}

function ProvinceField({ label, options, value, problem, onChange }: ProvinceProps) {
  const common = {
    label,
    name: 'province',
    autoComplete: 'address-level1',
    problem,
    className: 'col-span-3 sm:col-span-2',
  }
  if (options.length === 0) {
    return <Field {...common} defaultValue={value} onBlur={(event) => onChange(event.target.value.trim())} />
  }
  return (
    <SelectField {...common} required value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">Choose…</option>
      {options.map((option) => (
        <option key={option.code} value={option.code}>
          {option.name}
        </option>
      ))}
    </SelectField>
  )
}
