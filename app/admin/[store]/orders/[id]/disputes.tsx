/** The disputes of an order, where there are any. Answering them happens on Stripe; the payments room leads there. */
import Link from 'next/link'
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import { Money } from '@/app/_ui/money'
import { DisputeBadge } from '@/app/admin/_ui/dispute-badge'
import type { OrderDispute } from '@/lib/payments/dispute-queries'
import { disputeReason, isInquiry, needsResponse } from '@/lib/payments/dispute-words'

export function Disputes({ slug, disputes }: { slug: string; disputes: OrderDispute[] }) {
  if (disputes.length === 0) return null
  return (
    <Card
      title="Dispute"
      action={
        <Link
          href={`/admin/${slug}/settings/payments`}
          className="text-13 text-accent underline-offset-4 hover:underline"
        >
          {disputes.some(({ status }) => needsResponse(status)) ? 'Respond' : 'Payments'}
        </Link>
      }
      className="[&>div]:space-y-4"
    >
      {disputes.map((dispute) => (
        <div key={dispute.id} className="flex items-start justify-between gap-4">
          <div className="min-w-0">
            <DisputeBadge status={dispute.status} />
            <p className="mt-1.5">{disputeReason(dispute.reason)}</p>
            <p className="mt-0.5 text-13 text-muted">
              <Consequence dispute={dispute} />
            </p>
          </div>
          <Money minor={dispute.amountMinor} currency={dispute.currency} />
        </div>
      ))}
    </Card>
  )
}

function Consequence({ dispute: { status, evidenceDueAt } }: { dispute: OrderDispute }) {
  if (status === 'won') return 'The amount is yours again; the bank keeps its fee.'
  if (status === 'lost') return 'The amount stays with the customer.'
  const taken = isInquiry(status) ? 'Nothing was taken yet.' : 'The amount is with the bank until it decides.'
  if (!evidenceDueAt || !needsResponse(status)) return taken
  return (
    <>
      {taken} Answer by <DateTime iso={evidenceDueAt} withTime={false} />.
    </>
  )
}
