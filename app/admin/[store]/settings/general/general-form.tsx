'use client'
/** The editable part of the general settings. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Card } from '@/app/_ui/card'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { SaveBar } from '@/app/_ui/save-bar'
import { saveGeneral } from './actions'

interface General {
  name: string
  email: string
}

export function GeneralForm({ slug, initial, readOnly }: { slug: string; initial: General; readOnly: boolean }) {
  const [form, setForm] = useState(initial)
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [pending, start] = useTransition()
  const changed = JSON.stringify(form) !== JSON.stringify(initial)
  const save = () =>
    start(async () => {
      const result = await saveGeneral(slug, form)
      setFailure(result.ok ? null : result)
      if (result.ok) toast.success('Settings saved')
    })
  return (
    <form action={save} noValidate>
      <Card title="Store" className="[&>div]:space-y-4">
        {failure && !failure.fields ? <Notice tone="critical">{failure.message}</Notice> : null}
        {readOnly ? <Notice>Only the owner and admins can change these settings.</Notice> : null}
        <TextField
          label="Store name"
          value={form.name}
          maxLength={80}
          disabled={readOnly}
          error={failure?.fields?.name}
          onChange={(event) => setForm({ ...form, name: event.target.value })}
        />
        <TextField
          label="Contact e-mail"
          type="email"
          value={form.email}
          disabled={readOnly}
          error={failure?.fields?.email}
          hint="Shoppers’ answers to the store’s e-mails go here."
          onChange={(event) => setForm({ ...form, email: event.target.value })}
        />
      </Card>
      <SaveBar
        shown={changed}
        pending={pending}
        onDiscard={() => {
          setForm(initial)
          setFailure(null)
        }}
      />
    </form>
  )
}
