'use client'
/** The countries and regions of a zone by name; `*` is everywhere that no other zone names. */
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { CountryField, RegionField } from '@/app/admin/_ui/country-field'
import { type Country, placeName } from '@/lib/stores/countries'

interface Props {
  countries: Country[]
  /** 'US, DE, US-CA' */
  value: string
  disabled: boolean
  error: string | undefined
  onChange: (value: string) => void
}

const EVERYWHERE = '*'

export function PlacesField({ countries, value, disabled, error, onChange }: Props) {
  const [country, setCountry] = useState('')
  const [region, setRegion] = useState('')
  const places = value.split(/[\s,;]+/).filter(Boolean)
  const add = (place: string) => {
    if (!places.includes(place)) onChange([...places, place].join(', '))
    setCountry('')
    setRegion('')
  }
  return (
    <fieldset className="space-y-3">
      <legend className="mb-1.5 text-13 font-medium">Countries and regions</legend>
      {places.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {places.map((place) => (
            <li key={place} className="inline-flex h-8 items-center gap-1 rounded-full bg-hover py-1 pr-1 pl-3 text-13">
              {placeName(place, countries)}
              <button
                type="button"
                aria-label={`Remove ${placeName(place, countries)}`}
                disabled={disabled}
                onClick={() => onChange(places.filter((each) => each !== place).join(', '))}
                className="grid size-6 place-items-center rounded-full text-muted hover:bg-line hover:text-text disabled:opacity-40"
              >
                <X aria-hidden size={14} strokeWidth={1.75} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {error ? <p className="text-13 text-critical">{error}</p> : null}
      {disabled ? null : (
        <div className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
          <CountryField
            countries={countries}
            label="Country to add"
            value={country}
            disabled={disabled}
            onChange={setCountry}
          />
          <RegionField
            key={country}
            country={country}
            label="Region of it"
            value={region}
            disabled={disabled}
            onChange={setRegion}
          />
          <span className="flex flex-wrap gap-2">
            <Button
              disabled={country === ''}
              onClick={() => add(region.trim() ? `${country}-${region.trim().toUpperCase()}` : country)}
            >
              <Plus aria-hidden size={16} /> Add place
            </Button>
            {places.includes(EVERYWHERE) ? null : (
              <Button tone="plain" onClick={() => add(EVERYWHERE)}>
                Add everywhere else
              </Button>
            )}
          </span>
        </div>
      )}
    </fieldset>
  )
}
