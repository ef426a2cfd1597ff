'use client'
/** Sender, answers, logo, colour and footer of every mail, with the order confirmation as it then looks. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Card } from '@/app/_ui/card'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { SaveBar } from '@/app/_ui/save-bar'
import { withoutReset } from '@/app/_ui/without-reset'
import type { LookInput } from '@/lib/notifications/inputs'
import { PreviewCard } from '../_preview/preview-card'
import { type ShownDraft, saveLook } from '../actions'
import { LogoField } from './logo-field'

interface Props {
  slug: string
  initial: LookInput
  usual: { name: string; email: string; accent: string }
  words: { subject: string; intro: string }
  first: ShownDraft
  readOnly: boolean
}

export function LookForm({ slug, initial, usual, words, first, readOnly }: Props) {
  const [form, setForm] = useState(initial)
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [pending, start] = useTransition()
  const errors = failure?.fields ?? {}
  const text = (name: 'senderName' | 'replyTo' | 'footer' | 'accent') => ({
    value: form[name],
    error: errors[name],
    disabled: readOnly,
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  })
  const save = () =>
    start(async () => {
      const result = await saveLook(slug, form)
      setFailure(result.ok ? null : result)
      if (result.ok) toast.success('Look saved')
    })
  return (
    <form {...withoutReset(save)} noValidate className="space-y-4">
      {failure && Object.keys(errors).length === 0 ? <Notice tone="critical">{failure.message}</Notice> : null}
      {readOnly ? <Notice>Only the owner and admins can change mails.</Notice> : null}
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title="Sender" className="[&>div]:space-y-4">
          <TextField
            label="Sender’s name"
            placeholder={usual.name}
            maxLength={60}
            hint="Customers see it in their inbox."
            {...text('senderName')}
          />
          <TextField
            label="Answers go to"
            type="email"
            placeholder={usual.email}
            hint="Mails come from an address that is not read."
            {...text('replyTo')}
          />
        </Card>
        <Card title="Look" className="[&>div]:space-y-4">
          <LogoField
            slug={slug}
            logoKey={form.logoKey}
            disabled={readOnly}
            onChange={(logoKey) => setForm({ ...form, logoKey })}
          />
          <div className="flex items-end gap-2">
            <input
              type="color"
              aria-label="Pick the accent colour"
              value={/^#[0-9a-f]{6}$/i.test(form.accent) ? form.accent : usual.accent}
              disabled={readOnly}
              onChange={(event) => setForm({ ...form, accent: event.target.value })}
              className="size-9 shrink-0 rounded-md border border-control/60 bg-raised p-1"
            />
            <div className="min-w-0 flex-1">
              <TextField label="Accent colour" placeholder={usual.accent} maxLength={7} {...text('accent')} />
            </div>
          </div>
          <TextField
            label="Line at the foot"
            placeholder="Open Tuesday to Saturday, 10 to 18"
            maxLength={200}
            {...text('footer')}
          />
        </Card>
      </div>
      <PreviewCard
        slug={slug}
        draft={{ kind: 'order-confirmation', words, look: form }}
        first={first}
        readOnly={readOnly}
      />
      <SaveBar
        shown={JSON.stringify(form) !== JSON.stringify(initial)}
        pending={pending}
        onDiscard={() => {
          setForm(initial)
          setFailure(null)
        }}
      />
    </form>
  )
}
