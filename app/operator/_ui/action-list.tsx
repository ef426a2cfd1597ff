/** What operators did, as sentences: who, what, to which store, why. */
import Link from 'next/link'
import { DateTime } from '@/app/_ui/date-time'
import type { LogEntry } from '@/lib/operators/log'
import { actionSentence, reasonOf } from '@/lib/operators/words'

interface Props {
  entries: LogEntry[]
  empty?: string
  /** The page is of one store: its name is said already. */
  ofOneStore?: true
}

export function ActionList({ entries, empty, ofOneStore }: Props) {
  if (entries.length === 0) return <p className="px-4 pb-5 text-muted sm:px-5">{empty}</p>
  return (
    <ul className="divide-y divide-line">
      {entries.map((entry) => (
        <li key={entry.id} className="flex flex-wrap justify-between gap-x-4 px-4 py-3 sm:px-5">
          <div className="min-w-0">
            <p>
              <span className="font-medium">
                {entry.operatorName ?? (entry.operatorId === 0 ? 'Stoa' : 'Somebody who has left')}
              </span>{' '}
              {actionSentence(entry.action, entry.details)}
              {ofOneStore ? null : <StoreName entry={entry} />}
            </p>
            {reasonOf(entry.details) ? <p className="break-words text-muted">{reasonOf(entry.details)}</p> : null}
          </div>
          <p className="text-13 text-muted">
            <DateTime iso={entry.createdAt.toISOString()} />
            {entry.ip ? ` · ${entry.ip}` : ''}
          </p>
        </li>
      ))}
    </ul>
  )
}

function StoreName({ entry: { storeId, storeSlug } }: { entry: LogEntry }) {
  if (storeId === null) return null
  if (storeSlug === null) return <span className="text-muted"> · store {storeId}, gone</span>
  return (
    <>
      {' · '}
      <Link href={`/operator/stores/${storeId}`} className="underline underline-offset-2">
        {storeSlug}
      </Link>
    </>
  )
}
