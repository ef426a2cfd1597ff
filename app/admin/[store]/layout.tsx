/**
 * The frame of a store's desk: rail, top bar, content. It reads the membership in order to draw itself; each page, action
 * and route below asks again, since a layout guards nothing.
 */
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requireMembership } from '@/app/_auth/session'
import { DeskFrame } from '@/app/admin/_ui/desk-frame'
import { PlanBanner } from '@/app/admin/_ui/plan-banner'
import { VisitBanner } from '@/app/admin/_ui/visit-banner'
import { readStore } from '@/db/store'
import { now } from '@/lib/clock'
import { getStorePlan } from '@/lib/plans/queries'
import { warningOf } from '@/lib/plans/standing'
import type { StoreProfile } from '@/lib/stores/queries'
import { listMemberships } from '@/lib/team/memberships'
import { may } from '@/lib/team/permissions'
import { storeOrigin } from '@/lib/tenancy/store-hosts'

type Props = { children: ReactNode; params: Promise<{ store: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store } = await requireMembership((await params).store, 'orders.read')
  return { title: { default: store.name, template: `%s · ${store.name}` } }
}

export default async function StoreLayout({ children, params }: Props) {
  const { store, user, role, visitEndsAt } = await requireMembership((await params).store, 'orders.read')
  const [memberships, warning] = await Promise.all([
    visitEndsAt ? [store] : listMemberships(user.id),
    planWarning(store),
  ])
  return (
    <DeskFrame
      store={{
        slug: store.slug,
        name: store.name,
        origin: storeOrigin(store),
        status: store.status,
      }}
      stores={memberships.map(({ slug, name }) => ({ slug, name }))}
      user={{ name: user.name, email: user.email }}
      notice={visitEndsAt ? <VisitBanner store={store.name} endsAt={visitEndsAt} /> : null}
      banner={warning ? <PlanBanner slug={store.slug} warning={warning} owner={may(role, 'billing.write')} /> : null}
    >
      {children}
    </DeskFrame>
  )
}

/** Most stores are paid for, and cost no query. */
async function planWarning({ id, planStatus }: StoreProfile) {
  return planStatus === 'active' ? null : warningOf(await readStore(id, getStorePlan), now())
}
