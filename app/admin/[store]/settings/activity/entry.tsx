/** One entry: a sentence, and what the row was before and after on a click. */
import { DateTime } from '@/app/_ui/date-time'
import type { AuditEntry } from '@/lib/audit/queries'
import { sentenceOf } from '@/lib/audit/words'

export function Entry({ entry, who, about }: { entry: AuditEntry; who: string; about: string | null }) {
  const columns = Object.keys({ ...entry.before, ...entry.after })
  return (
    <li className="px-4 py-3 sm:px-5">
      <details>
        <summary className="flex cursor-pointer flex-wrap justify-between gap-x-4">
          <span className="min-w-0 break-words">
            <span className="font-medium">{who}</span> {sentenceOf({ ...entry, about })}
          </span>
          <span className="text-13 text-muted">
            <DateTime iso={entry.createdAt.toISOString()} />
          </span>
        </summary>
        <dl className="mt-3 space-y-2 text-13">
          {columns.map((column) => (
            <div key={column} className="grid gap-x-4 sm:grid-cols-[10rem_1fr_1fr]">
              <dt className="text-muted">{column.replaceAll('_', ' ')}</dt>
              <dd className="break-words text-muted line-through">{shown(entry.before?.[column])}</dd>
              <dd className="break-words">{shown(entry.after?.[column])}</dd>
            </div>
          ))}
          {entry.ip && operatorIn(entry).length === 0 ? <p className="text-muted">from {entry.ip}</p> : null}
        </dl>
      </details>
    </li>
  )
}

/** The operator who acted, or whose visit ended by itself. */
export function operatorIn({ actorKind, actorId, subject, after }: AuditEntry): number[] {
  if (subject === 'operator_actions') return [Number(after?.operator_id)]
  return ['operator', 'impersonation'].includes(actorKind) && actorId !== null ? [actorId] : []
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
