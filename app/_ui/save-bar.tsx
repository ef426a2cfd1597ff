'use client'
/** Appears at the foot of the page once something changed, and keeps the browser from losing it. */
import clsx from 'clsx'
import { useEffect } from 'react'
import { Button } from './button'

export function SaveBar({
  shown,
  pending,
  onDiscard,
  label = 'Save',
  message = 'Unsaved changes',
}: {
  shown: boolean
  pending: boolean
  onDiscard: () => void
  label?: string
  message?: string
}) {
  useEffect(() => {
    if (!shown) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [shown])
  return (
    <section
      aria-label="Unsaved changes"
      inert={!shown}
      className={clsx(
        'fixed inset-x-0 bottom-0 z-30 px-4 pb-4 transition-[transform,opacity] duration-200 ease-out lg:left-60',
        shown ? 'translate-y-0 opacity-100' : 'translate-y-full opacity-0',
      )}
    >
      <div className="mx-auto flex max-w-2xl items-center gap-2 rounded-lg border border-line bg-raised py-2.5 pr-2.5 pl-4 shadow-float">
        <span className="min-w-0 flex-1 truncate font-medium">{message}</span>
        <Button tone="plain" disabled={pending} onClick={onDiscard}>
          Discard
        </Button>
        <Button type="submit" tone="primary" disabled={pending}>
          {pending ? 'Saving…' : label}
        </Button>
      </div>
    </section>
  )
}
