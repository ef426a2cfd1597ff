/**
 * Announcement and header. Two settings of the same parts: the bookshop centres its name above the shelves, the others
 * keep name and navigation on one line.
 */
import { clsx } from 'clsx'
import type { StoreProfile } from '@/lib/stores/queries'
import { CartButton } from '../cart/cart-button'
import { SearchButton } from '../search/search-button'
import { ShopLink } from '../shop-link'
import { presetOf } from '../theme'
import { MenuButton } from './menu-button'

export interface NavLink {
  label: string
  href: string
}

const FALLBACK_NAVIGATION: NavLink[] = [
  { label: 'Everything', href: '/collections/all' },
  { label: 'Collections', href: '/collections' },
]

export function Header({ profile }: { profile: StoreProfile }) {
  const links = navigationOf(profile)
  const centred = presetOf(profile.theme) === 'bookshop'
  return (
    <>
      {profile.settings.announcement && (
        <p className="bg-text px-4 py-2 text-center text-13 text-surface">{profile.settings.announcement}</p>
      )}
      <header className="sticky top-0 z-40 border-b border-line bg-surface">
        <div
          className={clsx(
            'wrap grid h-(--header-height) grid-cols-[1fr_auto_1fr] items-center gap-4',
            !centred && 'lg:flex lg:gap-10',
          )}
        >
          <div className={clsx('-ml-3 lg:hidden', centred && 'lg:block')}>
            <MenuButton links={links} storeName={profile.name} />
          </div>
          {centred && <div className="hidden lg:block" />}
          <a href="/" className="display text-20 leading-none whitespace-nowrap md:text-25">
            {profile.name}
          </a>
          {!centred && <Navigation links={links} className="hidden lg:flex" />}
          <div className="-mr-3 ml-auto flex items-center justify-end">
            <SearchButton locale={profile.locale} currency={profile.currency} />
            <CartButton />
          </div>
        </div>
        {centred && <Navigation links={links} className="wrap hidden justify-center pb-3 lg:flex" />}
      </header>
    </>
  )
}

function Navigation({ links, className }: { links: NavLink[]; className: string }) {
  return (
    <nav aria-label="Main" className={clsx('flex-wrap gap-x-7 gap-y-1 text-14', className)}>
      {links.map((link) => (
        <ShopLink
          key={link.href}
          href={link.href}
          className="inline-flex min-h-8 items-center decoration-1 underline-offset-[0.35em] hover:underline"
        >
          {link.label}
        </ShopLink>
      ))}
    </nav>
  )
}

/** The merchant's links, as far as they stay in the shop or are plain web addresses. */
export function navigationOf(profile: StoreProfile): NavLink[] {
  const links = (profile.settings.navigation ?? []).filter((link) => /^(\/(?!\/)|https?:\/\/)/.test(link.href))
  return links.length > 0 ? links : FALLBACK_NAVIGATION
}
