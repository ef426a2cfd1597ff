/** The discounts, newest first. */
import { TicketPercent } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireMembership } from '@/app/_auth/session'
import { one, withQuery } from '@/app/_ui/addresses'
import { Badge } from '@/app/_ui/badge'
import { ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { Chips } from '@/app/_ui/chips'
import { EmptyState } from '@/app/_ui/empty-state'
import { NextPage } from '@/app/_ui/next-page'
import { PageHeader } from '@/app/_ui/page-header'
import { SearchBox } from '@/app/_ui/search-box'
import { RowLink, Table, Td, Th } from '@/app/_ui/table'
import { readStore } from '@/db/store'
import { now } from '@/lib/clock'
import { type AdminDiscount, DISCOUNT_STATES, listAdminDiscounts, stateOf } from '@/lib/discounts/admin-queries'
import { summaryOf } from '@/lib/discounts/summary'
import { may } from '@/lib/team/permissions'
import { STATE_LABELS, STATE_TONES } from '../_editor/states'

export const metadata: Metadata = { title: 'Discounts' }

type Query = Record<'q' | 'state' | 'after', string | string[] | undefined>
type Props = { params: Promise<{ store: string }>; searchParams: Promise<Query> }

export default async function DiscountsPage({ params, searchParams }: Props) {
  const { slug, storeId, store, role } = await requireMembership((await params).store, 'discounts.read')
  const query = await searchParams
  const state = DISCOUNT_STATES.find((each) => each === one(query.state))
  const [q, after] = [one(query.q) ?? '', one(query.after)]
  const { discounts, next } = await readStore(storeId, (tx) => listAdminDiscounts(tx, { q, state, after }, now()))
  const base = `/admin/${slug}/discounts`
  const at = (more: { state?: string; after?: string }) => withQuery(base, { q, state, ...more })
  const chips = [undefined, ...DISCOUNT_STATES].map((each) => ({
    label: each ? STATE_LABELS[each] : 'All',
    href: at({ state: each }),
    here: each === state,
  }))
  const create = may(role, 'discounts.write') ? (
    <ButtonLink href={`${base}/new`} tone="primary">
      Create discount
    </ButtonLink>
  ) : null
  const filtered = q !== '' || state !== undefined
  return (
    <>
      <PageHeader title="Discounts" actions={create} />
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b p-3">
          <Chips label="Filter discounts" chips={chips} />
          <SearchBox action={base} label="Code or name" value={q} keep={{ state }} />
        </div>
        {discounts.length > 0 ? (
          <DiscountsTable base={base} currency={store.currency} discounts={discounts} />
        ) : (
          <EmptyState
            Icon={TicketPercent}
            title={filtered ? 'No discount matches' : 'No discounts yet'}
            action={filtered ? <ButtonLink href={base}>Show all discounts</ButtonLink> : create}
          >
            {filtered
              ? 'Try another word or another filter.'
              : 'A code to hand out, or a reduction that applies by itself when a cart meets its conditions.'}
          </EmptyState>
        )}
        <NextPage first={after ? at({}) : null} next={next ? at({ after: next }) : null} />
      </Card>
    </>
  )
}

function DiscountsTable({ base, currency, discounts }: { base: string; currency: string; discounts: AdminDiscount[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Discount</Th>
          <Th className="max-md:hidden">What it does</Th>
          <Th className="max-sm:hidden">Status</Th>
          <Th numeric>Used</Th>
        </tr>
      </thead>
      <tbody>
        {discounts.map((discount) => {
          const state = stateOf(discount, now())
          return (
            <RowLink key={discount.id}>
              <Td>
                <Link href={`${base}/${discount.id}`} className="font-medium after:absolute after:inset-0">
                  {discount.code ?? discount.title}
                </Link>
                <span className="block text-13 text-muted">{discount.code === null ? 'Automatic' : 'Code'}</span>
              </Td>
              <Td className="text-muted max-md:hidden">{summaryOf(discount, currency)}</Td>
              <Td className="max-sm:hidden">
                <Badge tone={STATE_TONES[state]}>{STATE_LABELS[state]}</Badge>
              </Td>
              <Td numeric>
                {discount.uses}
                {discount.usageLimit === null ? '' : ` of ${discount.usageLimit}`}
              </Td>
            </RowLink>
          )
        })}
      </tbody>
    </Table>
  )
}
