/** Several orders on paper, named by `?ids=1,2`: each begins a page of its own. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireMembership } from '@/app/_auth/session'
import { one } from '@/app/_ui/addresses'
import { Papers } from '../../_print/papers'

export const metadata: Metadata = { title: 'Print' }

type Props = {
  params: Promise<{ store: string; document: string }>
  searchParams: Promise<{ ids?: string | string[] }>
}

export default async function PrintPage({ params, searchParams }: Props) {
  const { store: slugGiven, document } = await params
  const { slug, store } = await requireMembership(slugGiven, 'orders.read')
  const ids = one((await searchParams).ids) ?? ''
  if (!/^\d{1,15}(,\d{1,15})*$/.test(ids)) notFound()
  const back = { label: 'Orders', href: `/admin/${slug}/orders` }
  return <Papers store={store} document={document} ids={[...new Set(ids.split(',').map(Number))]} back={back} />
}
