/**
 * For forms whose fields are React state: an `action` alone would have React reset the form when it is done, which puts the
 * boxes and lists on the page back to their first values while the state keeps the chosen ones. The action stays for a form
 * that is sent before the page has come to life; React calls it then, and does not after `preventDefault`.
 */
import { type FormEvent, startTransition } from 'react'

interface FormProps {
  action: (fields: FormData) => void
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
}

/** Props of the form that `submit` belongs to. */
export function withoutReset(submit: () => void): FormProps {
  return {
    action: () => submit(),
    onSubmit: (event) => {
      event.preventDefault()
      submit()
    },
  }
}

/** The same for a form that sends its fields to a server action: what was refused is still there as it was chosen. */
export function keepingFields(action: (fields: FormData) => void): FormProps {
  return {
    action,
    onSubmit: (event) => {
      event.preventDefault()
      const fields = new FormData(event.currentTarget)
      startTransition(() => action(fields))
    },
  }
}
