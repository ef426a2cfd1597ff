/** What waits in each queue, and what was given up and needs a person, one kind at a time. */
import { CircleCheck } from 'lucide-react'
import { requireOperator, roomTitle } from '@/app/_auth/operator'
import { one, withQuery } from '@/app/_ui/addresses'
import { Card } from '@/app/_ui/card'
import { Chips } from '@/app/_ui/chips'
import { EmptyState } from '@/app/_ui/empty-state'
import { NextPage } from '@/app/_ui/next-page'
import { PageHeader } from '@/app/_ui/page-header'
import { now } from '@/lib/clock'
import { countDead, DEAD_KINDS, type DeadKind, listDeadOf, listWaiting } from '@/lib/jobs/queries'
import { ageOf } from '../../_ui/age'
import { QueueTable } from '../../_ui/queue-table'
import { DEAD_WORDS } from '../../_ui/queue-words'
import { DeadList, ReplayAll } from './dead-list'

export const generateMetadata = () => roomTitle('Jobs')

const BASE = '/operator/jobs'
const PAGE_SIZE = 50

type Query = Record<'kind' | 'after', string | string[] | undefined>

export default async function JobsPage({ searchParams }: { searchParams: Promise<Query> }) {
  await requireOperator(BASE)
  const query = await searchParams
  const [waiting, counts] = await Promise.all([listWaiting(), countDead()])
  const kind =
    DEAD_KINDS.find((each) => each === one(query.kind)) ?? DEAD_KINDS.find((each) => counts[each] > 0) ?? 'function'
  const after = one(query.after)
  const found = await listDeadOf(kind, PAGE_SIZE + 1, after)
  const jobs = found.slice(0, PAGE_SIZE)
  const next = found.length > jobs.length ? jobs.at(-1)?.id : undefined
  return (
    <>
      <PageHeader title="Jobs" />
      <div className="grid gap-4">
        <Card title="What waits" flush>
          <QueueTable waiting={waiting} at={now()} />
        </Card>
        <Card
          title="Given up"
          flush
          action={jobs.length > 0 ? <ReplayAll kind={kind} words={DEAD_WORDS[kind]} /> : null}
        >
          <div className="border-line border-y p-3">
            <Chips label="Kind" chips={DEAD_KINDS.map((each) => chip(each, counts[each], each === kind))} />
          </div>
          {jobs.length > 0 ? (
            <DeadList jobs={jobs.map(({ since, ...job }) => ({ ...job, age: ageOf(since, now()) }))} />
          ) : (
            <EmptyState Icon={CircleCheck} title="Nothing was given up">
              What fails is tried again by itself, with growing pauses. What fails every time waits here for a person.
            </EmptyState>
          )}
          <NextPage
            first={after ? withQuery(BASE, { kind }) : null}
            next={next ? withQuery(BASE, { kind, after: next }) : null}
          />
        </Card>
      </div>
    </>
  )
}

function chip(kind: DeadKind, count: number, here: boolean) {
  return {
    label: count > 0 ? `${DEAD_WORDS[kind]} (${count})` : DEAD_WORDS[kind],
    href: withQuery(BASE, { kind }),
    here,
  }
}
