'use client'
/** A comment for the team, kept in the order's history. */
import { useState, useTransition } from 'react'
import { Button } from '@/app/_ui/button'
import { TextArea } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { comment } from './note-actions'

export function CommentBox({ slug, orderId }: { slug: string; orderId: number }) {
  const [message, setMessage] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const submit = () =>
    start(async () => {
      const result = await comment(slug, { orderId, message })
      if (!result.ok) return setProblem(result.fields?.message ?? result.message)
      setProblem(null)
      setMessage('')
    })
  return (
    <form action={submit} className="mb-4 space-y-2">
      {problem ? <Notice tone="critical">{problem}</Notice> : null}
      <TextArea
        quiet
        label="Comment"
        rows={2}
        value={message}
        maxLength={2_000}
        disabled={pending}
        placeholder="Leave a comment for your team"
        onChange={(event) => setMessage(event.target.value)}
      />
      {message.trim() === '' ? null : (
        <div className="flex justify-end">
          <Button type="submit" disabled={pending}>
            {pending ? 'Posting…' : 'Post comment'}
          </Button>
        </div>
      )}
    </form>
  )
}
