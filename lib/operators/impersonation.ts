/**
 * An operator at a store's desk: a mark on the operator's own session that names one store and ends by itself. While it is
 * there, the session opens that desk and no other (app/_auth/session.ts), with the role `operator` of lib/team/permissions.
 * Begin and end are rows of operator_actions, and by its trigger of the store's audit log.
 */
import { and, desc, eq, gt, isNotNull, isNull, lte, notInArray, or } from 'drizzle-orm'
import { type PlatformTx, readPlatform, withPlatform } from '@/db/platform'
import { operatorActions, platformOperators } from '@/db/schema/operators'
import { stores, userSessions } from '@/db/schema/stores'
import { fromNow, MINUTE, now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { type Operator, type OperatorAction, recordAction } from './record'
import { VERIFIED_FOR_MS } from './second-step'

export const IMPERSONATION_MS = 30 * MINUTE

export type EndedBy = 'leaving' | 'time' | 'logout' | 'role' | 'another'

/** Opens the store's desk to this session. One that was open ends. @throws not_found, unauthorized */
export async function startImpersonation(
  by: Operator & { sessionId: string },
  storeId: number,
  reason: string,
): Promise<{ slug: string; endsAt: Date }> {
  return withPlatform(async (tx) => {
    const session = await lockSession(tx, by.sessionId)
    if (!session || session.revokedAt) throw new DomainError('unauthorized', 'Your session has ended. Log in again.')
    if (session.impersonatedStore !== null) await end(tx, session, by.ip, 'another')
    const [store] = await tx.select({ slug: stores.slug }).from(stores).where(eq(stores.id, storeId))
    if (!store) throw notFound('This store')
    const endsAt = fromNow(IMPERSONATION_MS)
    await tx
      .update(userSessions)
      .set({ impersonatedStore: storeId, impersonationEndsAt: endsAt })
      .where(eq(userSessions.id, by.sessionId))
    const details = { reason, until: endsAt.toISOString() }
    await recordAction(tx, by, 'impersonation.start', { store: storeId, details })
    return { slug: store.slug, endsAt }
  })
}

/** The store's desk as this session may see it now; null for every other store, after the time, and without the role. */
export async function findImpersonation(
  userId: number,
  sessionId: string,
  slug: string,
): Promise<{ storeId: number; slug: string; endsAt: Date } | null> {
  const [row] = await readPlatform((tx) =>
    tx
      .select({ storeId: stores.id, slug: stores.slug, endsAt: userSessions.impersonationEndsAt })
      .from(userSessions)
      .innerJoin(platformOperators, eq(platformOperators.userId, userSessions.userId))
      .innerJoin(stores, eq(stores.id, userSessions.impersonatedStore))
      .where(
        and(
          eq(userSessions.id, sessionId),
          eq(userSessions.userId, userId),
          isNull(userSessions.revokedAt),
          gt(userSessions.impersonationEndsAt, now()),
          isNotNull(platformOperators.totpConfirmedAt),
          isNotNull(userSessions.operatorVerifiedAt),
          eq(stores.slug, slug),
        ),
      )
      .limit(1),
  )
  return row?.endsAt ? { ...row, endsAt: row.endsAt } : null
}

/** The store of this slug where this operator was a visitor lately, whoever ended it; null for everybody and everything else. */
export async function findPastVisit(userId: number, slug: string): Promise<number | null> {
  const [row] = await readPlatform((tx) =>
    tx
      .select({ storeId: stores.id })
      .from(operatorActions)
      .innerJoin(platformOperators, eq(platformOperators.userId, operatorActions.operatorId))
      .innerJoin(stores, eq(stores.id, operatorActions.targetStore))
      .where(
        and(
          eq(operatorActions.operatorId, userId),
          eq(operatorActions.action, 'impersonation.start' satisfies OperatorAction),
          gt(operatorActions.createdAt, fromNow(-VERIFIED_FOR_MS)),
          eq(stores.slug, slug),
        ),
      )
      .orderBy(desc(operatorActions.id))
      .limit(1),
  )
  return row?.storeId ?? null
}

/** Ends what this session had open; the store's id, or null where nothing was. */
export async function endImpersonation(sessionId: string, ip: string | null, why: EndedBy): Promise<number | null> {
  return withPlatform(async (tx) => {
    const session = await lockSession(tx, sessionId)
    if (!session || session.impersonatedStore === null) return null
    const late = session.impersonationEndsAt && session.impersonationEndsAt <= now()
    await end(tx, session, ip, late ? 'time' : why)
    return session.impersonatedStore
  })
}

/** Ends everything that this operator has open, in any session. A step. */
export async function endImpersonationsOf(tx: PlatformTx, userId: number, why: EndedBy): Promise<void> {
  const open = await tx
    .select(columns)
    .from(userSessions)
    .where(and(eq(userSessions.userId, userId), isNotNull(userSessions.impersonatedStore)))
    .for('update')
  for (const session of open) await end(tx, session, null, why)
}

/** Ends at most `limit` of those whose time, session or role is over; how many. Nobody could use them any more. */
export async function endDueImpersonations(limit: number): Promise<number> {
  return withPlatform(async (tx) => {
    const operators = tx.select({ id: platformOperators.userId }).from(platformOperators)
    const over = or(
      lte(userSessions.impersonationEndsAt, now()),
      isNotNull(userSessions.revokedAt),
      notInArray(userSessions.userId, operators),
    )
    const due = await tx
      .select(columns)
      .from(userSessions)
      .where(and(isNotNull(userSessions.impersonatedStore), over))
      .orderBy(userSessions.impersonationEndsAt)
      .limit(limit)
      .for('update', { skipLocked: true })
    for (const session of due) await end(tx, session, null, whyOf(session))
    return due.length
  })
}

const columns = {
  id: userSessions.id,
  userId: userSessions.userId,
  revokedAt: userSessions.revokedAt,
  impersonatedStore: userSessions.impersonatedStore,
  impersonationEndsAt: userSessions.impersonationEndsAt,
}
type Session = Pick<typeof userSessions.$inferSelect, keyof typeof columns>

function whyOf({ impersonationEndsAt, revokedAt }: Session): EndedBy {
  if (impersonationEndsAt && impersonationEndsAt <= (revokedAt ?? now())) return 'time'
  return revokedAt ? 'logout' : 'role'
}

async function lockSession(tx: PlatformTx, sessionId: string): Promise<Session | undefined> {
  const [session] = await tx.select(columns).from(userSessions).where(eq(userSessions.id, sessionId)).for('update')
  return session
}

async function end(tx: PlatformTx, session: Session, ip: string | null, why: EndedBy): Promise<void> {
  await tx
    .update(userSessions)
    .set({ impersonatedStore: null, impersonationEndsAt: null })
    .where(eq(userSessions.id, session.id))
  const by = { userId: session.userId, ip }
  await recordAction(tx, by, 'impersonation.end', { store: session.impersonatedStore, details: { by: why } })
}
