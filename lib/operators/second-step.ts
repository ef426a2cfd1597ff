/**
 * An operator's second step: enrolling an authenticator, and its codes after that. No code works twice: the step it belongs
 * to is taken by one UPDATE, whoever else tries at that moment. How often one may try is the caller's (app/_auth).
 *
 * Until the first code confirms it, a secret is stored nowhere: it is derived from the session that is enrolling, so that
 * looking at the page changes nothing and no other session ever sees the same one.
 */
import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { type PlatformTx, readPlatform, withPlatform } from '@/db/platform'
import { platformOperators } from '@/db/schema/operators'
import { userSessions } from '@/db/schema/stores'
import { HOUR, now } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { derivedKey, seal, unseal } from '@/lib/sealed'
import { type Operator, recordAction } from './record'
import { SECRET_BYTES, stepOf } from './totp'

/** How long a session stays open for the operators' rooms after a code. */
export const VERIFIED_FOR_MS = 12 * HOUR

export interface OperatorStanding {
  enrolled: boolean
  /** This session passed the second step, and lately enough. */
  verified: boolean
}

/** How the account of this session stands as an operator; null: it is none. */
export async function findOperator(userId: number, sessionId: string): Promise<OperatorStanding | null> {
  const [row] = await readPlatform((tx) =>
    tx
      .select({ confirmedAt: platformOperators.totpConfirmedAt, verifiedAt: userSessions.operatorVerifiedAt })
      .from(platformOperators)
      .innerJoin(userSessions, eq(userSessions.userId, platformOperators.userId))
      .where(and(eq(platformOperators.userId, userId), eq(userSessions.id, sessionId), isNull(userSessions.revokedAt)))
      .limit(1),
  )
  if (!row) return null
  const enrolled = row.confirmedAt !== null
  const age = row.verifiedAt ? now().getTime() - row.verifiedAt.getTime() : Number.POSITIVE_INFINITY
  return { enrolled, verified: enrolled && age < VERIFIED_FOR_MS }
}

/** What this session offers to an authenticator. */
export function enrolmentSecret(userId: number, sessionId: string): Buffer {
  return derivedKey('operator-enrolment', `${userId}:${sessionId}`, SECRET_BYTES)
}

/** Keeps the session's secret once a first code proves that an app has it. @throws invalid_request, conflict */
export async function enrol(by: Operator & { sessionId: string }, code: string): Promise<void> {
  const { userId, sessionId } = by
  const secret = enrolmentSecret(userId, sessionId)
  const step = stepOf(secret, code, now())
  if (step === null) throw wrongCode()
  await withPlatform(async (tx) => {
    const kept = await tx
      .update(platformOperators)
      .set({ totpSecret: seal('operator-totp', String(userId), secret), totpConfirmedAt: now(), totpLastStep: step })
      .where(and(eq(platformOperators.userId, userId), isNull(platformOperators.totpConfirmedAt)))
      .returning({ userId: platformOperators.userId })
    if (kept.length === 0) throw new DomainError('conflict', 'An authenticator is set up for this account already.')
    await recordAction(tx, by, 'second_step.enrol')
  })
}

/** Takes a code, once. @throws invalid_request for a wrong or used one; unavailable where the secret cannot be read */
export async function passSecondStep(by: Operator, code: string): Promise<void> {
  await withPlatform(async (tx) => {
    const step = stepOf(await secretOf(tx, by.userId), code, now())
    if (step === null || !(await takeStep(tx, by.userId, step))) throw wrongCode()
    await recordAction(tx, by, 'second_step.pass')
  })
}

async function secretOf(tx: PlatformTx, userId: number): Promise<Buffer> {
  const [row] = await tx
    .select({ sealed: platformOperators.totpSecret })
    .from(platformOperators)
    .where(and(eq(platformOperators.userId, userId), isNotNull(platformOperators.totpConfirmedAt)))
  if (!row?.sealed) throw new DomainError('conflict', 'No authenticator is set up for this account yet.')
  const secret = unseal('operator-totp', String(userId), row.sealed)
  if (secret) return secret
  const why = 'The authenticator’s secret was sealed with another AUTH_SECRET.'
  throw new DomainError('unavailable', `${why} Have it reset: npm run stoa -- operator reset.`)
}

async function takeStep(tx: PlatformTx, userId: number, step: number): Promise<boolean> {
  const taken = await tx
    .update(platformOperators)
    .set({ totpLastStep: step })
    .where(and(eq(platformOperators.userId, userId), lt(platformOperators.totpLastStep, step)))
    .returning({ userId: platformOperators.userId })
  return taken.length === 1
}

function wrongCode(): DomainError {
  const message = 'This code does not fit, or was used already. Wait for the next one and enter it.'
  return new DomainError('invalid_request', message, { fields: { code: message } })
}
