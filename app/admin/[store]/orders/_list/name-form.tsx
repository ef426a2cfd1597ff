'use client'
/** The name of a view. */
import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { TextField } from '@/app/_ui/field'

interface Props {
  name: string
  label: string
  problem: string | null
  pending: boolean
  onSubmit: (name: string) => void
}

export function NameForm({ name, label, problem, pending, onSubmit }: Props) {
  const [text, setText] = useState(name)
  return (
    <form action={() => onSubmit(text)} className="space-y-4 p-5">
      <TextField
        label="Name"
        value={text}
        maxLength={40}
        disabled={pending}
        error={problem ?? undefined}
        placeholder="Paid, to be sent"
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex justify-end">
        <Button type="submit" tone="primary" disabled={pending || text.trim() === ''}>
          {pending ? 'Saving…' : label}
        </Button>
      </div>
    </form>
  )
}
