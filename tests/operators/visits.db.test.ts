/** What an operator does to a store stands in both logs, in the change's own transaction; visits that end by themselves too. */
import { beforeAll, describe, expect, it } from 'vitest'
import { readStore } from '@/db/store'
import { findBrokenEntry, listActivity } from '@/lib/audit/queries'
import { sentenceOf } from '@/lib/audit/words'
import { listOperatorActions } from '@/lib/operators/log'
import { openTestDatabase, type TestDatabase } from '../support/database'
import { makeOperator, makePerson } from './scene'

let db: TestDatabase
let visits: typeof import('@/lib/operators/impersonation')

beforeAll(async () => {
  db = await openTestDatabase()
  visits = await import('@/lib/operators/impersonation')
})

const told = async (storeId: number) => {
  const { entries } = await readStore(storeId, (tx) => listActivity(tx, { subjects: ['operator_actions'] }))
  return entries.map((entry) => sentenceOf({ ...entry, about: null })).reverse()
}

describe('a visit', () => {
  it('is told in the operators’ log and in the store’s own, from its reason to its end', async () => {
    const storeId = await db.createStore('told')
    const by = await makeOperator(db, 'teller')
    const { slug, endsAt } = await visits.startImpersonation(by, storeId, 'The import went wrong')
    expect(slug).toBe('told')
    expect(Math.round((endsAt.getTime() - Date.now()) / 60_000)).toBe(30)
    expect(await visits.endImpersonation(by.sessionId, null, 'leaving')).toBe(storeId)
    expect(await visits.endImpersonation(by.sessionId, null, 'leaving')).toBeNull()
    expect(await told(storeId)).toEqual([
      'opened the store’s desk as an operator: The import went wrong',
      'left the store’s desk',
    ])
    const { entries } = await listOperatorActions({ storeId })
    expect(entries.map(({ action, operatorName, storeSlug }) => [action, operatorName, storeSlug])).toEqual([
      ['impersonation.end', 'teller', 'told'],
      ['impersonation.start', 'teller', 'told'],
    ])
    expect(await readStore(storeId, findBrokenEntry)).toBeNull()
  })

  it('to another store ends the one before', async () => {
    const [first, second] = [await db.createStore('first'), await db.createStore('second')]
    const by = await makeOperator(db, 'wanderer')
    await visits.startImpersonation(by, first, 'one thing')
    await visits.startImpersonation(by, second, 'another thing')
    expect((await told(first)).at(-1)).toBe('left the store’s desk by opening another store')
    expect(await visits.findImpersonation(by.userId, by.sessionId, 'first')).toBeNull()
    expect(await visits.findImpersonation(by.userId, by.sessionId, 'second')).toMatchObject({ storeId: second })
    await expect(visits.startImpersonation(by, 9_999_999, 'nothing there')).rejects.toMatchObject({ code: 'not_found' })
    expect(await visits.findImpersonation(by.userId, by.sessionId, 'second')).toMatchObject({ storeId: second })
  })

  it('that nobody ended is ended once its time, session or role is over', async () => {
    const storeId = await db.createStore('left-open')
    const people = await Promise.all(
      ['late', 'logged-out', 'removed', 'still-there'].map((name) => makeOperator(db, name)),
    )
    for (const by of people) await visits.startImpersonation(by, storeId, 'a long story')
    const [late, out, removed] = people.map(({ sessionId }) => sessionId)
    await db.admin`update user_sessions set impersonation_ends_at = now() - interval '1 minute' where id = ${String(late)}`
    expect(await visits.findImpersonation(people[0]?.userId ?? 0, String(late), 'left-open')).toBeNull()
    expect(
      await visits.findImpersonation(people[3]?.userId ?? 0, people[3]?.sessionId ?? '', 'left-open'),
    ).not.toBeNull()
    await db.admin`update user_sessions set revoked_at = now() where id = ${String(out)}`
    await db.admin`delete from platform_operators where user_id =
      (select user_id from user_sessions where id = ${String(removed)})`
    const ended = await Promise.all([visits.endDueImpersonations(10), visits.endDueImpersonations(10)])
    expect(ended[0] + ended[1]).toBe(3)
    expect((await told(storeId)).slice(4).sort()).toEqual([
      'left the store’s desk because its time was over',
      'left the store’s desk because the role was taken away',
      'left the store’s desk with the session',
    ])
    expect(await visits.endDueImpersonations(10)).toBe(0)
  })
})

describe('a visit that is over', () => {
  it('leads back to its store, for the operator who made it and for a while', async () => {
    const storeId = await db.createStore('looked-into')
    await db.createStore('never-seen')
    const [by, other] = [await makeOperator(db, 'returning'), await makeOperator(db, 'elsewhere')]
    const merchant = await makePerson(db, 'no-operator')
    await visits.startImpersonation(by, storeId, 'a look')
    await db.admin`update user_sessions set impersonation_ends_at = now() - interval '1 minute' where id = ${by.sessionId}`
    expect(await visits.endDueImpersonations(10)).toBe(1)
    const find = (who: { userId: number }, slug: string) => visits.findPastVisit(who.userId, slug)
    expect(await find(by, 'looked-into')).toBe(storeId)
    expect(await find(by, 'never-seen')).toBeNull()
    expect(await find(other, 'looked-into')).toBeNull()
    expect(await find(merchant, 'looked-into')).toBeNull()
    await db.admin`update operator_actions set created_at = now() - interval '13 hours' where target_store = ${storeId}`
    expect(await find(by, 'looked-into')).toBeNull()
  })

  it('leads nowhere once the role is taken away', async () => {
    const storeId = await db.createStore('was-seen')
    const by = await makeOperator(db, 'dismissed')
    await visits.startImpersonation(by, storeId, 'a look')
    expect(await visits.findPastVisit(by.userId, 'was-seen')).toBe(storeId)
    await db.admin`delete from platform_operators where user_id = ${by.userId}`
    expect(await visits.findPastVisit(by.userId, 'was-seen')).toBeNull()
  })
})

describe('suspending', () => {
  it('is told with its reason where it changed something, and not where it did not', async () => {
    const { suspendStore } = await import('@/lib/operators/suspend-store')
    const storeId = await db.createStore('to-suspend')
    const by = await makeOperator(db, 'strict')
    await suspendStore(by, 'to-suspend', true, 'Sells what it may not')
    await suspendStore(by, 'to-suspend', true, 'Once more')
    await suspendStore(by, 'to-suspend', false, 'It was a mistake')
    expect(await told(storeId)).toEqual([
      'suspended the store: Sells what it may not',
      'opened the store again: It was a mistake',
    ])
    await db.admin`update stores set status = 'closed' where id = ${storeId}`
    await expect(suspendStore(by, 'to-suspend', true, 'Too late')).rejects.toMatchObject({ code: 'conflict' })
    expect(await told(storeId)).toHaveLength(2)
  })
})

it('the log is paged by id and narrowed by operator', async () => {
  const by = await makeOperator(db, 'busy')
  await db.admin`insert into operator_actions (operator_id, action)
    select ${by.userId}, 'second_step.pass' from generate_series(1, 120)`
  const seen: number[] = []
  for (let after: string | undefined; ; ) {
    const { entries, next } = await listOperatorActions({ operatorId: by.userId, after })
    seen.push(...entries.map(({ id }) => id))
    if (!next) break
    after = next
  }
  expect(seen).toHaveLength(121)
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a))
})
