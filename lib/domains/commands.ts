/**
 * A store's wish for a domain, and its end. Steps of the store: claims are its own rows, and several stores may wish for one
 * name without learning of each other. What routes (custom_domains) is the platform's to write: accept.ts, release.ts.
 */
import { and, eq } from 'drizzle-orm'
import { customDomains, domainClaims } from '@/db/schema/hosts'
import type { Tx } from '@/db/store'
import { fromNow, now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { secretToken } from '@/lib/ids'
import { requireRoom } from '@/lib/plans/limits'
import { tenancyConfig } from '@/lib/tenancy/config'
import { readDomainName } from './name'
import { CLAIM_MS } from './rules'

/**
 * Claims the domain that `typed` names: a new token to prove it with, and the event that begins the checks.
 * @throws invalid_request with the reason on the field `domain`; conflict when this store has it; plan_limit_reached
 */
export async function claimDomain(tx: Tx, typed: string): Promise<{ domain: string; token: string }> {
  const read = readDomainName(typed, tenancyConfig())
  if ('problem' in read) throw refusal('invalid_request', read.problem)
  const { domain } = read
  // Locks the store's row: two at once must neither both be the last one allowed nor both be the first of one name.
  await requireRoom(tx, 'domains', { field: 'domain' })
  await refuseKnown(tx, domain)
  const at = now()
  const token = newToken()
  const row = { status: 'pending' as const, verificationToken: token, finding: null, checks: 0, lastCheckedAt: null }
  const claim = { ...row, nextCheckAt: at, createdAt: at, expiresAt: fromNow(CLAIM_MS) }
  await tx
    .insert(domainClaims)
    .values({ storeId: tx.storeId, domain, ...claim })
    .onConflictDoUpdate({ target: [domainClaims.storeId, domainClaims.domain], set: claim })
  await recordEvent(tx, 'domain.claimed', { domain, claimedAt: at.getTime() })
  return { domain, token }
}

/** Asks for a look at the domain now. @throws not_found when it is none of this store's */
export async function requestCheck(tx: Tx, domain: string): Promise<void> {
  const claim = await findClaim(tx, domain)
  if (!claim && !(await hasDomain(tx, domain))) throw notFound('This domain')
  await recordEvent(tx, 'domain.check_requested', { domain })
}

/** A new secret that proves a domain. Never used again once the domain is let go. */
export function newToken(): string {
  return `stoa-${secretToken()}`
}

export async function findClaim(tx: Tx, domain: string) {
  const [claim] = await tx
    .select()
    .from(domainClaims)
    .where(and(eq(domainClaims.storeId, tx.storeId), eq(domainClaims.domain, domain)))
    .limit(1)
  return claim ?? null
}

async function refuseKnown(tx: Tx, domain: string): Promise<void> {
  if (await hasDomain(tx, domain)) throw refusal('conflict', 'This domain is connected to this store already.')
  const claim = await findClaim(tx, domain)
  if (claim?.status === 'pending' && claim.expiresAt > now()) {
    throw refusal('conflict', 'This domain is in the list below already. Set its records to go on.')
  }
}

async function hasDomain(tx: Tx, domain: string): Promise<boolean> {
  const rows = await tx
    .select({ domain: customDomains.domain })
    .from(customDomains)
    .where(and(eq(customDomains.storeId, tx.storeId), eq(customDomains.domain, domain)))
    .limit(1)
  return rows.length > 0
}

function refusal(code: 'invalid_request' | 'conflict', message: string): DomainError {
  return new DomainError(code, message, { fields: { domain: message } })
}
