/** One webhook: what it is for, its secret, and every delivery. A delivery opens beside the list and has an address. */
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireMembership } from '@/app/_auth/session'
import { one, withQuery } from '@/app/_ui/addresses'
import { Notice } from '@/app/_ui/notice'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { now } from '@/lib/clock'
import { may } from '@/lib/team/permissions'
import { DELIVERY_STATUSES, findDelivery, findSubscription, listDeliveries } from '@/lib/webhooks/queries'
import { isWebhookTopic } from '@/lib/webhooks/topics'
import { WebhookBadge } from '../_parts/states'
import { DeleteWebhook } from './delete-webhook'
import { DeliveriesCard } from './deliveries-card'
import { DeliveryDrawer } from './delivery-drawer'
import { RunningButton, TestButton } from './header-buttons'
import { SecretCard } from './secret-card'
import { SettingsForm } from './settings-form'

export const metadata: Metadata = { title: 'Webhook' }

type Query = Record<'status' | 'topic' | 'after' | 'delivery', string | string[] | undefined>
type Props = { params: Promise<{ store: string; id: string }>; searchParams: Promise<Query> }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export default async function WebhookPage({ params, searchParams }: Props) {
  const path = await params
  const { slug, storeId, role } = await requireMembership(path.store, 'settings.read')
  if (!/^\d{1,15}$/.test(path.id)) notFound()
  const id = Number(path.id)
  const query = await searchParams
  const status = DELIVERY_STATUSES.find((each) => each === one(query.status))
  const topic = one(query.topic)
  const after = one(query.after)
  const shown = one(query.delivery)
  const { webhook, page, delivery } = await readStore(storeId, async (tx) => {
    const [webhook, page, delivery] = await Promise.all([
      findSubscription(tx, id),
      listDeliveries(tx, { subscriptionId: id, status, topic, after }),
      shown && UUID.test(shown) ? findDelivery(tx, shown) : null,
    ])
    return { webhook, page, delivery }
  })
  if (!webhook) notFound()
  const mayWrite = may(role, 'settings.write')
  const base = `/admin/${slug}/settings/webhooks/${id}`
  const at = (more: { status?: string; topic?: string; after?: string; delivery?: string }) =>
    withQuery(base, { status, topic, ...more })
  const topics = webhook.topics.filter(isWebhookTopic)
  const rotating = webhook.previousSecretUntil && webhook.previousSecretUntil > now()
  return (
    <div className="mx-auto max-w-5xl pb-20">
      <PageHeader
        back={{ label: 'Webhooks', href: `/admin/${slug}/settings/webhooks` }}
        title={<span className="break-all">{webhook.url}</span>}
        badges={<WebhookBadge status={webhook.status} />}
        actions={
          mayWrite ? (
            <>
              <TestButton slug={slug} id={id} topics={topics} />
              <RunningButton slug={slug} id={id} running={webhook.status === 'active'} />
            </>
          ) : null
        }
      />
      <Standing status={webhook.status} failures={webhook.failures} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4 lg:order-first">
          <DeliveriesCard
            slug={slug}
            id={id}
            topics={topics}
            page={page}
            filter={{ status, topic, after }}
            at={at}
            mayWrite={mayWrite}
            running={webhook.status === 'active'}
          />
        </div>
        <div className="min-w-0 space-y-4">
          <SecretCard
            slug={slug}
            id={id}
            oldUntil={rotating ? (webhook.previousSecretUntil?.toISOString() ?? null) : null}
            mayWrite={mayWrite}
          />
          <SettingsForm
            key={JSON.stringify([webhook.url, topics])}
            slug={slug}
            id={id}
            initial={{ url: webhook.url, topics }}
            readOnly={!mayWrite}
          />
          {mayWrite ? <DeleteWebhook slug={slug} id={id} url={webhook.url} /> : null}
        </div>
      </div>
      {delivery && delivery.subscriptionId === id ? (
        <DeliveryDrawer
          slug={slug}
          closeHref={at({ after })}
          mayWrite={mayWrite}
          delivery={{
            ...delivery,
            createdAt: delivery.createdAt.toISOString(),
            nextAttemptAt: delivery.nextAttemptAt.toISOString(),
            attempts: delivery.attempts.map((attempt) => ({ ...attempt, createdAt: attempt.createdAt.toISOString() })),
          }}
        />
      ) : null}
    </div>
  )
}

function Standing({ status, failures }: { status: 'active' | 'paused' | 'failing'; failures: number }) {
  if (status === 'failing') {
    return (
      <div className="mb-4">
        <Notice tone="critical">
          Stopped after {failures} deliveries in a row could not be made. What happens now is not sent. Mend your
          server, send a test, then resume; what failed can be sent again below.
        </Notice>
      </div>
    )
  }
  if (status === 'paused') {
    return (
      <div className="mb-4">
        <Notice>Paused: what happens now is not sent. What was waiting goes out when you resume.</Notice>
      </div>
    )
  }
  if (failures === 0) return null
  return (
    <div className="mb-4">
      <Notice tone="caution">
        {failures === 1 ? 'The last delivery was' : `The last ${failures} deliveries were`} given up after eight tries.
        At eight in a row this webhook is stopped.
      </Notice>
    </div>
  )
}
