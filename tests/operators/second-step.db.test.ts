/** The second step: a secret that only its session offers and nobody reads from the table, and codes that work once. */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { beforeAll, describe, expect, it } from 'vitest'
import { codeOf, stepAt } from '@/lib/operators/totp'
import { renewSessionForOperator } from '@/lib/users/sessions'
import { openTestDatabase, type TestDatabase } from '../support/database'
import { makeOperator, makePerson, type Person } from './scene'

let db: TestDatabase
let steps: typeof import('@/lib/operators/second-step')

beforeAll(async () => {
  db = await openTestDatabase()
  steps = await import('@/lib/operators/second-step')
})

const present = () => stepAt(new Date())
const rowOf = async ({ userId }: Person) => {
  const [row] = await db.admin`select totp_secret as secret, totp_confirmed_at is not null as confirmed,
    totp_last_step::int as last from platform_operators where user_id = ${userId}`
  return row
}

describe('enrolling', () => {
  it('keeps a secret only with its first code, sealed, once', async () => {
    const person = await makePerson(db, 'enrolling', 'operator')
    const secret = steps.enrolmentSecret(person.userId, person.sessionId)
    expect(steps.enrolmentSecret(person.userId, randomUUID())).not.toEqual(secret)
    await expect(steps.enrol(person, codeOf(secret, present() - 5))).rejects.toMatchObject({
      code: 'invalid_request',
      fields: { code: expect.stringContaining('does not fit') },
    })
    expect(await rowOf(person)).toEqual({ secret: null, confirmed: false, last: 0 })
    const code = codeOf(secret, present())
    await steps.enrol(person, code)
    const row = await rowOf(person)
    expect(row).toMatchObject({ confirmed: true, secret: expect.stringMatching(/^v1\./) })
    expect(row?.secret).not.toContain(secret.toString('base64url'))
    await expect(steps.enrol(person, code)).rejects.toMatchObject({ code: 'conflict' })
    await expect(steps.passSecondStep(person, code)).rejects.toMatchObject({ code: 'invalid_request' })
  })
})

describe('a code', () => {
  it('works once, also when it is sent many times at once', async () => {
    const person = await makeOperator(db, 'racing')
    const secret = steps.enrolmentSecret(person.userId, person.sessionId)
    const code = codeOf(secret, present() + 1)
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => steps.passSecondStep(person, code)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    // Nor does one of an earlier step after it.
    await expect(steps.passSecondStep(person, codeOf(secret, present()))).rejects.toMatchObject({
      code: 'invalid_request',
    })
  })

  it('is nothing with a secret that was put into another row, or sealed elsewhere', async () => {
    const [a, b] = [await makeOperator(db, 'row-a'), await makeOperator(db, 'row-b')]
    await db.admin`update platform_operators set totp_last_step = 0, totp_secret =
      (select totp_secret from platform_operators where user_id = ${a.userId}) where user_id = ${b.userId}`
    const code = codeOf(steps.enrolmentSecret(a.userId, a.sessionId), present())
    await expect(steps.passSecondStep(b, code)).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('a session', () => {
  it('is an operator’s for twelve hours after a code, and for nobody without the role', async () => {
    const person = await makeOperator(db, 'lasting')
    const standing = () => steps.findOperator(person.userId, person.sessionId)
    expect(await standing()).toEqual({ enrolled: true, verified: true })
    const verifiedAgo = (interval: string) =>
      db.admin`update user_sessions set operator_verified_at = now() - ${interval}::interval where id = ${person.sessionId}`
    await verifiedAgo('11 hours 59 minutes')
    expect(await standing()).toEqual({ enrolled: true, verified: true })
    await verifiedAgo('12 hours 1 second')
    expect(await standing()).toEqual({ enrolled: true, verified: false })
    const merchant = await makePerson(db, 'merchant')
    expect(await steps.findOperator(merchant.userId, merchant.sessionId)).toBeNull()
    expect(await steps.findOperator(person.userId, merchant.sessionId)).toBeNull()
  })

  it('gets another id when its power grows; the one before is worth nothing', async () => {
    const person = await makePerson(db, 'growing', 'operator')
    const renewed = await renewSessionForOperator(person.sessionId)
    expect(renewed).toMatch(/^[0-9a-f-]{36}$/)
    expect(await steps.findOperator(person.userId, person.sessionId)).toBeNull()
    expect(await renewSessionForOperator(person.sessionId)).toBeNull()
    expect(await steps.findOperator(person.userId, String(renewed))).not.toBeNull()
  })
})

it('operators are made, reset and removed by name; sessions end with what they could do', async () => {
  const { addOperator, removeOperator, resetOperator } = await import('@/lib/operators/commands')
  const person = await makePerson(db, 'named')
  await addOperator('Named@example.test')
  await expect(addOperator('named@example.test')).rejects.toMatchObject({ code: 'conflict' })
  await expect(addOperator('nobody@example.test')).rejects.toMatchObject({ code: 'not_found' })
  const secret = steps.enrolmentSecret(person.userId, person.sessionId)
  await steps.enrol(person, codeOf(secret, present()))
  await resetOperator('named@example.test')
  expect(await rowOf(person)).toEqual({ secret: null, confirmed: false, last: 0 })
  expect(await steps.findOperator(person.userId, person.sessionId)).toBeNull()
  await removeOperator('named@example.test')
  expect(await rowOf(person)).toBeUndefined()
  await expect(resetOperator('named@example.test')).rejects.toMatchObject({ code: 'not_found' })
  const log = await db.admin`select action from operator_actions where operator_id = ${person.userId} order by id`
  expect(log.map(({ action }) => action)).toEqual([
    'operator.add',
    'second_step.enrol',
    'operator.reset',
    'operator.remove',
  ])
})

it('the role that serves shops reads nothing of operators, and nobody rewrites their log', async () => {
  const app = postgres(db.url('stoa_app'), { max: 1 })
  const platform = postgres(db.url('stoa_platform'), { max: 1 })
  try {
    for (const table of ['platform_operators', 'operator_actions', 'user_sessions', 'users']) {
      await expect(app`select from ${app(table)}`).rejects.toThrow('permission denied')
    }
    for (const statement of ['update operator_actions set details = null', 'delete from operator_actions']) {
      await expect(platform.unsafe(statement)).rejects.toThrow('permission denied')
    }
  } finally {
    await app.end()
    await platform.end()
  }
})
