'use client'
/** The sign-up form. Works without JavaScript; what was typed stays, the password excepted. */
import { useActionState } from 'react'
import { Button } from '@/app/_ui/button'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { PASSWORD_MIN } from '@/lib/users/rules'
import { createAccount } from './actions'

export function SignUpForm() {
  const [state, action, pending] = useActionState(createAccount, { name: '', email: '' })
  return (
    <form action={action} className="space-y-4" noValidate>
      {state.message ? <Notice tone="critical">{state.message}</Notice> : null}
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        autoFocus
        required
        defaultValue={state.name}
        error={state.fields?.name}
        className="h-11 text-16"
      />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={state.email}
        error={state.fields?.email}
        className="h-11 text-16"
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={PASSWORD_MIN}
        hint={`At least ${PASSWORD_MIN} characters. A few unrelated words are easy to keep and hard to guess.`}
        error={state.fields?.password}
        className="h-11 text-16"
      />
      <Button type="submit" tone="primary" size="lg" className="w-full" disabled={pending}>
        {pending ? 'Creating your account…' : 'Create account'}
      </Button>
    </form>
  )
}
