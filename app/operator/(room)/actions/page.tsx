/** What operators did, newest first: by whom, to which store, and why. */
import { History } from 'lucide-react'
import { requireOperator, roomTitle } from '@/app/_auth/operator'
import { one, withQuery } from '@/app/_ui/addresses'
import { ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { EmptyState } from '@/app/_ui/empty-state'
import { FilterChip } from '@/app/_ui/filter-chip'
import { NextPage } from '@/app/_ui/next-page'
import { PageHeader } from '@/app/_ui/page-header'
import { SearchBox } from '@/app/_ui/search-box'
import { findStoreId, listOperatorActions, listOperators } from '@/lib/operators/log'
import { ActionList } from '../../_ui/action-list'

export const generateMetadata = () => roomTitle('Actions')

const BASE = '/operator/actions'
const SLUG_MAX = 63
/** No store has it. */
const NO_STORE = 0

type Query = Record<'operator' | 'store' | 'after', string | string[] | undefined>

export default async function ActionsPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireOperator(BASE)
  const query = await searchParams
  const operators = await listOperators()
  const operator = operators.find(({ userId }) => String(userId) === one(query.operator))
  const slug = (one(query.store) ?? '').trim().toLowerCase().slice(0, SLUG_MAX)
  const after = one(query.after)
  const storeId = slug === '' ? undefined : ((await findStoreId(slug)) ?? NO_STORE)
  const { entries, next } = await listOperatorActions({ operatorId: operator?.userId, storeId, after })
  const kept = { operator: operator && String(operator.userId), store: slug || undefined }
  const at = (more: { operator?: string; after?: string }) => withQuery(BASE, { ...kept, ...more })
  return (
    <>
      <PageHeader
        title="Actions"
        note="Written with each action and never altered. What concerns a store stands in its own log too."
      />
      <Card flush>
        <div className="flex flex-wrap items-center gap-2 border-line border-b p-3">
          <SearchBox
            action={BASE}
            label="Store’s subdomain"
            name="store"
            value={slug}
            keep={{ operator: kept.operator }}
          />
          <FilterChip
            name="Operator"
            any={{ label: 'Any operator', href: at({ operator: undefined }), here: operator === undefined }}
            options={operators.map(({ userId, name }) => ({
              label: name,
              href: at({ operator: String(userId) }),
              here: userId === operator?.userId,
            }))}
          />
        </div>
        {entries.length > 0 ? (
          <ActionList entries={entries} />
        ) : (
          <EmptyState
            Icon={History}
            title={slug || operator ? 'No action matches' : 'Nothing yet'}
            action={slug || operator ? <ButtonLink href={BASE}>Show all actions</ButtonLink> : undefined}
          >
            {storeId === NO_STORE
              ? `No store has the address ${slug}.`
              : 'Whatever an operator does here is listed with a name, a time and a reason.'}
          </EmptyState>
        )}
        <NextPage first={after ? at({}) : null} next={next ? at({ after: next }) : null} />
      </Card>
    </>
  )
}
