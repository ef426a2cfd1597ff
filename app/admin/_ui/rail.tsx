'use client'
/** The nouns of the desk. Rooms that are not built are not listed. */
import { House, Package, Settings, ShoppingBag, TicketPercent } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { railLook } from '@/app/_ui/rail-look'

const NOUNS = [
  { label: 'Home', path: '', Icon: House },
  { label: 'Orders', path: '/orders', Icon: ShoppingBag },
  { label: 'Products', path: '/products', Icon: Package },
  { label: 'Discounts', path: '/discounts', Icon: TicketPercent },
] as const

const SETTINGS = [
  { label: 'General', path: '/settings/general' },
  { label: 'Domains', path: '/settings/domains' },
  { label: 'Plan', path: '/settings/plan' },
  { label: 'Payments', path: '/settings/payments' },
  { label: 'Shipping', path: '/settings/shipping' },
  { label: 'Taxes', path: '/settings/taxes' },
  { label: 'Notifications', path: '/settings/notifications' },
  { label: 'Webhooks', path: '/settings/webhooks' },
  { label: 'Activity', path: '/settings/activity' },
] as const

export function Rail({ slug }: { slug: string }) {
  const pathname = usePathname()
  const base = `/admin/${slug}`
  const isHere = (path: string) =>
    path === '' ? pathname === base : pathname === base + path || pathname.startsWith(`${base}${path}/`)
  const inSettings = isHere('/settings')
  return (
    <nav aria-label="Desk" className="flex flex-1 flex-col gap-0.5 overflow-y-auto px-3 py-2">
      {NOUNS.map(({ label, path, Icon }) => (
        <Link
          key={label}
          href={base + path}
          aria-current={isHere(path) ? 'page' : undefined}
          className={railLook(isHere(path))}
        >
          <Icon aria-hidden size={18} strokeWidth={1.75} />
          {label}
        </Link>
      ))}
      <div className="mt-auto pt-4">
        <Link
          href={`${base}/settings/general`}
          aria-current={inSettings ? 'true' : undefined}
          className={railLook(inSettings)}
        >
          <Settings aria-hidden size={18} strokeWidth={1.75} />
          Settings
        </Link>
        {inSettings ? (
          <div className="mt-0.5 ml-[1.3rem] flex flex-col gap-0.5 border-line border-l pl-2">
            {SETTINGS.map(({ label, path }) => (
              <Link
                key={label}
                href={base + path}
                aria-current={isHere(path) ? 'page' : undefined}
                className={railLook(isHere(path))}
              >
                {label}
              </Link>
            ))}
          </div>
        ) : null}
      </div>
    </nav>
  )
}
