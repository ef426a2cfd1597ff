/** A new webhook. */
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { PageHeader } from '@/app/_ui/page-header'
import { NewWebhook } from './new-webhook'

export const metadata: Metadata = { title: 'Add webhook' }

export default async function NewWebhookPage({ params }: { params: Promise<{ store: string }> }) {
  const { slug } = await requireMembership((await params).store, 'settings.write')
  return (
    <div className="mx-auto max-w-3xl pb-20">
      <PageHeader
        back={{ label: 'Webhooks', href: `/admin/${slug}/settings/webhooks` }}
        title="Add webhook"
        note="Stoa sends a signed POST request to your server whenever one of these things happens."
      />
      <NewWebhook slug={slug} />
    </div>
  )
}
