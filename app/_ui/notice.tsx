/** A sentence about the state of things: what happened, why, and what to do. */
import clsx from 'clsx'
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'

const TONES = {
  neutral: { look: 'bg-hover text-text', Icon: Info },
  positive: { look: 'bg-positive-surface text-positive', Icon: CircleCheck },
  caution: { look: 'bg-caution-surface text-caution', Icon: CircleAlert },
  critical: { look: 'bg-critical-surface text-critical', Icon: CircleAlert },
} as const

export function Notice({
  tone = 'neutral',
  children,
  action,
}: {
  tone?: keyof typeof TONES
  children: ReactNode
  action?: ReactNode
}) {
  const { look, Icon } = TONES[tone]
  return (
    <div
      role={tone === 'critical' ? 'alert' : 'status'}
      className={clsx('flex items-start gap-2.5 rounded-md px-3 py-2.5 text-14', look)}
    >
      <Icon aria-hidden size={16} className="mt-0.5 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action}
    </div>
  )
}
