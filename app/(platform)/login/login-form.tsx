'use client'
/** The log-in form. Works without JavaScript: the action answers with the page and its errors in place. */
import { useActionState } from 'react'
import { Button } from '@/app/_ui/button'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { logIn } from './actions'

export function LoginForm({ next }: { next: string }) {
  const [state, action, pending] = useActionState(logIn, { email: '' })
  return (
    <form action={action} className="space-y-4" noValidate>
      {state.message ? <Notice tone="critical">{state.message}</Notice> : null}
      <input type="hidden" name="next" value={next} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        autoFocus
        required
        defaultValue={state.email}
        error={state.fields?.email}
        className="h-11 text-16"
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        error={state.fields?.password}
        className="h-11 text-16"
      />
      <Button type="submit" tone="primary" size="lg" className="w-full" disabled={pending}>
        {pending ? 'Logging in…' : 'Log in'}
      </Button>
    </form>
  )
}
