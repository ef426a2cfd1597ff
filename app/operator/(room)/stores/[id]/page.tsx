/** One store as an operator sees it: whose it is, how it stands, its addresses, its last orders, and what was done to it. */
import { notFound } from 'next/navigation'
import { requireOperator, roomTitle } from '@/app/_auth/operator'
import { ButtonAnchor, ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { Notice } from '@/app/_ui/notice'
import { PageHeader } from '@/app/_ui/page-header'
import { listOperatorActions } from '@/lib/operators/log'
import { findStoreSheet } from '@/lib/operators/store-sheet'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { ActionList } from '../../../_ui/action-list'
import { StatusBadge } from '../../../_ui/states'
import { Deeds } from './deeds'
import { DomainsCard } from './domains-card'
import { FactsCard } from './facts-card'
import { OrdersCard } from './orders-card'

export const generateMetadata = () => roomTitle('Store')

const ACTIONS_SHOWN = 5

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<{ visit?: string | string[] }>
}

export default async function StorePage({ params, searchParams }: Props) {
  const [{ id }, { visit }] = await Promise.all([params, searchParams])
  await requireOperator(`/operator/stores/${encodeURIComponent(id)}${visit === 'over' ? '?visit=over' : ''}`)
  const storeId = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0
  const [store, { entries }] = await Promise.all([
    findStoreSheet(storeId),
    listOperatorActions({ storeId }, ACTIONS_SHOWN),
  ])
  if (!store) notFound()
  return (
    <>
      <PageHeader
        back={{ label: 'Stores', href: '/operator/stores' }}
        title={store.name}
        badges={<StatusBadge status={store.status} />}
        note={`Store ${store.id} · ${store.slug}`}
        actions={
          <ButtonAnchor href={storeOrigin(store)} target="_blank" rel="noreferrer">
            View shop
          </ButtonAnchor>
        }
      />
      {visit === 'over' ? (
        <div className="mb-4">
          <Notice>Your visit to this store’s desk is over. Open the desk again if there is more to do.</Notice>
        </div>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-4">
          <OrdersCard orders={store.recent} />
          <DomainsCard store={store} />
          <Card
            title="Operators’ actions"
            flush
            action={<ButtonLink href={`/operator/actions?store=${store.slug}`}>Show all</ButtonLink>}
          >
            <ActionList ofOneStore entries={entries} empty="No operator has done anything here." />
          </Card>
        </div>
        <div className="grid gap-4 max-lg:order-first">
          <Deeds id={store.id} slug={store.slug} name={store.name} status={store.status} />
          <FactsCard store={store} />
        </div>
      </div>
    </>
  )
}
