/** Who changed what in the store, newest first, narrowed by who, what was done, and to what. */
import { History } from 'lucide-react'
import type { Metadata } from 'next'
import { requireMembership } from '@/app/_auth/session'
import { one, withQuery } from '@/app/_ui/addresses'
import { ButtonLink } from '@/app/_ui/button'
import { Card } from '@/app/_ui/card'
import { EmptyState } from '@/app/_ui/empty-state'
import { FilterChip } from '@/app/_ui/filter-chip'
import { NextPage } from '@/app/_ui/next-page'
import { PageHeader } from '@/app/_ui/page-header'
import { readStore } from '@/db/store'
import { aboutOf, listAbout } from '@/lib/audit/names'
import { AUDIT_ACTIONS, type AuditEntry, type AuditFilter, listActivity } from '@/lib/audit/queries'
import { AUDIT_TOPIC_NAMES, AUDIT_TOPICS } from '@/lib/audit/words'
import { listTeam, namesOf } from '@/lib/team/memberships'
import { Entry, operatorIn } from './entry'

export const metadata: Metadata = { title: 'Activity' }

type Query = Record<'by' | 'action' | 'topic' | 'after', string | string[] | undefined>
type Props = { params: Promise<{ store: string }>; searchParams: Promise<Query> }
type Person = Awaited<ReturnType<typeof listTeam>>[number]

const ACTION_LABELS = { insert: 'Added', update: 'Changed', delete: 'Removed', 'store.exported': 'Exported' } as const
const NOT_OF_THE_TEAM = { stoa: 'Stoa itself', operators: 'Operators of Stoa' } as const
const OTHERS = ['stoa', 'operators'] as const

export default async function ActivityPage({ params, searchParams }: Props) {
  const { slug, storeId } = await requireMembership((await params).store, 'audit.read')
  const query = await searchParams
  const action = AUDIT_ACTIONS.find((each) => each === one(query.action))
  const topic = AUDIT_TOPIC_NAMES.find((each) => each === one(query.topic))
  const after = one(query.after)
  const team = await listTeam(storeId)
  const by = byOf(one(query.by), team)
  const subjects = topic && AUDIT_TOPICS[topic].subjects
  const { entries, next, about } = await readStore(storeId, async (tx) => {
    const page = await listActivity(tx, { by, action, subjects, after })
    return { ...page, about: await listAbout(tx, page.entries) }
  })
  const operators = await namesOf(entries.flatMap(operatorIn))
  for (const { userId, name } of team) about.set(`memberships/${userId}`, `“${name}”`)
  const base = `/admin/${slug}/settings/activity`
  const kept = { by: by === undefined ? undefined : String(by), action, topic }
  const at = (more: { by?: string; action?: string; topic?: string; after?: string }) =>
    withQuery(base, { ...kept, ...more })
  const filtered = by !== undefined || action !== undefined || topic !== undefined
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader title="Activity" note="Written with each change and never altered." />
      <Card flush>
        <div className="flex gap-2 overflow-x-auto border-line border-b p-3">
          <FilterChip
            name="Who"
            any={{ label: 'Anybody', href: at({ by: undefined }), here: by === undefined }}
            options={[
              ...team.map(({ userId, name }) => ({ key: String(userId), label: name, here: userId === by })),
              ...OTHERS.map((key) => ({ key, label: NOT_OF_THE_TEAM[key], here: key === by })),
            ].map(({ key, ...option }) => ({ ...option, href: at({ by: key }) }))}
          />
          <FilterChip
            name="What was done"
            any={{ label: 'Any change', href: at({ action: undefined }), here: action === undefined }}
            options={AUDIT_ACTIONS.map((each) => ({
              label: ACTION_LABELS[each],
              href: at({ action: each }),
              here: each === action,
            }))}
          />
          <FilterChip
            name="Subject"
            any={{ label: 'Of anything', href: at({ topic: undefined }), here: topic === undefined }}
            options={AUDIT_TOPIC_NAMES.map((each) => ({
              label: AUDIT_TOPICS[each].label,
              href: at({ topic: each }),
              here: each === topic,
            }))}
          />
        </div>
        {entries.length > 0 ? (
          <ul className="divide-y divide-line">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} who={whoOf(entry, team, operators)} about={aboutOf(entry, about)} />
            ))}
          </ul>
        ) : filtered ? (
          <EmptyState
            Icon={History}
            title="Nothing matches"
            action={<ButtonLink href={base}>Show everything</ButtonLink>}
          >
            Choose other words above, or look at everything.
          </EmptyState>
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

/** Unknown words narrow nothing. */
function byOf(text: string | undefined, team: Person[]): AuditFilter['by'] {
  return OTHERS.find((each) => each === text) ?? team.find(({ userId }) => String(userId) === text)?.userId
}

function whoOf(entry: AuditEntry, team: Person[], operators: Map<number, string>): string {
  const [operator] = operatorIn(entry)
  if (operator !== undefined) {
    const at = entry.actorKind === 'impersonation' ? 'operator of Stoa, at your desk' : 'operator of Stoa'
    return `${operators.get(operator) ?? 'Somebody who has left'} (${at})`
  }
  if (entry.actorKind === 'system') return 'Stoa'
  const name = team.find(({ userId }) => userId === entry.actorId)?.name
  return entry.actorKind === 'user' ? (name ?? 'Somebody who has left') : entry.actorKind
}
