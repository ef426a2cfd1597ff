/** A store's domains and claims together, as its room shows them. */
import { asc, eq } from 'drizzle-orm'
import { customDomains, type DomainFinding, domainClaims } from '@/db/schema/hosts'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'

/** More than a store may have; what a former limit left is still seen. */
const SHOWN = 100

export interface DomainRow {
  domain: string
  state: 'waiting' | 'expired' | 'verified'
  /** NULL where an operator connected it by hand: then there is nothing to check. */
  token: string | null
  finding: DomainFinding | null
  certificate: 'none' | 'pending' | 'issued' | 'failed'
  failures: number
  failingSince: Date | null
  lastCheckedAt: Date | null
  nextCheckAt: Date | null
  expiresAt: Date | null
}

/** Connected ones first, then claims, each by name. */
export async function listDomainRows(tx: Tx): Promise<DomainRow[]> {
  const claims = await tx
    .select()
    .from(domainClaims)
    .where(eq(domainClaims.storeId, tx.storeId))
    .orderBy(asc(domainClaims.domain))
    .limit(SHOWN)
  const connected = await tx
    .select()
    .from(customDomains)
    .where(eq(customDomains.storeId, tx.storeId))
    .orderBy(asc(customDomains.domain))
    .limit(SHOWN)
  const tokens = new Map(claims.map(({ domain, verificationToken }) => [domain, verificationToken]))
  const known = new Set(connected.map(({ domain }) => domain))
  return [
    ...connected
      .filter(({ verifiedAt }) => verifiedAt !== null)
      .map((row) => ({
        ...row,
        state: 'verified' as const,
        token: tokens.get(row.domain) ?? null,
        nextCheckAt: null,
        expiresAt: null,
      })),
    ...claims.filter(({ domain, status }) => !known.has(domain) && status !== 'verified').map(claimRow),
  ]
}

function claimRow(claim: typeof domainClaims.$inferSelect): DomainRow {
  const { domain, verificationToken, finding, lastCheckedAt, nextCheckAt, expiresAt } = claim
  const expired = claim.status === 'expired' || expiresAt <= now()
  return {
    domain,
    state: expired ? 'expired' : 'waiting',
    token: verificationToken,
    finding,
    certificate: 'none',
    failures: 0,
    failingSince: null,
    lastCheckedAt,
    nextCheckAt,
    expiresAt,
  }
}
