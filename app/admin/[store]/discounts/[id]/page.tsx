/** One discount: what it does, and the form that changes it. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireMembership } from '@/app/_auth/session'
import { Badge } from '@/app/_ui/badge'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { namesOf } from '@/lib/catalog/picker'
import { listCollections } from '@/lib/catalog/queries'
import { now } from '@/lib/clock'
import { getAdminDiscount, stateOf } from '@/lib/discounts/admin-queries'
import { summaryOf } from '@/lib/discounts/summary'
import { DomainError } from '@/lib/errors'
import { may } from '@/lib/team/permissions'
import { DiscountForm } from '../_editor/discount-form'
import { formOf } from '../_editor/form'
import { STATE_LABELS, STATE_TONES } from '../_editor/states'
import { SwitchAndDelete } from '../_editor/switch-and-delete'

export const metadata: Metadata = { title: 'Discount' }

type Props = { params: Promise<{ store: string; id: string }> }

export default async function DiscountPage({ params }: Props) {
  const { store: slugGiven, id } = await params
  const { slug, storeId, store, role } = await requireMembership(slugGiven, 'discounts.read')
  const { discount, collections, names } = await load(storeId, id)
  const state = stateOf(discount, now())
  const mayWrite = may(role, 'discounts.write')
  const initial = formOf(discount, store.currency)
  return (
    <div className="mx-auto max-w-3xl pb-20">
      <PageHeader
        back={{ label: 'Discounts', href: `/admin/${slug}/discounts` }}
        title={discount.code ?? discount.title}
        badges={<Badge tone={STATE_TONES[state]}>{STATE_LABELS[state]}</Badge>}
        note={`${summaryOf(discount, store.currency)}. Used ${discount.uses} ${discount.uses === 1 ? 'time' : 'times'}.`}
        actions={
          mayWrite ? (
            <SwitchAndDelete slug={slug} id={discount.id} active={discount.active} used={discount.uses > 0} />
          ) : null
        }
      />
      <DiscountForm
        key={JSON.stringify(initial)}
        slug={slug}
        currency={store.currency}
        initial={initial}
        collections={collections.map((collection) => ({ id: collection.id, title: collection.title }))}
        names={names}
        readOnly={!mayWrite}
      />
    </div>
  )
}

async function load(storeId: number, id: string) {
  if (!/^\d{1,15}$/.test(id)) notFound()
  try {
    return await readStore(storeId, async (tx) => {
      const [discount, collections] = await Promise.all([getAdminDiscount(tx, Number(id)), listCollections(tx)])
      const targets = [
        discount.appliesTo,
        ...(discount.buyXGetY ? [discount.buyXGetY.buys, discount.buyXGetY.gets] : []),
      ]
      const idsOf = (scope: string) => targets.flatMap((target) => (target.scope === scope ? target.ids : []))
      const names = await namesOf(tx, { products: idsOf('products'), variants: idsOf('variants') })
      return { discount, collections, names }
    })
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
}
