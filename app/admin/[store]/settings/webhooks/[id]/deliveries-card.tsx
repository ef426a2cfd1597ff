/** Every delivery of a webhook, newest first, filtered by how it ended and by event. */
import { Send } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/app/_ui/badge'
import { Card } from '@/app/_ui/card'
import { Chips } from '@/app/_ui/chips'
import { DateTime } from '@/app/_ui/date-time'
import { EmptyState } from '@/app/_ui/empty-state'
import { NextPage } from '@/app/_ui/next-page'
import { RowLink, Table, Td, Th } from '@/app/_ui/table'
import { DELIVERY_STATUSES, type DeliveryRow, type DeliveryStatus } from '@/lib/webhooks/queries'
import { DELIVERY_WORDS, DeliveryBadge } from '../_parts/states'
import { RangeDialog } from './range-dialog'

interface Props {
  slug: string
  id: number
  topics: string[]
  page: { deliveries: DeliveryRow[]; next: string | null }
  filter: { status?: DeliveryStatus; topic?: string; after?: string }
  /** The address of this page with these parameters. */
  at: (more: { status?: string; topic?: string; after?: string; delivery?: string }) => string
  mayWrite: boolean
  running: boolean
}

export function DeliveriesCard({ slug, id, topics, page, filter, at, mayWrite, running }: Props) {
  const { status, topic, after } = filter
  const filtered = status !== undefined || topic !== undefined
  const statuses = [undefined, ...DELIVERY_STATUSES].map((each) => ({
    label: each ? DELIVERY_WORDS[each] : 'All',
    href: at({ status: each }),
    here: each === status,
  }))
  const events = [undefined, ...topics].map((each) => ({
    label: each ?? 'Any event',
    href: at({ topic: each }),
    here: each === topic,
  }))
  const again = mayWrite && running && page.deliveries.length > 0 ? <RangeDialog slug={slug} id={id} /> : null
  return (
    <Card flush title="Deliveries" action={again}>
      <div className="flex flex-wrap gap-x-3 gap-y-1 border-line border-y px-3 py-2">
        <Chips label="Filter by how it ended" chips={statuses} />
        {topics.length > 1 ? <Chips label="Filter by event" chips={events} /> : null}
      </div>
      {page.deliveries.length > 0 ? (
        <Rows deliveries={page.deliveries} hrefOf={(delivery) => at({ after, delivery })} />
      ) : (
        <EmptyState Icon={Send} title={filtered ? 'No delivery matches' : 'Nothing was sent yet'}>
          {filtered
            ? 'Choose another filter.'
            : 'Send a test to see whether your server takes deliveries. The next real event is listed here, too.'}
        </EmptyState>
      )}
      <NextPage first={after ? at({}) : null} next={page.next ? at({ after: page.next }) : null} />
    </Card>
  )
}

function Rows({ deliveries, hrefOf }: { deliveries: DeliveryRow[]; hrefOf: (id: string) => string }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th>Event</Th>
          <Th>Status</Th>
          <Th className="max-md:hidden">Answer</Th>
          <Th numeric className="max-sm:hidden">
            Tries
          </Th>
          <Th numeric>When</Th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <RowLink key={delivery.id}>
            <Td className="md:whitespace-nowrap">
              <Link
                href={hrefOf(delivery.id)}
                scroll={false}
                className="font-medium font-mono text-13 after:absolute after:inset-0"
              >
                {delivery.topic}
              </Link>{' '}
              {delivery.test ? <Badge>Test</Badge> : null}
            </Td>
            <Td>
              <DeliveryBadge status={delivery.status} />
            </Td>
            <Td className="max-w-0 w-1/3 truncate text-muted max-md:hidden">{answerOf(delivery)}</Td>
            <Td numeric className="max-sm:hidden">
              {delivery.tries}
            </Td>
            <Td numeric>
              <DateTime iso={delivery.createdAt.toISOString()} />
            </Td>
          </RowLink>
        ))}
      </tbody>
    </Table>
  )
}

function answerOf({ lastStatusCode, lastError, status }: DeliveryRow): string {
  if (status === 'succeeded') return lastStatusCode === null ? '' : String(lastStatusCode)
  return lastError ?? ''
}
