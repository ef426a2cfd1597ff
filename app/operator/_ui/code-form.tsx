'use client'
/** Six digits of an authenticator. */
import { useState, useTransition } from 'react'
import type { ActionResult } from '@/app/_actions/merchant-action'
import { Button } from '@/app/_ui/button'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { keepingFields } from '@/app/_ui/without-reset'

interface Props {
  label: string
  button: string
  act: (input: { code: string; next: string }) => Promise<ActionResult<unknown>>
  /** Where to go with a right code. */
  next: string
}

export function CodeForm({ label, button, act, next }: Props) {
  const [problem, setProblem] = useState<{ field?: string; message?: string }>({})
  const [pending, start] = useTransition()
  const submit = (code: string) =>
    start(async () => {
      const result = await act({ code, next })
      // With a right code the action leads on, and answers nothing.
      if (!result || result.ok) return
      setProblem(result.fields?.code ? { field: result.fields.code } : { message: result.message })
    })
  return (
    <form {...keepingFields((fields) => submit(String(fields.get('code') ?? '')))} className="space-y-4" noValidate>
      {problem.message ? <Notice tone="critical">{problem.message}</Notice> : null}
      <TextField
        label={label}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        required
        maxLength={7}
        error={problem.field}
        className="tabular h-11 text-20 tracking-[0.2em]"
      />
      <Button type="submit" tone="primary" size="lg" className="w-full" disabled={pending}>
        {pending ? 'Checking…' : button}
      </Button>
    </form>
  )
}
