/** The head of a page: where one came from, what this is, what one can do. */
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

export function PageHeader({
  title,
  back,
  badges,
  note,
  actions,
}: {
  title: ReactNode
  back?: { label: string; href: string }
  badges?: ReactNode
  note?: ReactNode
  actions?: ReactNode
}) {
  return (
    <div className="mb-5">
      {back ? (
        <Link
          href={back.href}
          className="-ml-1 mb-2 inline-flex items-center gap-1 rounded-sm px-1 text-13 text-muted hover:text-text"
        >
          <ArrowLeft aria-hidden size={14} strokeWidth={1.75} />
          {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 break-words font-semibold text-20 tracking-tight">{title}</h1>
        {badges}
        <div className="ml-auto flex flex-wrap gap-2">{actions}</div>
      </div>
      {note ? <p className="mt-1 text-muted">{note}</p> : null}
    </div>
  )
}
