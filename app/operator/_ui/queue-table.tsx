/** How much waits in each queue, and since when. */
import { Table, Td, Th } from '@/app/_ui/table'
import type { Waiting } from '@/lib/jobs/queries'
import { ageOf } from './age'
import { QUEUE_WORDS } from './queue-words'

export function QueueTable({ waiting, at }: { waiting: Waiting[]; at: Date }) {
  return (
    <Table aria-label="Queues">
      <thead>
        <tr>
          <Th>Queue</Th>
          <Th>Oldest</Th>
          <Th numeric>Waiting</Th>
        </tr>
      </thead>
      <tbody>
        {waiting.map(({ queue, count, oldest }) => (
          <tr key={queue} className="border-line border-b last:border-0">
            <Td>{QUEUE_WORDS[queue]}</Td>
            <Td className="text-muted">
              {oldest ? <time dateTime={oldest.toISOString()}>{ageOf(oldest, at)}</time> : '–'}
            </Td>
            <Td numeric>{count.toLocaleString('en-US')}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
