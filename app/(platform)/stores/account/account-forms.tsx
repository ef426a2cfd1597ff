'use client'
/** The two forms of the account: a new password, and the end of sessions elsewhere. Both work without JavaScript. */
import { useActionState } from 'react'
import { Button } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { TextField } from '@/app/_ui/field'
import { Notice } from '@/app/_ui/notice'
import { PASSWORD_MIN } from '@/lib/users/rules'
import { type AccountState, logOutElsewhere, setPassword } from './actions'

const UNTOUCHED: AccountState = { done: false }

export function PasswordForm({ changed }: { changed: boolean }) {
  const [state, action, pending] = useActionState(setPassword, UNTOUCHED)
  return (
    <Card title="Password">
      <form action={action} className="space-y-4" noValidate>
        {changed && !state.fields && !state.message ? (
          <Notice tone="positive">Your password is changed. Every other session was logged out.</Notice>
        ) : null}
        {state.message ? <Notice tone="critical">{state.message}</Notice> : null}
        <TextField
          label="Present password"
          name="current"
          type="password"
          autoComplete="current-password"
          required
          error={state.fields?.current}
        />
        <TextField
          label="New password"
          name="next"
          type="password"
          autoComplete="new-password"
          required
          error={state.fields?.next}
          hint={`At least ${PASSWORD_MIN} characters.`}
        />
        <Button type="submit" tone="primary" disabled={pending}>
          {pending ? 'Changing…' : 'Change password'}
        </Button>
      </form>
    </Card>
  )
}

export function SessionsForm() {
  const [state, action, pending] = useActionState(logOutElsewhere, UNTOUCHED)
  return (
    <Card title="Sessions">
      <form action={action} className="space-y-4">
        {state.done ? <Notice tone="positive">You are logged in here and nowhere else.</Notice> : null}
        {state.message ? <Notice tone="critical">{state.message}</Notice> : null}
        <p className="text-muted">Lost a device, or logged in somewhere you do not trust? End it from here.</p>
        <Button type="submit" disabled={pending}>
          {pending ? 'One moment…' : 'Log out everywhere else'}
        </Button>
      </form>
    </Card>
  )
}
