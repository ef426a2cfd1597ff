/** A new draft order. */
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { PageHeader } from '@/app/_ui/page-header'
import { DraftEditor } from '../_editor/draft-form'
import { BLANK } from '../_editor/form'

export const metadata: Metadata = { title: 'Create draft' }

export default async function NewDraftPage({ params }: { params: Promise<{ store: string }> }) {
  const { slug, store } = await requireMembership((await params).store, 'orders.write')
  return (
    <div className="pb-20">
      <PageHeader back={{ label: 'Drafts', href: `/admin/${slug}/orders/drafts` }} title="Create draft" />
      <DraftEditor slug={slug} id={null} currency={store.currency} initial={BLANK} readOnly={false} />
    </div>
  )
}
