/** Given-up jobs, a kind at a time: every one once over the pages, the oldest first, and a replay told to the store it was for. */
import { beforeAll, expect, it } from 'vitest'
import { readStore } from '@/db/store'
import { listActivity } from '@/lib/audit/queries'
import { sentenceOf } from '@/lib/audit/words'
import { countDead, DEAD_KINDS, listDead, listDeadOf } from '@/lib/jobs/queries'
import { listOperatorActions, listVisitors } from '@/lib/operators/log'
import { noteReplay, noteReplayOfAll } from '@/lib/operators/replay'
import { openTestDatabase, type TestDatabase } from '../support/database'
import { makeOperator, makePerson } from './scene'

const COUNT = 11

let db: TestDatabase
let storeId: number

beforeAll(async () => {
  db = await openTestDatabase()
  storeId = await db.createStore('with-dead')
  // Some at one moment: the id decides between them.
  const at = db.admin`now() - interval '1 minute' * (n / 3)`
  await db.admin`insert into dead_letters (store_id, function_id, event_name, event_id, payload, error, created_at)
    select ${storeId}, 'f', 'order.created', 'e' || n, '{}', 'no', ${at} from generate_series(1, ${COUNT}) n`
  await db.admin`insert into outbox (store_id, id, topic, payload, available_at, created_at)
    select ${storeId}, gen_random_uuid(), 'order.created', '{}', 'infinity', ${at} from generate_series(1, ${COUNT}) n`
  await db.admin`insert into stripe_events (id, endpoint, type, data, status, created_at)
    select 'connect:evt_' || n, 'connect', 'charge.succeeded', '{}', 'dead', ${at} from generate_series(1, ${COUNT}) n`
})

it.each(DEAD_KINDS)('of kind %s are paged whole and in order', async (kind) => {
  const seen: { id: string; since: Date }[] = []
  for (let after: string | undefined; ; after = seen.at(-1)?.id) {
    const page = await listDeadOf(kind, 4, after)
    seen.push(...page)
    if (page.length < 4) break
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(COUNT)
  expect(seen).toHaveLength(COUNT)
  expect(seen.map(({ since }) => since.getTime())).toEqual(
    seen.map(({ since }) => since.getTime()).sort((a, b) => a - b),
  )
  // A cursor of another kind, or none at all, begins anew.
  for (const after of ['other/1', `${kind}`, '']) expect(await listDeadOf(kind, 2, after)).toEqual(seen.slice(0, 2))
})

it('are counted, and listed together', async () => {
  expect(await countDead()).toEqual({ function: COUNT, event: COUNT, stripe: COUNT })
  expect(await listDead(5)).toHaveLength(15)
})

it('that an operator had tried again are told to the store they were for', async () => {
  const by = await makeOperator(db, 'replaying')
  const stranger = await makePerson(db, 'never-here')
  await noteReplay(by, 'function/1', storeId)
  await noteReplayOfAll(by, { kind: 'event', retried: 9, failed: 2 })
  const { entries } = await readStore(storeId, (tx) => listActivity(tx, { subjects: ['operator_actions'] }))
  expect(entries.map((entry) => sentenceOf({ ...entry, about: null }))).toEqual(['had function/1 tried again'])
  const log = await listOperatorActions({ operatorId: by.userId }, 2)
  expect(log.entries.map(({ action, storeSlug }) => [action, storeSlug])).toEqual([
    ['jobs.replay_all', null],
    ['job.replay', 'with-dead'],
  ])
  expect(await listVisitors(storeId, [by.userId, stranger.userId])).toEqual([{ userId: by.userId, name: 'replaying' }])
})
