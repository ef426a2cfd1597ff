/**
 * Logins that can be revoked. The signed cookie names a row here and is worth nothing without it: every use asks whether
 * the row is live, so that a log-out ends the session on every machine that copied the cookie.
 */
import { and, eq, gt, isNull, lt, ne } from 'drizzle-orm'
import { readPlatform, withPlatform } from '@/db/platform'
import { userSessions, users } from '@/db/schema/stores'
import { DAY, fromNow, now } from '@/lib/clock'
import { uuidv7 } from '@/lib/ids'
import type { SessionUser } from './types'

export const SESSION_LIFETIME_MS = 30 * DAY
const USER_AGENT_MAX = 300
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Opens a session for the user and answers its id; the user's long expired ones are removed on the way. */
export async function startSession(userId: number, userAgent: string | null): Promise<string> {
  const id = uuidv7()
  await withPlatform(async (tx) => {
    await Promise.all([
      tx
        .delete(userSessions)
        .where(and(eq(userSessions.userId, userId), lt(userSessions.expiresAt, fromNow(-SESSION_LIFETIME_MS)))),
      tx.insert(userSessions).values({
        id,
        userId,
        createdAt: now(),
        expiresAt: fromNow(SESSION_LIFETIME_MS),
        userAgent: userAgent?.slice(0, USER_AGENT_MAX) ?? null,
      }),
    ])
  })
  return id
}

/** The account of a session that is neither revoked nor expired and belongs to `userId`; null otherwise. */
export async function findLiveSession(sessionId: string, userId: number): Promise<SessionUser | null> {
  if (!UUID.test(sessionId) || !Number.isSafeInteger(userId)) return null
  const [row] = await readPlatform((tx) =>
    tx
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        sessionId: userSessions.id,
        impersonatedStore: userSessions.impersonatedStore,
        impersonationEndsAt: userSessions.impersonationEndsAt,
      })
      .from(userSessions)
      .innerJoin(users, eq(users.id, userSessions.userId))
      .where(
        and(
          eq(userSessions.id, sessionId),
          eq(userSessions.userId, userId),
          isNull(userSessions.revokedAt),
          gt(userSessions.expiresAt, now()),
        ),
      )
      .limit(1),
  )
  if (!row) return null
  const { impersonatedStore: storeId, impersonationEndsAt: endsAt, ...user } = row
  return { ...user, impersonation: storeId !== null && endsAt ? { storeId, endsAt: endsAt.toISOString() } : null }
}

/**
 * Another id for a session whose power grows: what was copied before is worth nothing after. The new one's id, open to the
 * operators' rooms from now on; null when the old one ended meanwhile.
 */
export async function renewSessionForOperator(sessionId: string): Promise<string | null> {
  const id = uuidv7()
  return withPlatform(async (tx) => {
    const [old] = await tx
      .update(userSessions)
      .set({ revokedAt: now() })
      .where(and(eq(userSessions.id, sessionId), isNull(userSessions.revokedAt), gt(userSessions.expiresAt, now())))
      .returning()
    if (!old) return null
    const { userId, userAgent, expiresAt } = old
    await tx
      .insert(userSessions)
      .values({ id, userId, userAgent, expiresAt, createdAt: now(), operatorVerifiedAt: now() })
    return id
  })
}

/** Ends one session for good. Unknown and ended ones are left as they are. */
export async function revokeSession(sessionId: string): Promise<void> {
  if (!UUID.test(sessionId)) return
  await withPlatform((tx) =>
    tx
      .update(userSessions)
      .set({ revokedAt: now() })
      .where(and(eq(userSessions.id, sessionId), isNull(userSessions.revokedAt))),
  )
}

/** Ends every session of the user but `keepSessionId`. */
export async function revokeOtherSessions(userId: number, keepSessionId: string): Promise<void> {
  await withPlatform((tx) =>
    tx
      .update(userSessions)
      .set({ revokedAt: now() })
      .where(and(eq(userSessions.userId, userId), ne(userSessions.id, keepSessionId), isNull(userSessions.revokedAt))),
  )
}
