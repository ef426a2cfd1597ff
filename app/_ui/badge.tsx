/** A state in one or two words. The dot's fill says it as well as the colour: hollow to do, half begun, full done. */
import clsx from 'clsx'
import type { ReactNode } from 'react'

export type BadgeTone = 'neutral' | 'positive' | 'caution' | 'critical'
export type BadgeFill = 'none' | 'hollow' | 'half' | 'full'

const TONES: Record<BadgeTone, string> = {
  neutral: 'bg-hover text-muted',
  positive: 'bg-positive-surface text-positive',
  caution: 'bg-caution-surface text-caution',
  critical: 'bg-critical-surface text-critical',
}

export function Badge({
  tone = 'neutral',
  fill = 'none',
  children,
}: {
  tone?: BadgeTone
  fill?: BadgeFill
  children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-full px-2.5 font-medium text-12',
        TONES[tone],
      )}
    >
      {fill === 'none' ? null : <Dot fill={fill} />}
      {children}
    </span>
  )
}

function Dot({ fill }: { fill: Exclude<BadgeFill, 'none'> }) {
  return (
    <svg aria-hidden="true" width="8" height="8" viewBox="0 0 8 8">
      <circle
        cx="4"
        cy="4"
        r="3.25"
        fill={fill === 'full' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
      {fill === 'half' ? <path d="M4 .75a3.25 3.25 0 0 1 0 6.5z" fill="currentColor" /> : null}
    </svg>
  )
}
