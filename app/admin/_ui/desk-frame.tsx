/** Rail on the left, one bar on top, one column of content. On a phone the rail is a drawer behind the menu button. */
import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { ButtonAnchor } from '@/app/_ui/button'
import { Drawer } from './drawer'
import { Rail } from './rail'
import { StoreSwitcher, type SwitcherStore } from './store-switcher'
import { UserMenu } from './user-menu'

export interface FrameProps {
  store: SwitcherStore & { origin: string; status: 'active' | 'suspended' | 'closed' }
  stores: SwitcherStore[]
  user: { name: string; email: string }
  /** What everybody in the store has to know, above every page. */
  banner?: ReactNode
  children: ReactNode
}

export function DeskFrame({ store, stores, user, banner, children }: FrameProps) {
  const switcher = <StoreSwitcher current={store} stores={stores} />
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-accent-text focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col border-line border-r lg:flex print:hidden">
        <div className="px-3 pt-3 pb-2">{switcher}</div>
        <Rail slug={store.slug} />
      </aside>
      <div className="flex min-w-0 flex-col print:block">
        <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-line border-b bg-surface px-3 sm:px-6 lg:px-8 print:hidden">
          <div className="lg:hidden">
            <Drawer>
              <div className="px-3 pt-3 pb-2">{switcher}</div>
              <Rail slug={store.slug} />
            </Drawer>
          </div>
          <span className="min-w-0 flex-1 truncate font-semibold lg:invisible">{store.name}</span>
          <ButtonAnchor href={store.origin} target="_blank" rel="noreferrer" tone="plain">
            <span className="max-sm:sr-only">View store</span>
            <ExternalLink aria-hidden size={16} strokeWidth={1.75} className="text-muted" />
          </ButtonAnchor>
          <UserMenu user={user} />
        </header>
        {store.status === 'active' ? null : (
          <p className="border-line border-b bg-caution-surface px-6 py-2.5 text-caution lg:px-8">
            {store.status === 'suspended' ? (
              'This store is suspended: shoppers see a closed page. Contact support to reopen it.'
            ) : (
              <>
                This store is closed: shoppers do not find it.{' '}
                <a href={`/admin/${store.slug}/settings/general`} className="underline">
                  Open it again
                </a>
              </>
            )}
          </p>
        )}
        {banner}
        <main
          id="content"
          className="mx-auto w-full max-w-[1200px] flex-1 px-4 pt-6 pb-28 sm:px-6 lg:px-8 print:max-w-none print:p-0"
        >
          {children}
        </main>
      </div>
    </div>
  )
}
