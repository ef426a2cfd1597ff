/**
 * One look at a pending claim: a workflow, repeatable at any time by anyone. DNS is asked between two short transactions;
 * what was seen is written down for the merchant, and a proof is taken at once.
 */
import { and, eq, lte, sql } from 'drizzle-orm'
import { readPlatform, withPlatform } from '@/db/platform'
import { domainClaims } from '@/db/schema/hosts'
import { withStore } from '@/db/store'
import { fromNow, MINUTE, now } from '@/lib/clock'
import { acceptProof } from './accept'
import { findClaim } from './commands'
import { openDns } from './dns'
import type { Finding } from './findings'
import { judge } from './findings'
import { forgetStoreHosts } from './hosts'
import { lookUp } from './look-up'
import { checkDelayMs } from './rules'
import { domainTarget } from './target'

export interface ClaimCheck {
  /** `ended`: expired, removed, or a claim made anew, which has a run of its own. */
  state: 'verified' | 'waiting' | 'ended'
  /** After which the next look makes sense. */
  waitMs: number
}

const ENDED: ClaimCheck = { state: 'ended', waitMs: 0 }
/** A claim whose run is this late has none any more. */
const ABANDONED_MS = 15 * MINUTE

/** `claimedAt` (ms) ends the run of an earlier claim of the same name. */
export async function checkClaim(storeId: number, domain: string, claimedAt?: number): Promise<ClaimCheck> {
  const claim = await withStore(storeId, (tx) => findClaim(tx, domain))
  if (claim?.status === 'verified') return { state: 'verified', waitMs: 0 }
  if (claim?.status !== 'pending') return ENDED
  if (claimedAt !== undefined && claim.createdAt.getTime() !== claimedAt) return ENDED
  if (claim.expiresAt <= now()) {
    await expireClaims(1, { storeId, domain })
    return ENDED
  }
  const token = claim.verificationToken
  const target = domainTarget()
  const { finding, proven } = judge(domain, token, await lookUp(await openDns(), domain, target), target)
  if (!proven) return noteFinding(storeId, domain, token, finding)
  const accepted = await withPlatform((tx) => acceptProof(tx, { storeId, domain, token }))
  if (accepted === 'gone') return ENDED
  if (accepted === 'held') {
    return noteFinding(storeId, domain, token, { ...finding, problems: ['held_elsewhere', ...finding.problems] })
  }
  await forgetStoreHosts(storeId)
  return { state: 'verified', waitMs: 0 }
}

async function noteFinding(storeId: number, domain: string, token: string, finding: Finding): Promise<ClaimCheck> {
  const rows = await withStore(storeId, async (tx) => {
    const claim = await findClaim(tx, domain)
    if (claim?.status !== 'pending' || claim.verificationToken !== token) return []
    const waitMs = checkDelayMs(claim.checks)
    await tx
      .update(domainClaims)
      .set({ finding, checks: sql`${domainClaims.checks} + 1`, lastCheckedAt: now(), nextCheckAt: fromNow(waitMs) })
      .where(and(eq(domainClaims.storeId, storeId), eq(domainClaims.domain, domain)))
    return [waitMs]
  })
  const [waitMs] = rows
  return waitMs === undefined ? ENDED : { state: 'waiting', waitMs }
}

/** Ends at most `limit` claims whose time is over; how many. `only` names one. */
export async function expireClaims(limit: number, only?: { storeId: number; domain: string }): Promise<number> {
  const one = only ? sql`and store_id = ${only.storeId} and domain = ${only.domain}` : sql``
  const rows = await withPlatform((tx) =>
    tx.execute(sql`
      with due as materialized (select store_id, domain from domain_claims
        where status = 'pending' and expires_at <= ${now().toISOString()}::timestamptz ${one}
        limit ${limit} for update skip locked)
      update domain_claims c set status = 'expired' from due
      where c.store_id = due.store_id and c.domain = due.domain
      returning c.domain`),
  )
  return rows.length
}

/** Pending claims that nobody has looked at for long, although it was time: their run was lost. */
export function listAbandonedClaims(limit: number): Promise<{ storeId: number; domain: string }[]> {
  return listPendingClaims(limit, fromNow(-ABANDONED_MS))
}

/** Pending claims, those first whose next look is due first; `dueBefore` leaves out the later ones. */
export function listPendingClaims(limit: number, dueBefore?: Date): Promise<{ storeId: number; domain: string }[]> {
  const due = dueBefore ? lte(domainClaims.nextCheckAt, dueBefore) : undefined
  return readPlatform((tx) =>
    tx
      .select({ storeId: domainClaims.storeId, domain: domainClaims.domain })
      .from(domainClaims)
      .where(and(eq(domainClaims.status, 'pending'), due))
      .orderBy(domainClaims.nextCheckAt)
      .limit(limit),
  )
}
