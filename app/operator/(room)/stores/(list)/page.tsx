/** Every store of the platform, newest first: found by words, domain or owner, narrowed by status and plan. */
import { Store } from 'lucide-react'
import Link from 'next/link'
import { requireOperator, roomTitle } from '@/app/_auth/operator'
import { one, withQuery } from '@/app/_ui/addresses'
import { ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { EmptyState } from '@/app/_ui/empty-state'
import { FilterChip } from '@/app/_ui/filter-chip'
import { NextPage } from '@/app/_ui/next-page'
import { PageHeader } from '@/app/_ui/page-header'
import { SearchBox } from '@/app/_ui/search-box'
import { RowLink, Table, Td, Th } from '@/app/_ui/table'
import { env } from '@/lib/env'
import { type FoundStore, listStores, STORE_STATUSES } from '@/lib/operators/store-search'
import { PLAN_ORDER, PLANS } from '@/lib/plans/table'
import { BILLING_WORDS, STATUS_WORDS, StatusBadge } from '../../../_ui/states'

export const generateMetadata = () => roomTitle('Stores')

const BASE = '/operator/stores'
const QUERY_MAX = 100

type Query = Record<'q' | 'status' | 'plan' | 'after', string | string[] | undefined>

export default async function StoresPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireOperator(BASE)
  const query = await searchParams
  const status = STORE_STATUSES.find((each) => each === one(query.status))
  const plan = PLAN_ORDER.find((each) => each === one(query.plan))
  const [q, after] = [(one(query.q) ?? '').slice(0, QUERY_MAX), one(query.after)]
  const { stores, next } = await listStores({ q, status, plan, after }, env().STORES_DOMAIN)
  const at = (more: { q?: string; status?: string; plan?: string; after?: string }) =>
    withQuery(BASE, { q, status, plan, ...more })
  const filtered = q !== '' || status !== undefined || plan !== undefined
  return (
    <>
      <PageHeader title="Stores" />
      <Card flush>
        <div className="flex flex-wrap items-center gap-2 border-line border-b p-3">
          <SearchBox action={BASE} label="Name, domain or owner’s e-mail" value={q} keep={{ status, plan }} />
          <FilterChip
            name="Status"
            any={{ label: 'Any status', href: at({ status: undefined }), here: status === undefined }}
            options={STORE_STATUSES.map((each) => ({
              label: STATUS_WORDS[each],
              href: at({ status: each }),
              here: each === status,
            }))}
          />
          <FilterChip
            name="Plan"
            any={{ label: 'Any plan', href: at({ plan: undefined }), here: plan === undefined }}
            options={PLAN_ORDER.map((each) => ({
              label: PLANS[each].name,
              href: at({ plan: each }),
              here: each === plan,
            }))}
          />
        </div>
        {stores.length > 0 ? (
          <StoresTable stores={stores} />
        ) : (
          <EmptyState
            Icon={Store}
            title={filtered ? 'No store matches' : 'No stores yet'}
            action={filtered ? <ButtonLink href={BASE}>Show all stores</ButtonLink> : undefined}
          >
            {filtered
              ? 'Words match the name and the address, each from its beginning. With an @ the owner’s e-mail is searched.'
              : 'Stores appear here as soon as somebody opens one.'}
          </EmptyState>
        )}
        <NextPage first={after ? at({}) : null} next={next ? at({ after: next }) : null} />
      </Card>
    </>
  )
}

function StoresTable({ stores }: { stores: FoundStore[] }) {
  return (
    <Table aria-label="Stores">
      <thead>
        <tr>
          <Th>Store</Th>
          <Th className="max-lg:hidden">Owner</Th>
          <Th className="max-sm:hidden">Plan</Th>
          <Th>Status</Th>
          <Th numeric className="max-md:hidden">
            Opened
          </Th>
        </tr>
      </thead>
      <tbody>
        {stores.map((store) => (
          <RowLink key={store.id}>
            <Td className="max-w-0 sm:max-w-xs">
              <Link href={`${BASE}/${store.id}`} className="block truncate font-medium after:absolute after:inset-0">
                {store.name}
              </Link>
              <span className="block truncate text-13 text-muted">{store.primaryDomain ?? store.slug}</span>
            </Td>
            <Td className="max-w-56 truncate text-muted max-lg:hidden">{store.ownerEmail}</Td>
            <Td className="max-sm:hidden">
              {PLANS[store.plan].name}
              <span className="block text-13 text-muted">{BILLING_WORDS[store.planStatus]}</span>
            </Td>
            <Td className="w-px">
              <StatusBadge status={store.status} />
            </Td>
            <Td numeric className="text-muted max-md:hidden">
              <DateTime iso={store.createdAt.toISOString()} withTime={false} />
            </Td>
          </RowLink>
        ))}
      </tbody>
    </Table>
  )
}
