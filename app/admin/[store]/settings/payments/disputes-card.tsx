/** Customers who asked their bank for the money back: the order, why, how it stands, and until when the bank listens. */
import Link from 'next/link'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { Money } from '@/app/_ui/money'
import { DisputeBadge } from '@/app/admin/_ui/dispute-badge'
import type { OrderDispute } from '@/lib/payments/dispute-queries'
import { disputeReason, needsResponse } from '@/lib/payments/dispute-words'
import { OpenStripe } from './open-stripe'

interface Props {
  slug: string
  disputes: OrderDispute[]
  opensStripe: boolean
}

export function DisputesCard({ slug, disputes, opensStripe }: Props) {
  const waiting = disputes.some(({ status }) => needsResponse(status))
  return (
    <Card
      title="Disputes"
      action={waiting && opensStripe ? <OpenStripe slug={slug} label="Respond on Stripe" /> : null}
      flush
    >
      {disputes.length === 0 ? (
        <p className="max-w-prose px-4 pt-1 pb-5 text-muted sm:px-5">
          No customer has disputed a payment. When one does, you get a mail and see here until when to answer.
        </p>
      ) : (
        <ul className="border-line border-t">
          {disputes.map((dispute) => (
            <DisputeRow key={dispute.id} slug={slug} dispute={dispute} />
          ))}
        </ul>
      )}
    </Card>
  )
}

function DisputeRow({ slug, dispute }: { slug: string; dispute: OrderDispute }) {
  const { orderId, orderNumber, amountMinor, currency, reason, status, evidenceDueAt, createdAt } = dispute
  return (
    <li className="flex items-start justify-between gap-4 border-line border-b px-4 py-3 last:border-0 sm:px-5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
          <Link
            href={`/admin/${slug}/orders/${orderId}`}
            className="font-medium text-accent tabular underline-offset-4 hover:underline"
          >
            Order #{orderNumber}
          </Link>
          <DisputeBadge status={status} />
        </p>
        <p className="mt-1">{disputeReason(reason)}</p>
        <p className="mt-0.5 text-13 text-muted">
          {evidenceDueAt && needsResponse(status) ? (
            <>
              Answer by <DateTime iso={evidenceDueAt} withTime={false} />
            </>
          ) : (
            <>
              Opened <DateTime iso={createdAt} withTime={false} />
            </>
          )}
        </p>
      </div>
      <Money minor={amountMinor} currency={currency} />
    </li>
  )
}
