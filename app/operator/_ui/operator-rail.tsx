'use client'
/** The nouns of the operators' rooms. */
import { Gauge, History, ListRestart, Store } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { railLook } from '@/app/_ui/rail-look'

const NOUNS = [
  { label: 'Overview', path: '/operator', Icon: Gauge },
  { label: 'Stores', path: '/operator/stores', Icon: Store },
  { label: 'Jobs', path: '/operator/jobs', Icon: ListRestart },
  { label: 'Actions', path: '/operator/actions', Icon: History },
] as const

export function OperatorRail() {
  const pathname = usePathname()
  const isHere = (path: string) =>
    path === '/operator' ? pathname === path : pathname === path || pathname.startsWith(`${path}/`)
  return (
    <nav aria-label="Operator" className="flex flex-1 flex-col gap-0.5 overflow-y-auto px-3 py-2">
      {NOUNS.map(({ label, path, Icon }) => (
        <Link
          key={path}
          href={path}
          aria-current={isHere(path) ? 'page' : undefined}
          className={railLook(isHere(path))}
        >
          <Icon aria-hidden size={18} strokeWidth={1.75} />
          {label}
        </Link>
      ))}
    </nav>
  )
}
