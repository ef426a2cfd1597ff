'use client'
/** On every page of the desk: what is wrong with the plan, and where it is set right. That room says it itself. */
import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { PlanWarning } from '@/lib/plans/standing'

export function PlanBanner({ slug, warning, owner }: { slug: string; warning: PlanWarning; owner: boolean }) {
  const room = `/admin/${slug}/settings/plan`
  if (usePathname() === room) return null
  return (
    <p
      role="status"
      aria-label="Plan"
      className={clsx(
        'border-line border-b px-4 py-2.5 sm:px-6 lg:px-8',
        warning.tone === 'critical' ? 'bg-critical-surface text-critical' : 'bg-caution-surface text-caution',
      )}
    >
      {warning.text}{' '}
      {owner ? (
        <Link href={room} className="font-medium underline underline-offset-2">
          {warning.todo === 'pay' ? 'Settle the payment' : 'Choose a plan'}
        </Link>
      ) : (
        'Tell the owner of the store.'
      )}
    </p>
  )
}
