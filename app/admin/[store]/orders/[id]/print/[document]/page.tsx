/** One order on paper: its packing slip or its invoice. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireMembership } from '@/app/_auth/session'
import { Papers } from '../../../_print/papers'

export const metadata: Metadata = { title: 'Print' }

type Props = { params: Promise<{ store: string; id: string; document: string }> }

export default async function PrintPage({ params }: Props) {
  const { store: slugGiven, id, document } = await params
  const { slug, store } = await requireMembership(slugGiven, 'orders.read')
  if (!/^\d{1,15}$/.test(id)) notFound()
  const back = { label: 'Order', href: `/admin/${slug}/orders/${id}` }
  return <Papers store={store} document={document} ids={[Number(id)]} back={back} />
}
