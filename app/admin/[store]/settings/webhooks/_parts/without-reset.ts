/**
 * For forms whose fields are React state: an `action` would have React reset the form when it is done, which puts the boxes
 * and lists on the page back to their first values while the state keeps the chosen ones.
 */
import type { FormEvent } from 'react'

export function withoutReset(submit: () => void): (event: FormEvent<HTMLFormElement>) => void {
  return (event) => {
    event.preventDefault()
    submit()
  }
}
