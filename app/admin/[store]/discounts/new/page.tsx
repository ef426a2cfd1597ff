/** A new discount. */
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { listCollections } from '@/lib/catalog/queries'
import { DiscountForm } from '../_editor/discount-form'
import { BLANK } from '../_editor/form'

export const metadata: Metadata = { title: 'Create discount' }

export default async function NewDiscountPage({ params }: { params: Promise<{ store: string }> }) {
  const { slug, storeId, store } = await requireMembership((await params).store, 'discounts.write')
  const collections = await readStore(storeId, listCollections)
  return (
    <div className="mx-auto max-w-3xl pb-20">
      <PageHeader back={{ label: 'Discounts', href: `/admin/${slug}/discounts` }} title="Create discount" />
      <DiscountForm
        slug={slug}
        currency={store.currency}
        initial={BLANK}
        collections={collections.map(({ id, title }) => ({ id, title }))}
        names={{ products: [], variants: [] }}
        readOnly={false}
      />
    </div>
  )
}
