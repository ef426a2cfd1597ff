/** The frame of a store's desk: the store's switcher and nouns, the way to the shop, and what is out of order. */
import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { ButtonAnchor } from '@/app/_ui/button'
import { Frame } from '@/app/_ui/frame'
import { UserMenu } from '@/app/_ui/user-menu'
import { Rail } from './rail'
import { StoreSwitcher, type SwitcherStore } from './store-switcher'

export interface DeskFrameProps {
  store: SwitcherStore & { origin: string; status: 'active' | 'suspended' | 'closed' }
  stores: SwitcherStore[]
  user: { name: string; email: string }
  /** Stays in sight above every page. */
  notice?: ReactNode
  /** What everybody in the store has to know, above every page. */
  banner?: ReactNode
  children: ReactNode
}

export function DeskFrame({ store, stores, user, notice, banner, children }: DeskFrameProps) {
  return (
    <Frame
      head={<StoreSwitcher current={store} stores={stores} />}
      rail={<Rail slug={store.slug} />}
      title={store.name}
      notice={notice}
      tools={
        <>
          <ButtonAnchor href={store.origin} target="_blank" rel="noreferrer" tone="plain">
            <span className="max-sm:sr-only">View store</span>
            <ExternalLink aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
          </ButtonAnchor>
          <UserMenu user={user} />
        </>
      }
      banner={
        <>
          <StandingBanner store={store} />
          {banner}
        </>
      }
    >
      {children}
    </Frame>
  )
}

function StandingBanner({ store: { slug, status } }: Pick<DeskFrameProps, 'store'>) {
  if (status === 'active') return null
  return (
    <p className="border-line border-b bg-caution-surface px-6 py-2.5 text-caution lg:px-8">
      {status === 'suspended' ? (
        'This store is suspended: shoppers see a closed page. Contact support to reopen it.'
      ) : (
        <>
          This store is closed: shoppers do not find it.{' '}
          <a href={`/admin/${slug}/settings/general`} className="underline">
            Open it again
          </a>
        </>
      )}
    </p>
  )
}
