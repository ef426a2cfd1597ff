/** A sheet with an optional title: what belongs together. */
import clsx from 'clsx'
import type { ReactNode } from 'react'

export function Card({
  title,
  action,
  children,
  className,
  flush,
}: {
  title?: ReactNode
  action?: ReactNode
  children: ReactNode
  className?: string
  /** The content reaches the edges (tables, lists). */
  flush?: boolean
}) {
  return (
    <section className={clsx('rounded-lg border border-line bg-raised', className)}>
      {title ? (
        <header className="flex min-h-12 items-center justify-between gap-3 px-4 pt-1 sm:px-5">
          <h2 className="font-semibold text-14">{title}</h2>
          {action}
        </header>
      ) : null}
      <div className={flush ? undefined : clsx('px-4 pb-4 sm:px-5 sm:pb-5', title ? 'pt-1' : 'pt-4 sm:pt-5')}>
        {children}
      </div>
    </section>
  )
}
