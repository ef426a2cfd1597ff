'use client'
/** Switches one mail on or off, at once. */
import clsx from 'clsx'
import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import type { MailKind } from '@/lib/notifications/kinds'
import { setMail } from './actions'

interface Props {
  slug: string
  kind: MailKind
  label: string
  on: boolean
  disabled: boolean
}

export function MailSwitch({ slug, kind, label, on: initial, disabled }: Props) {
  const [on, setOn] = useState(initial)
  const [pending, start] = useTransition()
  const toggle = () => {
    const next = !on
    setOn(next)
    start(async () => {
      const result = await setMail(slug, { kind, enabled: next })
      if (result.ok) return void toast.success(`${label}: ${next ? 'on' : 'off'}`)
      setOn(!next)
      toast.error(result.message)
    })
  }
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      disabled={disabled || pending}
      onClick={toggle}
      className={clsx(
        'relative z-10 inline-flex h-6 w-10 shrink-0 items-center rounded-full border transition-colors duration-150',
        'after:absolute after:-inset-2.5 disabled:opacity-60',
        on ? 'border-transparent bg-accent' : 'border-control/60 bg-hover',
      )}
    >
      <span
        aria-hidden
        className={clsx(
          'size-4 rounded-full transition-transform duration-150 ease-out',
          on ? 'translate-x-5 bg-accent-text' : 'translate-x-1 bg-control',
        )}
      />
    </button>
  )
}
