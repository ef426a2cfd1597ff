'use client'
/** The form of a draft order: what is in it, what was agreed, for whom; and what it comes to. */
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Notice } from '@/app/_ui/notice'
import { SaveBar } from '@/app/_ui/save-bar'
import { withoutReset } from '@/app/_ui/without-reset'
import { save } from '../actions'
import { CustomerCard } from './customer-card'
import type { DraftForm } from './form'
import { LinesCard } from './lines-card'
import { TermsCard } from './terms-card'
import { TotalsCard } from './totals-card'
import { useDraftQuote } from './use-draft-quote'

export interface Part {
  form: DraftForm
  change: (more: Partial<DraftForm>) => void
  errors: ActionFailure['fields']
  disabled: boolean
}

interface Props {
  slug: string
  id: number | null
  currency: string
  initial: DraftForm
  readOnly: boolean
}

export function DraftEditor({ slug, id, currency, initial, readOnly }: Props) {
  const [form, setForm] = useState(initial)
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [pending, start] = useTransition()
  const router = useRouter()
  const price = useDraftQuote(slug, form)
  const submit = () =>
    start(async () => {
      const result = await save(slug, { id, ...form })
      setFailure(result.ok ? null : result)
      if (!result.ok) return
      toast.success('Draft saved')
      if (id === null) router.replace(`/admin/${slug}/orders/drafts/${result.data.id}`)
    })
  const part: Part = {
    form,
    change: (more) => setForm({ ...form, ...more }),
    errors: failure?.fields,
    disabled: readOnly || pending,
  }
  return (
    <form {...withoutReset(submit)} noValidate>
      {failure && (!failure.fields || failure.fields.cart) ? (
        <div className="mb-4">
          <Notice tone="critical">{failure.fields?.cart ?? failure.message}</Notice>
        </div>
      ) : null}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-4">
          <LinesCard {...part} slug={slug} currency={currency} />
          <TermsCard {...part} currency={currency} />
          <TotalsCard price={price} currency={currency} />
        </div>
        <CustomerCard {...part} />
      </div>
      <SaveBar
        shown={!readOnly && JSON.stringify(form) !== JSON.stringify(initial)}
        pending={pending}
        label="Save draft"
        onDiscard={() => {
          setForm(initial)
          setFailure(null)
        }}
      />
    </form>
  )
}
