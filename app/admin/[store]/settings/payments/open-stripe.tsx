'use client'
/** To Stripe's own desk for the account, where disputes are answered and the bank account is changed. */
import { useActionState } from 'react'
import { Button } from '@/app/_ui/button'
import { openStripe } from './actions'

export function OpenStripe({ slug, label }: { slug: string; label: string }) {
  const [result, open, opening] = useActionState(() => openStripe(slug, {}), null)
  return (
    <form action={open}>
      <Button type="submit" disabled={opening}>
        {opening ? 'Going to Stripe…' : label}
      </Button>
      {result && !result.ok ? (
        <p role="alert" className="mt-1.5 text-13 text-critical">
          {result.message}
        </p>
      ) : null}
    </form>
  )
}
