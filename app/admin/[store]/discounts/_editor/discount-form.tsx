'use client'
/** The form of a discount: how it is given, what it takes off, from when and how often. */
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Card } from '@/app/_ui/card'
import { Select, TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { SaveBar } from '@/app/_ui/save-bar'
import { withoutReset } from '@/app/_ui/without-reset'
import type { DiscountInput } from '@/lib/discounts/inputs'
import { save } from '../actions'
import { LimitsCard } from './limits-card'
import type { Targets } from './target-field'
import { ValueCard } from './value-card'

export interface Form {
  form: DiscountInput
  change: (more: Partial<DiscountInput>) => void
  errors: ActionFailure['fields']
  disabled: boolean
}

interface Props extends Targets {
  currency: string
  initial: DiscountInput
  readOnly: boolean
}

export function DiscountForm({ slug, currency, initial, collections, names, readOnly }: Props) {
  const [form, setForm] = useState(initial)
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [pending, start] = useTransition()
  const router = useRouter()
  const submit = () =>
    start(async () => {
      const result = await save(slug, form)
      setFailure(result.ok ? null : result)
      if (!result.ok) return
      toast.success('Discount saved')
      if (form.id === null) router.replace(`/admin/${slug}/discounts/${result.data.id}`)
    })
  const shared: Form = {
    form,
    change: (more) => setForm({ ...form, ...more }),
    errors: failure?.fields,
    disabled: readOnly || pending,
  }
  const changed = JSON.stringify(form) !== JSON.stringify(initial)
  return (
    <form {...withoutReset(submit)} noValidate className="space-y-4">
      {failure && !failure.fields ? <Notice tone="critical">{failure.message}</Notice> : null}
      {readOnly ? <Notice>Only the owner and admins can change discounts.</Notice> : null}
      <GivenCard {...shared} />
      <ValueCard {...shared} slug={slug} currency={currency} collections={collections} names={names} />
      <LimitsCard {...shared} currency={currency} />
      <SaveBar
        shown={changed && !readOnly}
        pending={pending}
        onDiscard={() => {
          setForm(initial)
          setFailure(null)
        }}
      />
    </form>
  )
}

function GivenCard({ form, change, errors, disabled }: Form) {
  return (
    <Card title="How it is given" className="[&>div]:space-y-4">
      <Select
        label="Method"
        value={form.method}
        disabled={disabled}
        onChange={(event) => change({ method: event.target.value === 'code' ? 'code' : 'automatic' })}
      >
        <option value="code">By a code that shoppers enter</option>
        <option value="automatic">By itself, to every cart that meets its conditions</option>
      </Select>
      {form.method === 'code' ? (
        <TextField
          label="Code"
          value={form.code}
          maxLength={32}
          disabled={disabled}
          autoCapitalize="characters"
          className="uppercase"
          error={errors?.code}
          hint="Shoppers may write it in any case."
          onChange={(event) => change({ code: event.target.value })}
        />
      ) : (
        <TextField
          label="Name"
          value={form.title}
          maxLength={120}
          disabled={disabled}
          error={errors?.title}
          hint="Shoppers see it in their cart and order."
          onChange={(event) => change({ title: event.target.value })}
        />
      )}
    </Card>
  )
}
