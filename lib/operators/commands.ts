/**
 * Who is an operator. By the command line alone: nobody on the web can give this role. Taking the second step or the role
 * away ends the person's sessions with it, and whatever desk they had open.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { type PlatformTx, withPlatform } from '@/db/platform'
import { platformOperators } from '@/db/schema/operators'
import { userSessions, users } from '@/db/schema/stores'
import { now } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { endImpersonationsOf } from './impersonation'
import { recordAction } from './record'

/** @throws not_found for an unknown account; conflict for an operator */
export async function addOperator(email: string): Promise<void> {
  await withPlatform(async (tx) => {
    const userId = await accountOf(tx, email)
    const added = await tx
      .insert(platformOperators)
      .values({ userId, createdAt: now() })
      .onConflictDoNothing()
      .returning()
    if (added.length === 0) throw new DomainError('conflict', `${email} is an operator already.`)
    await recordAction(tx, { userId, ip: null }, 'operator.add')
  })
}

/** Forgets the authenticator: the next log-in enrols a new one. @throws not_found */
export async function resetOperator(email: string): Promise<void> {
  await withPlatform(async (tx) => {
    const userId = await accountOf(tx, email)
    await endSessions(tx, userId)
    const reset = await tx
      .update(platformOperators)
      .set({ totpSecret: null, totpConfirmedAt: null, totpLastStep: 0 })
      .where(eq(platformOperators.userId, userId))
      .returning({ userId: platformOperators.userId })
    if (reset.length === 0) throw noOperator(email)
    await recordAction(tx, { userId, ip: null }, 'operator.reset')
  })
}

/** Takes the role away; the account stays. @throws not_found */
export async function removeOperator(email: string): Promise<void> {
  await withPlatform(async (tx) => {
    const userId = await accountOf(tx, email)
    await endSessions(tx, userId)
    const removed = await tx.delete(platformOperators).where(eq(platformOperators.userId, userId)).returning()
    if (removed.length === 0) throw noOperator(email)
    await recordAction(tx, { userId, ip: null }, 'operator.remove')
  })
}

async function endSessions(tx: PlatformTx, userId: number): Promise<void> {
  await endImpersonationsOf(tx, userId, 'role')
  await tx
    .update(userSessions)
    .set({ revokedAt: now() })
    .where(and(eq(userSessions.userId, userId), isNull(userSessions.revokedAt)))
}

async function accountOf(tx: PlatformTx, email: string): Promise<number> {
  const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email.toLowerCase()))
  if (user) return user.id
  throw new DomainError('not_found', `Nobody has an account with ${email}. Sign up first, then add the account here.`)
}

function noOperator(email: string): DomainError {
  return new DomainError('not_found', `${email} is no operator.`)
}
