'use client'
/** Address and events of a webhook. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Card } from '@/app/_ui/card'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { SaveBar } from '@/app/_ui/save-bar'
import { withoutReset } from '@/app/_ui/without-reset'
import type { WebhookTopic } from '@/lib/webhooks/topics'
import { TopicPicker } from '../_parts/topic-picker'
import { saveWebhook } from '../actions'

interface Form {
  url: string
  topics: WebhookTopic[]
}

export function SettingsForm({
  slug,
  id,
  initial,
  readOnly,
}: {
  slug: string
  id: number
  initial: Form
  readOnly: boolean
}) {
  const [form, setForm] = useState(initial)
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [pending, start] = useTransition()
  const disabled = readOnly || pending
  const submit = () =>
    start(async () => {
      const result = await saveWebhook(slug, { id, ...form })
      setFailure(result.ok ? null : result)
      if (result.ok) toast.success('Webhook saved')
    })
  return (
    <form {...withoutReset(submit)} noValidate className="space-y-4">
      {failure && !failure.fields ? <Notice tone="critical">{failure.message}</Notice> : null}
      <Card title="Address and events" className="[&>div]:space-y-5">
        <TextField
          label="URL"
          type="url"
          inputMode="url"
          autoComplete="off"
          value={form.url}
          disabled={disabled}
          error={failure?.fields?.url}
          onChange={(event) => setForm({ ...form, url: event.target.value })}
        />
        <TopicPicker
          narrow
          chosen={form.topics}
          disabled={disabled}
          error={failure?.fields?.topics}
          onChange={(topics) => setForm({ ...form, topics })}
        />
      </Card>
      <SaveBar
        shown={form.url !== initial.url || different(form.topics, initial.topics)}
        pending={pending}
        onDiscard={() => {
          setForm(initial)
          setFailure(null)
        }}
      />
    </form>
  )
}

function different(a: WebhookTopic[], b: WebhookTopic[]): boolean {
  return a.length !== b.length || a.some((topic) => !b.includes(topic))
}
