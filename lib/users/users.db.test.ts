/** Accounts and sessions: one account for an address, uniform answers, revocation that takes effect at once. */
import { beforeAll, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'
import { authenticate } from './authenticate'
import { changePassword } from './change-password'
import { signUp } from './commands'
import { hashPassword, verifyPassword } from './password'
import { findLiveSession, revokeOtherSessions, revokeSession, startSession } from './sessions'
import { credentialsSchema, signUpSchema } from './types'

let db: TestDatabase
beforeAll(async () => {
  db = await openTestDatabase()
})

const PASSWORD = 'correct horse battery'

describe('passwords', () => {
  it('are argon2id hashes with their own salt', async () => {
    const [first, second] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)]
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(first).not.toBe(second)
    expect(await verifyPassword(first, PASSWORD)).toBe(true)
    expect(await verifyPassword(first, `${PASSWORD} `)).toBe(false)
    expect(await verifyPassword('x', PASSWORD)).toBe(false)
  })

  it('have at least ten characters', () => {
    const parsed = signUpSchema.safeParse({ name: 'A', email: 'a@example.test', password: 'ninechars' })
    expect(parsed.error?.issues[0]?.path).toEqual(['password'])
  })
})

describe('signUp', () => {
  it('stores the address in lower case and lets it log in however it is written', async () => {
    const input = signUpSchema.parse({ name: 'Ada', email: ' Ada@Example.Test ', password: PASSWORD })
    const { userId } = await signUp(input)
    const credentials = credentialsSchema.parse({ email: 'ADA@example.test', password: PASSWORD })
    expect(await authenticate(credentials)).toEqual({ userId })
    const [row] = await db.admin`select email, password_hash from users where id = ${userId}`
    expect(row?.email).toBe('ada@example.test')
    expect(row?.password_hash).not.toContain(PASSWORD)
  })

  it('gives one account to ten sign-ups with one address', async () => {
    const tries = Array.from({ length: 10 }, () => signUp({ name: 'B', email: 'b@example.test', password: PASSWORD }))
    const results = await Promise.allSettled(tries)
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'email_taken' })
    }
  })
})

it('answers an unknown address and a wrong password alike, for like work', async () => {
  await signUp({ name: 'C', email: 'c@example.test', password: PASSWORD })
  // Of the processor, not by the clock: other processes take turns with this one.
  const work = async (email: string) => {
    const before = process.cpuUsage()
    expect(await authenticate({ email, password: 'a wrong password' })).toBeNull()
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  await work('nobody@example.test')
  const known = await work('c@example.test')
  const unknown = await work('nobody@example.test')
  // Hashing dominates: without it the unknown address would answer many times faster.
  expect(unknown).toBeGreaterThan(known / 4)
})

describe('sessions', () => {
  it('live until they are revoked, for their own user only', async () => {
    const { userId } = await signUp({ name: 'Dora', email: 'd@example.test', password: PASSWORD })
    const [first, second, third] = [
      await startSession(userId, 'browser'),
      await startSession(userId, null),
      await startSession(userId, null),
    ]
    expect(await findLiveSession(first, userId)).toMatchObject({ id: userId, name: 'Dora', sessionId: first })
    expect(await findLiveSession(first, userId + 1)).toBeNull()
    await revokeSession(first)
    expect(await findLiveSession(first, userId)).toBeNull()
    expect(await findLiveSession(second, userId)).not.toBeNull()
    await revokeOtherSessions(userId, third)
    expect(await findLiveSession(second, userId)).toBeNull()
    expect(await findLiveSession(third, userId)).not.toBeNull()
  })

  it('end when their time is over', async () => {
    const { userId } = await signUp({ name: 'E', email: 'e@example.test', password: PASSWORD })
    const id = await startSession(userId, null)
    await db.admin`update user_sessions set expires_at = now() - interval '1 second' where id = ${id}`
    expect(await findLiveSession(id, userId)).toBeNull()
  })

  it('are not found by anything that is no id', async () => {
    expect(await findLiveSession('undefined', 1)).toBeNull()
    expect(await findLiveSession("' or true", Number.NaN)).toBeNull()
  })
})

describe('a new password', () => {
  const NEXT = 'a fresh pair of wellingtons'

  it('ends every session, the one that set it too, and is the only one that opens', async () => {
    const { userId } = await signUp({ name: 'P', email: 'p@example.test', password: PASSWORD })
    const { userId: other } = await signUp({ name: 'Q', email: 'q@example.test', password: PASSWORD })
    const [mine, elsewhere] = [await startSession(userId, null), await startSession(userId, 'a phone')]
    const untouched = await startSession(other, null)
    await changePassword(userId, { current: PASSWORD, next: NEXT })
    expect(await findLiveSession(mine, userId)).toBeNull()
    expect(await findLiveSession(elsewhere, userId)).toBeNull()
    expect(await findLiveSession(untouched, other)).not.toBeNull()
    expect(await authenticate({ email: 'p@example.test', password: PASSWORD })).toBeNull()
    expect(await authenticate({ email: 'p@example.test', password: NEXT })).toEqual({ userId })
  })

  it('needs the old one, and changes nothing without it', async () => {
    const { userId } = await signUp({ name: 'R', email: 'r@example.test', password: PASSWORD })
    const session = await startSession(userId, null)
    const wrong = changePassword(userId, { current: 'not the password', next: NEXT })
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_request', fields: { current: expect.any(String) } })
    expect(await findLiveSession(session, userId)).not.toBeNull()
    expect(await authenticate({ email: 'r@example.test', password: PASSWORD })).toEqual({ userId })
  })

  it('set twice at once is set once', async () => {
    const { userId } = await signUp({ name: 'S', email: 's@example.test', password: PASSWORD })
    const tries = ['the first of two', 'the second of two'].map((next) =>
      changePassword(userId, { current: PASSWORD, next }),
    )
    const results = await Promise.allSettled(tries)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})
