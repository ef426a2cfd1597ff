'use client'
/** The preview with its subject line, its ways to be looked at, and the button that sends it to oneself. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import type { DraftInput } from '@/lib/notifications/inputs'
import { type ShownDraft, sendTest } from '../actions'
import { Frames, type PreviewMode } from './frames'
import { useDraft } from './use-draft'

const MODES: { mode: PreviewMode; label: string }[] = [
  { mode: 'light', label: 'Light' },
  { mode: 'dark', label: 'Dark' },
  { mode: 'text', label: 'Plain text' },
]

export function PreviewCard({
  slug,
  draft,
  first,
  readOnly,
}: {
  slug: string
  draft: DraftInput
  first: ShownDraft
  readOnly: boolean
}) {
  const { shown, stale } = useDraft(slug, draft, first)
  const [mode, setMode] = useState<PreviewMode>('light')
  const [pending, start] = useTransition()
  const test = () =>
    start(async () => {
      const result = await sendTest(slug, draft)
      if (result.ok) toast.success(`Test sent to ${result.data.to}`)
      else toast.error(Object.values(result.fields ?? {})[0] ?? result.message)
    })
  return (
    <Card
      title="Preview"
      action={
        readOnly ? null : (
          <Button onClick={test} disabled={pending}>
            {pending ? 'Sending…' : 'Send me a test'}
          </Button>
        )
      }
    >
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0">
          <span className="text-muted">{shown.from} · </span>
          <span className="font-medium">{shown.subject}</span>
        </p>
        <fieldset className="flex gap-1">
          <legend className="sr-only">Show as</legend>
          {MODES.map((each) => (
            <Button
              key={each.mode}
              tone={each.mode === mode ? 'secondary' : 'plain'}
              aria-pressed={each.mode === mode}
              onClick={() => setMode(each.mode)}
            >
              {each.label}
            </Button>
          ))}
        </fieldset>
      </div>
      <Frames shown={shown} stale={stale} mode={mode} />
      <p className="mt-3 text-13 text-muted">
        {shown.sample ? 'With an order that could be yours.' : 'With the facts of your last order.'} Nothing is sent
        while you look.
      </p>
    </Card>
  )
}
