'use client'
/** Asks what has become of a payment until that is known, for at most two minutes; then says what to do. */
import { useEffect, useState } from 'react'
import { rememberCount } from '../cart/cart-store'
import { pollAttempt } from './actions'

const PAUSE_MS = 2_000
const MAX_POLLS = 60

type View = { title: string; text: string; link: { href: string; label: string } | null; waiting?: boolean }

const WAITING: View = {
  title: 'Checking with your bank…',
  text: 'This takes a few seconds. You can leave this page open; you will not be charged twice.',
  link: null,
  waiting: true,
}
const BACK = { href: '/checkout', label: 'Back to checkout' }

export function AttemptWatch({ attemptId }: { attemptId: string }) {
  const [view, setView] = useState<View>(WAITING)
  useEffect(() => {
    let stopped = false
    const watch = async () => {
      for (let poll = 0; poll < MAX_POLLS && !stopped; poll++) {
        if (poll > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
        const next = await ask(attemptId)
        if (stopped) return
        if (typeof next === 'string') return window.location.replace(next)
        if (next) return setView(next)
      }
      if (!stopped) setView(STILL_OPEN)
    }
    void watch()
    return () => {
      stopped = true
    }
  }, [attemptId])
  return (
    <div role="status" className="flex flex-col items-start gap-4">
      <h1 className="display text-31">{view.title}</h1>
      <p className="text-muted">{view.text}</p>
      {view.link && (
        <a href={view.link.href} className="button button-accent mt-2">
          {view.link.label}
        </a>
      )}
    </div>
  )
}

/** An address to go to, a final view, or null: ask again. */
async function ask(attemptId: string): Promise<string | View | null> {
  const answer = await pollAttempt({ attemptId }).catch(() => null)
  if (!answer) return null
  if (!answer.ok) {
    if (answer.code === 'internal' || answer.code === 'unavailable') return null
    return { title: 'The payment did not go through', text: `${answer.message} You have not been charged.`, link: BACK }
  }
  switch (answer.data.state) {
    case 'completed':
      rememberCount(0)
      return `/orders/${answer.data.orderToken}`
    case 'refunded':
      return {
        title: 'Your money is on its way back',
        text: answer.data.message,
        link: { href: '/cart', label: 'Back to the cart' },
      }
    case 'action_required':
      return {
        title: 'Your bank still has a question',
        text: 'The payment was not approved yet. You have not been charged.',
        link: answer.data.nextActionUrl ? { href: answer.data.nextActionUrl, label: 'Answer the bank' } : BACK,
      }
    case 'pending':
      return null
  }
}

const STILL_OPEN: View = {
  title: 'Your bank has not answered yet',
  text: 'As soon as it does, you get an e-mail with your order. If it declines, nothing is charged. You can close this page.',
  link: null,
}
