/** Draft orders, last changed first. */
import { FilePen } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireMembership } from '@/app/_auth/session'
import { one, withQuery } from '@/app/_ui/addresses'
import { ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { Chips } from '@/app/_ui/chips'
import { DateTime } from '@/app/_ui/date-time'
import { EmptyState } from '@/app/_ui/empty-state'
import { Money } from '@/app/_ui/money'
import { NextPage } from '@/app/_ui/next-page'
import { PageHeader } from '@/app/_ui/page-header'
import { RowLink, Table, Td, Th } from '@/app/_ui/table'
import { readStore } from '@/db/store'
import { type ListedDraft, listDrafts } from '@/lib/drafts/queries'
import { DRAFT_STATUSES } from '@/lib/drafts/status'
import { may } from '@/lib/team/permissions'
import { DRAFT_LABELS, DraftBadge } from '../_editor/draft-badge'

export const metadata: Metadata = { title: 'Drafts' }

type Query = Record<'status' | 'after', string | string[] | undefined>
type Props = { params: Promise<{ store: string }>; searchParams: Promise<Query> }

export default async function DraftsPage({ params, searchParams }: Props) {
  const { slug, storeId, store, role } = await requireMembership((await params).store, 'orders.read')
  const query = await searchParams
  const status = DRAFT_STATUSES.find((each) => each === one(query.status))
  const after = one(query.after)
  const { drafts, next } = await readStore(storeId, (tx) => listDrafts(tx, { status, after, currency: store.currency }))
  const base = `/admin/${slug}/orders/drafts`
  const at = (more: { status?: string; after?: string }) => withQuery(base, { status, ...more })
  const chips = [undefined, ...DRAFT_STATUSES].map((each) => ({
    label: each ? DRAFT_LABELS[each] : 'All',
    href: at({ status: each }),
    here: each === status,
  }))
  const create = may(role, 'orders.write') ? (
    <ButtonLink href={`${base}/new`} tone="primary">
      Create draft
    </ButtonLink>
  ) : null
  return (
    <>
      <PageHeader
        back={{ label: 'Orders', href: `/admin/${slug}/orders` }}
        title="Drafts"
        note="Orders that you put together and your customer pays through a link."
        actions={create}
      />
      <Card flush>
        <div className="border-line border-b p-3">
          <Chips label="Filter drafts" chips={chips} />
        </div>
        {drafts.length > 0 ? (
          <DraftsTable base={base} currency={store.currency} drafts={drafts} />
        ) : (
          <EmptyState
            Icon={FilePen}
            title={status ? 'No draft here' : 'No drafts yet'}
            action={status ? <ButtonLink href={base}>Show all drafts</ButtonLink> : create}
          >
            {status
              ? 'Drafts move on by themselves when their invoice is sent or paid.'
              : 'For an order by phone or with a price of its own: put it together, send the invoice, and it becomes an order once it is paid.'}
          </EmptyState>
        )}
        <NextPage first={after ? at({}) : null} next={next ? at({ after: next }) : null} />
      </Card>
    </>
  )
}

function DraftsTable({ base, currency, drafts }: { base: string; currency: string; drafts: ListedDraft[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Customer</Th>
          <Th>Status</Th>
          <Th className="max-sm:hidden">Changed</Th>
          <Th className="max-md:hidden">Order</Th>
          <Th numeric className="max-md:hidden">
            Items
          </Th>
          <Th numeric>Total</Th>
        </tr>
      </thead>
      <tbody>
        {drafts.map((draft) => (
          <RowLink key={draft.id}>
            <Td className="max-w-56 max-sm:max-w-36">
              <Link href={`${base}/${draft.id}`} className="block truncate font-medium after:absolute after:inset-0">
                {draft.customerName || draft.email || 'No customer yet'}
              </Link>
              {draft.customerName && draft.email ? (
                <span className="block truncate text-13 text-muted">{draft.email}</span>
              ) : null}
            </Td>
            <Td>
              <DraftBadge status={draft.status} />
            </Td>
            <Td className="text-muted max-sm:hidden">
              <DateTime iso={draft.updatedAt} />
            </Td>
            <Td className="text-muted tabular max-md:hidden">{draft.orderNumber ? `#${draft.orderNumber}` : ''}</Td>
            <Td numeric className="text-muted max-md:hidden">
              {draft.itemCount}
            </Td>
            <Td numeric>
              <Money minor={draft.totalMinor} currency={currency} />
            </Td>
          </RowLink>
        ))}
      </tbody>
    </Table>
  )
}
