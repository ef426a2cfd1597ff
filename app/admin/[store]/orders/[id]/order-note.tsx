'use client'
/** What the team should know about an order; the customer does not see it. */
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { TextArea } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { saveNote } from './note-actions'

interface Props {
  slug: string
  orderId: number
  note: string
  readOnly: boolean
}

export function OrderNote({ slug, orderId, note, readOnly }: Props) {
  const [text, setText] = useState(note)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const submit = () =>
    start(async () => {
      const result = await saveNote(slug, { orderId, note: text })
      setProblem(result.ok ? null : result.message)
      if (result.ok) toast.success('Note saved')
    })
  return (
    <Card title="Note">
      <form action={submit} className="space-y-3">
        {problem ? <Notice tone="critical">{problem}</Notice> : null}
        <TextArea
          quiet
          label="Note about this order"
          rows={3}
          value={text}
          maxLength={5_000}
          disabled={readOnly || pending}
          placeholder="For your team; the customer does not see it."
          onChange={(event) => setText(event.target.value)}
        />
        {text.trim() === note ? null : (
          <div className="flex justify-end gap-2">
            <Button disabled={pending} onClick={() => setText(note)}>
              Discard
            </Button>
            <Button type="submit" tone="primary" disabled={pending}>
              {pending ? 'Saving…' : 'Save note'}
            </Button>
          </div>
        )}
      </form>
    </Card>
  )
}
