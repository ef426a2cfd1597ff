/** Where a page ends: the shelves, what the shop says about itself, its policies, who it is. */
import type { StoreProfile } from '@/lib/stores/queries'
import { ShopLink } from '../shop-link'
import { navigationOf } from './header'

interface Props {
  profile: StoreProfile
  content: { kind: 'page' | 'policy'; handle: string; title: string }[]
  year: number
}

export function Footer({ profile, content, year }: Props) {
  const shelves = navigationOf(profile).filter((link) => link.href.startsWith('/collections'))
  const pages = content.filter((entry) => entry.kind === 'page')
  const policies = content.filter((entry) => entry.kind === 'policy')
  return (
    <footer id="footer-navigation" className="mt-24 border-t border-line md:mt-32">
      <div className="wrap grid grid-cols-2 gap-x-6 gap-y-10 py-12 md:grid-cols-[2fr_1fr_1fr_1fr] md:py-16">
        <div className="col-span-2 max-w-[36ch] md:col-span-1">
          <p className="display text-25">{profile.name}</p>
          {profile.settings.footerNote && <p className="mt-3 text-14 text-muted">{profile.settings.footerNote}</p>}
          <p className="mt-3 text-14">
            <a className="link" href={`mailto:${profile.email}`}>
              {profile.email}
            </a>
          </p>
        </div>
        <Column title="Shop" links={[...shelves, { label: 'Everything', href: '/collections/all' }]} />
        <Column title="About" links={pages.map(({ handle, title }) => ({ label: title, href: `/pages/${handle}` }))} />
        <Column
          title="Policies"
          links={policies.map(({ handle, title }) => ({ label: title, href: `/policies/${handle}` }))}
        />
      </div>
      <p className="wrap border-t border-line py-5 text-12 text-muted">
        <span className="tabular">© {year}</span> {profile.name}
      </p>
    </footer>
  )
}

function Column({ title, links }: { title: string; links: { label: string; href: string }[] }) {
  if (links.length === 0) return <div className="hidden md:block" />
  return (
    <nav aria-label={title}>
      <h2 className="text-13 font-body text-muted">{title}</h2>
      <ul className="mt-2 text-14">
        {links.map((link) => (
          <li key={link.href}>
            <ShopLink
              href={link.href}
              className="inline-flex min-h-11 items-center decoration-1 underline-offset-[0.3em] hover:underline md:min-h-8"
            >
              {link.label}
            </ShopLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
