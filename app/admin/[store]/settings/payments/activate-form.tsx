'use client'
/** The two things one can do about the account: go to Stripe's pages, and ask Stripe how it stands. */
import { useActionState } from 'react'
import { Button } from '@/app/_ui/button'
import { Notice } from '@/app/_ui/notice'
import { activatePayments, checkPayments } from './actions'

interface Props {
  slug: string
  /** What going to Stripe is called; null: there is nothing to do there. */
  label: string | null
  mayCheck: boolean
}

export function ActivateForm({ slug, label, mayCheck }: Props) {
  const [started, start, starting] = useActionState(() => activatePayments(slug, {}), null)
  const [checked, check, checking] = useActionState(() => checkPayments(slug, {}), null)
  const failure = [started, checked].find((result) => result && !result.ok)
  return (
    <div className="space-y-3">
      {failure && !failure.ok ? <Notice tone="critical">{failure.message}</Notice> : null}
      <div className="flex flex-wrap gap-2">
        {label ? (
          <form action={start}>
            <Button type="submit" tone="primary" disabled={starting}>
              {starting ? 'Going to Stripe…' : label}
            </Button>
          </form>
        ) : null}
        {mayCheck ? (
          <form action={check}>
            <Button type="submit" disabled={checking}>
              {checking ? 'Asking Stripe…' : 'Check with Stripe'}
            </Button>
          </form>
        ) : null}
      </div>
    </div>
  )
}
