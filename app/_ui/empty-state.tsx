/** Nothing here yet: one drawing, one sentence, one action. */
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export function EmptyState({
  Icon,
  title,
  children,
  action,
}: {
  Icon: LucideIcon
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex flex-col items-center px-6 py-16 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-hover text-muted">
        <Icon aria-hidden size={24} strokeWidth={1.5} />
      </span>
      <h2 className="mt-4 font-semibold text-16">{title}</h2>
      <p className="mt-1 max-w-sm text-muted">{children}</p>
      {action ? <div className="mt-5">{action}</div> : null}
    </div>
  )
}
