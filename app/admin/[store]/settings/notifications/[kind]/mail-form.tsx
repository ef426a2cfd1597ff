'use client'
/** The words of one mail with its variables, the number it waits for, and the preview of what stands in the form. */
import { useRef, useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { ActionFailure } from '@/app/_actions/merchant-action'
import { Card } from '@/app/_ui/card'
import { TextArea, TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { SaveBar } from '@/app/_ui/save-bar'
import { withoutReset } from '@/app/_ui/without-reset'
import type { MailKind } from '@/lib/notifications/kinds'
import { PreviewCard } from '../_preview/preview-card'
import { type ShownDraft, saveMail } from '../actions'
import { TriggerCard, type TriggerForm, triggersOf } from './trigger-card'

interface Props {
  slug: string
  mail: { kind: MailKind; subject: string; variables: [name: string, meaning: string][] }
  initial: TriggerForm & { subject: string; intro: string }
  first: ShownDraft
  readOnly: boolean
}

export function MailForm({ slug, mail, initial, first, readOnly }: Props) {
  const [form, setForm] = useState(initial)
  const [failure, setFailure] = useState<ActionFailure | null>(null)
  const [pending, start] = useTransition()
  const { kind } = mail
  const words = { subject: form.subject, intro: form.intro }
  const errors = failure?.fields ?? {}
  const save = () =>
    start(async () => {
      const result = await saveMail(slug, { kind, words, ...triggersOf(kind, form) })
      setFailure(result.ok ? null : result)
      if (result.ok) toast.success('Mail saved')
    })
  return (
    <form {...withoutReset(save)} noValidate className="space-y-4">
      {failure && Object.keys(errors).length === 0 ? <Notice tone="critical">{failure.message}</Notice> : null}
      {readOnly ? <Notice>Only the owner and admins can change mails.</Notice> : null}
      <TriggerCard
        kind={kind}
        form={form}
        errors={errors}
        disabled={readOnly}
        onChange={(change) => setForm({ ...form, ...change })}
      />
      <WordsCard
        mail={mail}
        words={words}
        errors={{ subject: errors.subject ?? errors['words.subject'], intro: errors.intro ?? errors['words.intro'] }}
        disabled={readOnly}
        onChange={(change) => setForm({ ...form, ...change })}
      />
      <PreviewCard slug={slug} draft={{ kind, words }} first={first} readOnly={readOnly} />
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

interface WordsProps {
  mail: Props['mail']
  words: { subject: string; intro: string }
  errors: { subject?: string; intro?: string }
  disabled: boolean
  onChange: (change: { subject?: string; intro?: string }) => void
}

/** Variables are put where the cursor was last. */
function WordsCard({ mail, words, errors, disabled, onChange }: WordsProps) {
  const last = useRef<{ field: 'subject' | 'intro'; at: number }>({ field: 'intro', at: words.intro.length })
  const remember =
    (field: 'subject' | 'intro') => (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      last.current = { field, at: event.currentTarget.selectionStart ?? event.currentTarget.value.length }
    }
  const insert = (name: string) => {
    const { field, at } = last.current
    const text = words[field]
    const written = `{{${name}}}`
    last.current = { field, at: at + written.length }
    onChange({ [field]: text.slice(0, at) + written + text.slice(at) })
  }
  return (
    <Card title="Words" className="[&>div]:space-y-4">
      <TextField
        label="Subject"
        value={words.subject}
        placeholder={mail.subject}
        maxLength={150}
        disabled={disabled}
        error={errors.subject}
        onBlur={remember('subject')}
        onChange={(event) => onChange({ subject: event.target.value })}
      />
      <TextArea
        label="Introduction"
        rows={3}
        value={words.intro}
        maxLength={1_000}
        disabled={disabled}
        error={errors.intro}
        hint="Empty: the mail’s own words, which fit the case."
        onBlur={remember('intro')}
        onChange={(event) => onChange({ intro: event.target.value })}
      />
      <div>
        <p className="mb-1.5 text-13 text-muted">Filled in for each mail:</p>
        <ul className="flex flex-wrap gap-1.5">
          {mail.variables.map(([name, meaning]) => (
            <li key={name}>
              <button
                type="button"
                title={meaning}
                aria-label={`Insert ${name}: ${meaning}`}
                disabled={disabled}
                onClick={() => insert(name)}
                className="h-7 rounded-md bg-hover px-2 font-mono text-12 transition-colors duration-150 hover:bg-line disabled:opacity-60"
              >
                {`{{${name}}}`}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}
