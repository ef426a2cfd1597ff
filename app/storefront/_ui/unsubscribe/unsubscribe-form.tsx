'use client'
/** The button that ends a shop's reminders, and what it came to. */
import { useState, useTransition } from 'react'
import { stopReminders } from './actions'

export function UnsubscribeForm({ token }: { token: string }) {
  const [state, setState] = useState<'asked' | 'done' | string>('asked')
  const [pending, start] = useTransition()
  const stop = () =>
    start(async () => {
      const answer = await stopReminders({ token }).catch(() => null)
      setState(answer?.ok ? 'done' : (answer?.message ?? 'The shop could not be reached. Check your connection.'))
    })
  if (state === 'done') return <p role="status">Done. You get no more reminders from this shop.</p>
  return (
    <div className="flex flex-col items-start gap-4">
      <button type="button" className="button button-accent" disabled={pending} onClick={stop}>
        {pending ? 'One moment…' : 'Stop the reminders'}
      </button>
      {state === 'asked' ? null : (
        <p role="alert" className="text-14 text-critical">
          {state}
        </p>
      )}
    </div>
  )
}
