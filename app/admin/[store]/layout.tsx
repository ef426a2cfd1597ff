/**
 * The frame of a store's desk: rail, top bar, content. It reads the membership in order to draw itself; each page, action
 * and route below asks again, since a layout guards nothing.
 */
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireMembership } from '@/app/_auth/session'
import { DeskFrame } from '@/app/admin/_ui/desk-frame'
import { listMemberships } from '@/lib/team/memberships'
import { storeOrigin } from '@/lib/tenancy/store-hosts'

type Props = { children: ReactNode; params: Promise<{ store: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store } = await requireMembership((await params).store, 'orders.read')
  return { title: { default: store.name, template: `%s · ${store.name}` } }
}

export default async function StoreLayout({ children, params }: Props) {
  const { store, user } = await requireMembership((await params).store, 'orders.read')
  const memberships = await listMemberships(user.id)
  return (
    <DeskFrame
      store={{
        slug: store.slug,
        name: store.name,
        origin: storeOrigin(store),
        suspended: store.status === 'suspended',
      }}
      stores={memberships.map(({ slug, name }) => ({ slug, name }))}
      user={{ name: user.name, email: user.email }}
    >
      {children}
    </DeskFrame>
  )
}
