'use client'
/** An operator is in this store: says so on every page of the desk, until when, and leads out of it. Goes out by itself at the time. */
import { Eye } from 'lucide-react'
import { useEffect } from 'react'
import { leaveStore } from '@/app/_auth/leave-store'

const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

export function VisitBanner({ store, endsAt }: { store: string; endsAt: string }) {
  useEffect(() => {
    const left = Math.max(0, new Date(endsAt).getTime() - Date.now())
    const timer = setTimeout(() => window.location.reload(), left)
    return () => clearTimeout(timer)
  }, [endsAt])
  return (
    <section
      aria-label="Operator’s visit"
      className="flex items-center gap-2.5 bg-text px-4 py-2 text-surface sm:px-6 lg:px-8"
    >
      <Eye aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
      <p className="min-w-0 flex-1">
        You are in {store} as an operator until <time dateTime={endsAt}>{TIME.format(new Date(endsAt))}</time> UTC. What
        you do is logged in your name.
      </p>
      <form action={leaveStore}>
        <button
          type="submit"
          className="h-8 rounded-md border border-surface/40 px-3 font-medium focus-visible:outline-surface hover:bg-surface/15"
        >
          Leave
        </button>
      </form>
    </section>
  )
}
