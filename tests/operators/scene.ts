/** Operators and merchants for tests: accounts with sessions, past the log-in's form. */
import { codeOf, stepAt } from '@/lib/operators/totp'
import type { TestDatabase } from '../support/database'

export interface Person {
  userId: number
  sessionId: string
  ip: null
}

/** An account with a live session, and with the operator's role where asked. */
export async function makePerson(db: TestDatabase, name: string, role?: 'operator'): Promise<Person> {
  const { startSession } = await import('@/lib/users/sessions')
  const [user] = await db.admin`insert into users (email, name, password_hash)
    values (${`${name}@example.test`}, ${name}, 'x') returning id`
  const userId = Number(user?.id)
  if (role) await db.admin`insert into platform_operators (user_id) values (${userId})`
  return { userId, sessionId: await startSession(userId, null), ip: null }
}

/** An operator who has enrolled, in a session that passed the second step. */
export async function makeOperator(db: TestDatabase, name: string): Promise<Person> {
  const { enrol, enrolmentSecret } = await import('@/lib/operators/second-step')
  const person = await makePerson(db, name, 'operator')
  const secret = enrolmentSecret(person.userId, person.sessionId)
  await enrol(person, codeOf(secret, stepAt(new Date())))
  await db.admin`update user_sessions set operator_verified_at = now() where id = ${person.sessionId}`
  return person
}
