/** Domains: the addresses of the shop, the records that connect a merchant's own, and which of them visitors see. */
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { readAddresses } from '@/lib/domains/view'
import { may } from '@/lib/team/permissions'
import { DomainsRoom } from './domains-room'

export const metadata: Metadata = { title: 'Domains' }

export default async function DomainsPage({ params }: { params: Promise<{ store: string }> }) {
  const { slug, storeId, role } = await requireMembership((await params).store, 'settings.read')
  return (
    <div className="mx-auto max-w-3xl">
      <DomainsRoom slug={slug} initial={await readAddresses(storeId)} readOnly={!may(role, 'settings.write')} />
    </div>
  )
}
