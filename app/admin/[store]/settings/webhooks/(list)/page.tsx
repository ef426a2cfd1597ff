/** The store's webhooks, oldest first. */
import { Webhook } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireMembership } from '@/app/_auth/session'
import { ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { EmptyState } from '@/app/_ui/empty-state'
import { PageHeader } from '@/app/_ui/page-header'
import { RowLink, Table, Td, Th } from '@/app/_ui/table'
import { readStore } from '@/db/store'
import { may } from '@/lib/team/permissions'
import { type ListedSubscription, listSubscriptions } from '@/lib/webhooks/queries'
import { DELIVERY_WORDS, WebhookBadge } from '../_parts/states'

export const metadata: Metadata = { title: 'Webhooks' }

export default async function WebhooksPage({ params }: { params: Promise<{ store: string }> }) {
  const { slug, storeId, role } = await requireMembership((await params).store, 'settings.read')
  const webhooks = await readStore(storeId, listSubscriptions)
  const base = `/admin/${slug}/settings/webhooks`
  const add = may(role, 'settings.write') ? (
    <ButtonLink href={`${base}/new`} tone="primary">
      Add webhook
    </ButtonLink>
  ) : null
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title="Webhooks"
        note="Your own servers hear of orders and products as soon as something happens."
        actions={webhooks.length > 0 ? add : null}
      />
      <Card flush>
        {webhooks.length > 0 ? (
          <WebhooksTable base={base} webhooks={webhooks} />
        ) : (
          <EmptyState Icon={Webhook} title="No webhooks yet" action={add}>
            Give the address of your warehouse, accounting or anything else that should know at once, and choose what to
            tell it.
          </EmptyState>
        )}
      </Card>
    </div>
  )
}

function WebhooksTable({ base, webhooks }: { base: string; webhooks: ListedSubscription[] }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Address</Th>
          <Th className="max-sm:hidden">Status</Th>
          <Th className="max-md:hidden">Last delivery</Th>
          <Th numeric>Events</Th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map(({ id, url, topics, status, last }) => (
          <RowLink key={id}>
            <Td className="max-w-0 w-full">
              <Link href={`${base}/${id}`} className="block truncate font-medium after:absolute after:inset-0">
                {url}
              </Link>
              <span className="mt-1 block sm:hidden">
                <WebhookBadge status={status} />
              </span>
            </Td>
            <Td className="max-sm:hidden">
              <WebhookBadge status={status} />
            </Td>
            <Td className="whitespace-nowrap text-muted max-md:hidden">
              {last ? (
                <>
                  {DELIVERY_WORDS[last.status]}, <DateTime iso={last.at} />
                </>
              ) : (
                'None yet'
              )}
            </Td>
            <Td numeric>{topics.length}</Td>
          </RowLink>
        ))}
      </tbody>
    </Table>
  )
}
