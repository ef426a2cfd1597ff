/** What happened to the order, the latest first, and who of the team did it. */
import { Card } from '@/app/_ui/card'
import { DateTime } from '@/app/_ui/date-time'
import type { OrderHistory } from '@/lib/orders/history'
import type { OrderDetail } from '@/lib/orders/types'
import type { OrderDispute } from '@/lib/payments/dispute-queries'
import { CommentBox } from './comment-box'
import { type Happening, happeningsOf } from './happenings'
import { type MailChoice, SendMailAgain } from './send-mail-again'

interface Props {
  slug: string
  order: OrderDetail
  disputes: OrderDispute[]
  history: OrderHistory
  team: { userId: number; name: string }[]
  mayWrite: boolean
}

export function Timeline({ slug, order, disputes, history, team, mayWrite }: Props) {
  const nameOf = (userId: number) => team.find((each) => each.userId === userId)?.name ?? 'a former member'
  return (
    <Card
      title="Timeline"
      action={
        mayWrite ? <SendMailAgain slug={slug} orderId={order.id} email={order.email} choices={mailsOf(order)} /> : null
      }
    >
      {mayWrite ? <CommentBox slug={slug} orderId={order.id} /> : null}
      <ol className="relative ml-1.5 border-line border-l">
        {happeningsOf(order, history, disputes).map((each) => (
          <Entry key={each.key} happening={each} by={each.userId === null ? null : nameOf(each.userId)} />
        ))}
      </ol>
    </Card>
  )
}

function Entry({ happening: { at, words, quote }, by }: { happening: Happening; by: string | null }) {
  return (
    <li className="relative py-1.5 pl-5">
      <span aria-hidden className="-left-[4.5px] absolute top-3 size-2 rounded-full bg-control" />
      <span className="flex flex-wrap justify-between gap-x-4">
        <span className="min-w-0 break-words">
          {words}
          {by ? <span className="text-muted"> by {by}</span> : null}
        </span>
        <span className="text-13 text-muted">
          <DateTime iso={at} />
        </span>
      </span>
      {quote ? (
        <span className="mt-1.5 mb-1 block whitespace-pre-wrap break-words rounded-md border border-line bg-surface px-3 py-2">
          {quote}
        </span>
      ) : null}
    </li>
  )
}

/** The mails that there is something to tell in. A cancellation's own refund is told with the cancellation. */
function mailsOf(order: OrderDetail): MailChoice[] {
  return [
    { label: 'Order confirmation', mail: 'order-confirmation', subjectId: null },
    ...order.fulfillments.map(({ id }, index) => ({
      label: `Shipping of #${order.number}-F${index + 1}`,
      mail: 'shipping-confirmation' as const,
      subjectId: id,
    })),
    ...(order.cancelledAt
      ? [{ label: 'Cancellation', mail: 'order-cancelled' as const, subjectId: null }]
      : order.refunds
          .filter(({ status }) => status === 'succeeded')
          .map(({ id }, index) => ({ label: `Refund ${index + 1}`, mail: 'order-refunded' as const, subjectId: id }))),
  ]
}
