/** Who changed what in the store, newest first; what it was before and after on a click. */
import { History } from 'lucide-react'
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { one, withQuery } from '@/app/_ui/addresses'
import { Card } from '@/app/_ui/card'
import { Chips } from '@/app/_ui/chips'
import { DateTime } from '@/app/_ui/date-time'
import { EmptyState } from '@/app/_ui/empty-state'
import { NextPage } from '@/app/_ui/next-page'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { AUDIT_ACTIONS, type AuditEntry, listActivity } from '@/lib/audit/queries'
import { SUBJECT_WORDS, sentenceOf } from '@/lib/audit/words'
import { listTeam, namesOf } from '@/lib/team/memberships'

export const metadata: Metadata = { title: 'Activity' }

type Query = Record<'action' | 'subject' | 'after', string | string[] | undefined>
type Props = { params: Promise<{ store: string }>; searchParams: Promise<Query> }

const ACTION_LABELS = { insert: 'Added', update: 'Changed', delete: 'Removed', 'store.exported': 'Exported' } as const
const SUBJECTS = ['products', 'orders', 'refunds', 'discounts', 'stores'] as const

export default async function ActivityPage({ params, searchParams }: Props) {
  const { slug, storeId } = await requireMembership((await params).store, 'audit.read')
  const query = await searchParams
  const action = AUDIT_ACTIONS.find((each) => each === one(query.action))
  const subject = SUBJECTS.find((each) => each === one(query.subject))
  const after = one(query.after)
  const [{ entries, next }, team] = await Promise.all([
    readStore(storeId, (tx) => listActivity(tx, { action, subject, after })),
    listTeam(storeId),
  ])
  const operators = await namesOf(entries.flatMap(operatorIn))
  const base = `/admin/${slug}/settings/activity`
  const at = (more: { action?: string; subject?: string; after?: string }) =>
    withQuery(base, { action, subject, ...more })
  const chips = [undefined, ...AUDIT_ACTIONS].map((each) => ({
    label: each ? ACTION_LABELS[each] : 'Everything',
    href: at({ action: each }),
    here: each === action,
  }))
  const subjects = [undefined, ...SUBJECTS].map((each) => ({
    label: each ? (SUBJECT_WORDS[each] ?? each) : 'of anything',
    href: at({ subject: each }),
    here: each === subject,
  }))
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader title="Activity" note="Written with each change and never altered." />
      <Card flush>
        <div className="flex flex-wrap gap-2 border-line border-b p-3">
          <Chips label="Filter by what was done" chips={chips} />
          <Chips label="Filter by subject" chips={subjects} />
        </div>
        {entries.length > 0 ? (
          <ul className="divide-y divide-line">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} who={whoOf(entry, team, operators)} />
            ))}
          </ul>
        ) : (
          <EmptyState Icon={History} title="Nothing here yet">
            What you and your team change in this store is listed here.
          </EmptyState>
        )}
        <NextPage first={after ? at({}) : null} next={next ? at({ after: next }) : null} />
      </Card>
    </div>
  )
}

function Entry({ entry, who }: { entry: AuditEntry; who: string }) {
  const columns = Object.keys({ ...entry.before, ...entry.after })
  return (
    <li className="px-4 py-3 sm:px-5">
      <details>
        <summary className="flex cursor-pointer flex-wrap justify-between gap-x-4">
          <span>
            <span className="font-medium">{who}</span> {sentenceOf({ ...entry, name: nameOf(entry) })}
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
function operatorIn({ actorKind, actorId, subject, after }: AuditEntry): number[] {
  if (subject === 'operator_actions') return [Number(after?.operator_id)]
  return ['operator', 'impersonation'].includes(actorKind) && actorId !== null ? [actorId] : []
}

function whoOf(entry: AuditEntry, team: { userId: number; name: string }[], operators: Map<number, string>): string {
  const [operator] = operatorIn(entry)
  if (operator !== undefined) {
    const at = entry.actorKind === 'impersonation' ? 'operator of Stoa, at your desk' : 'operator of Stoa'
    return `${operators.get(operator) ?? 'Somebody who has left'} (${at})`
  }
  if (entry.actorKind === 'system') return 'Stoa'
  const name = team.find(({ userId }) => userId === entry.actorId)?.name
  return entry.actorKind === 'user' ? (name ?? 'Somebody who has left') : entry.actorKind
}

function nameOf({ before, after }: AuditEntry): string | null {
  const value = after?.title ?? after?.name ?? after?.code ?? before?.title ?? before?.name ?? before?.code
  return typeof value === 'string' && value !== '' ? value : null
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
