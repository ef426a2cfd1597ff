/**
 * A new password. Whoever knows the old one may set it; every session of the account ends with it, this one too, so that
 * nobody who was in by the old password stays in, and the caller begins a new session.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { readPlatform, withPlatform } from '@/db/platform'
import { userSessions, users } from '@/db/schema/stores'
import { now } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { hashPassword, verifyPassword } from './password'
import type { PasswordChange } from './types'

/** @throws invalid_request when `current` is not the password; conflict when it was changed in the same moment */
export async function changePassword(userId: number, { current, next }: PasswordChange): Promise<void> {
  const [user] = await readPlatform((tx) =>
    tx.select({ hash: users.passwordHash }).from(users).where(eq(users.id, userId)).limit(1),
  )
  if (!user || !(await verifyPassword(user.hash, current))) {
    const message = 'This is not your password.'
    throw new DomainError('invalid_request', message, { fields: { current: message } })
  }
  const passwordHash = await hashPassword(next)
  await withPlatform(async (tx) => {
    const changed = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(eq(users.id, userId), eq(users.passwordHash, user.hash)))
      .returning({ id: users.id })
    if (changed.length === 0) throw new DomainError('conflict', 'Your password was changed a moment ago. Log in again.')
    await tx
      .update(userSessions)
      .set({ revokedAt: now() })
      .where(and(eq(userSessions.userId, userId), isNull(userSessions.revokedAt)))
  })
}
