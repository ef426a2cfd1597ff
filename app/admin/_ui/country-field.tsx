'use client'
/** A country by its name, and a region of it: chosen where the regions are known, typed where they are not. */
import { useState } from 'react'
import { Select, TextField } from '@/app/_ui/field'
import type { Country } from '@/lib/stores/countries'
import { addressForm } from '@/lib/stores/regions'

interface Props {
  label: string
  value: string
  disabled: boolean
  error?: string
  onChange: (value: string) => void
}

/** `value`: a code, or '' for none yet. The names are the server's. */
export function CountryField({ countries, label, value, disabled, error, onChange }: Props & { countries: Country[] }) {
  // A store may have hundreds of rates: all the names are written out where somebody turns to the field.
  const [turnedTo, setTurnedTo] = useState(value === '')
  const shown = turnedTo ? countries : countries.filter(({ code }) => code === value)
  return (
    <Select
      label={label}
      value={value}
      disabled={disabled}
      error={error}
      onFocus={() => setTurnedTo(true)}
      onPointerDown={() => setTurnedTo(true)}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">Choose…</option>
      {shown.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Select>
  )
}

/** `value`: a region's code, or '' for the whole country. */
export function RegionField({ country, label, value, disabled, error, onChange }: Props & { country: string }) {
  const options = addressForm(country).province?.options ?? []
  if (options.length === 0) {
    return (
      <TextField
        label={label}
        value={value}
        disabled={disabled || country === ''}
        placeholder="Whole country"
        error={error}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  }
  return (
    <Select
      label={label}
      value={value}
      disabled={disabled}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">Whole country</option>
      {value !== '' && !options.some(({ code }) => code === value) ? <option value={value}>{value}</option> : null}
      {options.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Select>
  )
}
