/** What is out of order on the platform, and how far behind it is: three numbers and the queues. */
import Link from 'next/link'
import { requireOperator, roomTitle } from '@/app/_auth/operator'
import { Card } from '@/app/_ui/card'
import { PageHeader } from '@/app/_ui/page-header'
import { now } from '@/lib/clock'
import { readOverview } from '@/lib/operators/overview'
import { COUNTED_MAX } from '@/lib/operators/store-sheet'
import { ageOf } from '../../_ui/age'
import { QueueTable } from '../../_ui/queue-table'
import { QUEUE_WORDS } from '../../_ui/queue-words'
import { bounded } from '../../_ui/states'

export const generateMetadata = () => roomTitle('Overview')

export default async function OverviewPage() {
  await requireOperator('/operator')
  const { suspended, dead, waiting, oldest } = await readOverview()
  return (
    <>
      <PageHeader title="Overview" />
      <div className="mb-4 grid gap-3 sm:grid-cols-3">
        <Figure
          label="Suspended stores"
          value={bounded(suspended, COUNTED_MAX)}
          note={suspended === 0 ? 'Every store that is not closed is open' : 'Shoppers see a closed page there'}
          href="/operator/stores?status=suspended"
        />
        <Figure
          label="Jobs given up"
          value={dead.toLocaleString('en-US')}
          note={dead === 0 ? 'Nothing needs a person' : 'They wait for somebody to try them again'}
          href="/operator/jobs"
        />
        <Figure
          label="Longest wait"
          value={oldest ? ageOf(oldest.oldest, now()) : 'None'}
          note={oldest ? QUEUE_WORDS[oldest.queue] : 'Every queue is empty'}
          href="/operator/jobs"
        />
      </div>
      <Card title="What waits" flush>
        <QueueTable waiting={waiting} at={now()} />
      </Card>
    </>
  )
}

function Figure({ label, value, note, href }: { label: string; value: string; note: string; href: string }) {
  return (
    <Link
      href={href}
      className="rounded-lg border border-line bg-raised px-4 py-3.5 transition-colors duration-150 hover:bg-hover sm:px-5"
    >
      <span className="block text-13 text-muted">{label}</span>
      <span className="tabular mt-1 block font-semibold text-25 tracking-tight">{value}</span>
      <span className="mt-1 block text-13 text-muted">{note}</span>
    </Link>
  )
}
