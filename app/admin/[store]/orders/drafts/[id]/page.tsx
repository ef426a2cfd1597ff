/** One draft order: what is in it, and how it gets paid. */
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { requireMembership } from '@/app/_auth/session'
import { DateTime } from '@/app/_ui/date-time'
import { Notice } from '@/app/_ui/notice'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { draftLink } from '@/lib/drafts/link'
import { getDraft } from '@/lib/drafts/queries'
import { isOpen } from '@/lib/drafts/status'
import type { Draft } from '@/lib/drafts/types'
import { DomainError } from '@/lib/errors'
import { may } from '@/lib/team/permissions'
import { DraftActions } from '../_editor/draft-actions'
import { DraftBadge } from '../_editor/draft-badge'
import { DraftEditor } from '../_editor/draft-form'
import { formOf } from '../_editor/form'

export const metadata: Metadata = { title: 'Draft' }

type Props = { params: Promise<{ store: string; id: string }> }

export default async function DraftPage({ params }: Props) {
  const { store: slugGiven, id } = await params
  const { slug, storeId, store, role } = await requireMembership(slugGiven, 'orders.read')
  const draft = await load(storeId, id)
  const editable = isOpen(draft.status) && may(role, 'orders.write')
  const initial = formOf(draft, store.currency)
  return (
    <div className="pb-20">
      <PageHeader
        back={{ label: 'Drafts', href: `/admin/${slug}/orders/drafts` }}
        title={`Draft for ${draft.customerName || draft.email || 'a customer'}`}
        badges={<DraftBadge status={draft.status} />}
        note={<WhenSent draft={draft} />}
        actions={
          editable ? (
            <DraftActions
              slug={slug}
              id={draft.id}
              email={draft.email}
              link={draftLink(store, draft.token)}
              sent={draft.invoiceSentAt !== null}
            />
          ) : null
        }
      />
      {draft.order ? (
        <Notice tone="positive">
          Paid: this draft became order{' '}
          <Link href={`/admin/${slug}/orders/${draft.order.id}`} className="tabular underline underline-offset-4">
            #{draft.order.number}
          </Link>
          .
        </Notice>
      ) : (
        <DraftEditor
          key={JSON.stringify(initial)}
          slug={slug}
          id={draft.id}
          currency={store.currency}
          initial={initial}
          readOnly={!editable}
        />
      )}
    </div>
  )
}

function WhenSent({ draft }: { draft: Draft }) {
  return draft.invoiceSentAt ? (
    <>
      Invoice sent <DateTime iso={draft.invoiceSentAt} /> UTC
    </>
  ) : (
    <>
      Created <DateTime iso={draft.createdAt} /> UTC
    </>
  )
}

async function load(storeId: number, id: string): Promise<Draft> {
  if (!/^\d{1,15}$/.test(id)) notFound()
  try {
    return await readStore(storeId, (tx) => getDraft(tx, Number(id)))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
}
