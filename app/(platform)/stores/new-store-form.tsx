'use client'
/** Opening a store: the address follows the name until someone types one; whether it is free is told while typing. */
import { useActionState, useEffect, useState } from 'react'
import { Button, ButtonLink } from '@/app/_ui/button'
import { Select, TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { keepingFields } from '@/app/_ui/without-reset'
import { slugProblem, suggestSlug } from '@/lib/stores/rules'
import { checkSlug, type NewStoreState, openStore } from './actions'

interface Props {
  places: { country: string; currency: string; name: string }[]
  currencies: string[]
  domain: string
  canCancel: boolean
}

const EMPTY: NewStoreState = { values: { name: '', slug: '', country: 'US', currency: 'USD' } }
const CHECK_DELAY_MS = 350

export function NewStoreForm({ places, currencies, domain, canCancel }: Props) {
  const [state, action, pending] = useActionState(openStore, EMPTY)
  const [slug, setSlug] = useState(state.values.slug)
  const [touched, setTouched] = useState(false)
  const [currency, setCurrency] = useState(state.values.currency)
  const check = useSlugCheck(slug)
  const answered = state.values.slug === slug ? state.fields?.slug : undefined
  return (
    <form {...keepingFields(action)} className="space-y-5" noValidate>
      {state.message ? <Notice tone="critical">{state.message}</Notice> : null}
      <TextField
        label="Store name"
        name="name"
        required
        autoFocus
        maxLength={80}
        placeholder="Harbor Books"
        defaultValue={state.values.name}
        error={state.fields?.name}
        className="h-11 text-16"
        onChange={(event) => {
          if (!touched) setSlug(suggestSlug(event.target.value))
        }}
      />
      <TextField
        label="Address"
        name="slug"
        required
        maxLength={63}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        value={slug}
        error={answered ?? check.problem ?? undefined}
        hint={<AddressHint slug={slug} domain={domain} free={check.free} />}
        className="h-11 text-16"
        onChange={(event) => {
          setTouched(event.target.value !== '')
          setSlug(event.target.value.toLowerCase())
        }}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="Country"
          name="country"
          defaultValue={state.values.country}
          error={state.fields?.country}
          hint="Where you sell from. Sets first shipping rates."
          className="h-11 text-16"
          onChange={(event) => {
            const place = places.find(({ country }) => country === event.target.value)
            if (place) setCurrency(place.currency)
          }}
        >
          {places.map((place) => (
            <option key={place.country} value={place.country}>
              {place.name}
            </option>
          ))}
        </Select>
        <Select
          label="Currency"
          name="currency"
          value={currency}
          error={state.fields?.currency}
          hint="For every price. It stays as chosen."
          className="h-11 text-16"
          onChange={(event) => setCurrency(event.target.value)}
        >
          {currencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </Select>
      </div>
      <div className="flex gap-3 pt-2">
        <Button type="submit" tone="primary" size="lg" disabled={pending}>
          {pending ? 'Opening your store…' : 'Open store'}
        </Button>
        {canCancel ? (
          <ButtonLink href="/stores" tone="plain" size="lg">
            Cancel
          </ButtonLink>
        ) : null}
      </div>
    </form>
  )
}

function AddressHint({ slug, domain, free }: { slug: string; domain: string; free: boolean | null }) {
  if (!slug) return `Your store will be at your-address.${domain}`
  return (
    <>
      {slug}.{domain} {free ? <span className="text-positive">is free</span> : null}
    </>
  )
}

/** What is known about an address: its form at once, whether it is taken a moment after the last key. */
function useSlugCheck(slug: string): { free: boolean | null; problem: string | null } {
  const [answer, setAnswer] = useState<{ slug: string; free: boolean; problem: string | null } | null>(null)
  useEffect(() => {
    if (!slug || slugProblem(slug)) return
    let current = true
    const timer = setTimeout(async () => {
      const result = await checkSlug(slug).catch(() => null)
      if (current && result) setAnswer({ slug, ...result })
    }, CHECK_DELAY_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [slug])
  const malformed = slug.length > 2 ? slugProblem(slug) : null
  if (malformed) return { free: false, problem: malformed }
  return answer?.slug === slug ? answer : { free: null, problem: null }
}
