/** The papers of one order or of several, with the button that prints them. */
import { notFound } from 'next/navigation'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { ORDERS_PAGE_SIZE } from '@/lib/orders/admin-queries'
import { getOrder } from '@/lib/orders/queries'
import type { StoreProfile } from '@/lib/stores/queries'
import { Invoice } from './invoice'
import { PackingSlip } from './packing-slip'
import { PrintButton } from './print-button'

const DOCUMENTS = {
  'packing-slip': { title: 'Packing slip', titles: 'Packing slips', Document: PackingSlip },
  invoice: { title: 'Invoice', titles: 'Invoices', Document: Invoice },
} as const

interface Props {
  store: StoreProfile
  /** As the address says it. */
  document: string
  ids: number[]
  back: { label: string; href: string }
}

export async function Papers({ store, document, ids, back }: Props) {
  if (document !== 'packing-slip' && document !== 'invoice') notFound()
  if (ids.length === 0 || ids.length > ORDERS_PAGE_SIZE) notFound()
  const { title, titles, Document } = DOCUMENTS[document]
  const orders = await load(store.id, ids)
  const [first] = orders
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          back={back}
          title={orders.length === 1 ? `${title} of #${first?.number}` : `${orders.length} ${titles.toLowerCase()}`}
          actions={<PrintButton />}
        />
      </div>
      {orders.map((order) => (
        <Document key={order.id} store={store} order={order} />
      ))}
    </>
  )
}

async function load(storeId: number, ids: number[]) {
  try {
    return await readStore(storeId, (tx) => Promise.all(ids.map((id) => getOrder(tx, id))))
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') notFound()
    throw error
  }
}
