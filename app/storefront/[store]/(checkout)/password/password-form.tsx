'use client'
/** One field and one button. Works without a script too: the action answers the form. */
import { useActionState } from 'react'
import { Field } from '@/app/storefront/_ui/checkout/field'
import { enterShop } from './actions'

export function PasswordForm() {
  const [state, submit, pending] = useActionState(enterShop, null)
  return (
    <form action={submit} className="mt-8 flex flex-col gap-4" noValidate>
      <Field
        label="Password"
        name="password"
        type="password"
        autoComplete="off"
        required
        problem={state?.message}
        key={state?.message}
      />
      <button type="submit" className="button" disabled={pending}>
        {pending ? 'One moment…' : 'Enter the shop'}
      </button>
    </form>
  )
}
