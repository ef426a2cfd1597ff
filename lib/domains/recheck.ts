/**
 * The daily look at a connected domain. One that no longer proves itself is warned of and, after three failures and 72 hours,
 * let go: whoever gets the name next must not find it leading into another shop. A workflow for each domain; DNS is asked
 * with no transaction open, and every failure is counted together with the event that tells of it.
 */
import { and, eq, sql } from 'drizzle-orm'
import { type PlatformTx, readPlatform, withPlatform } from '@/db/platform'
import { customDomains, domainClaims } from '@/db/schema/hosts'
import { fromNow, now } from '@/lib/clock'
import { recordEventFor } from '@/lib/events/record'
import { log } from '@/lib/log'
import { resolverAnswers } from './dns'
import { forgetStoreHosts } from './hosts'
import { type ConnectedDomain, findConnected, type Inspection, inspect, type Parties, realParties } from './inspect'
import { releaseRows } from './release'
import { isWarned, mustRelease, RECHECK_MS } from './rules'
import { writeInspection } from './secure'

const PARALLEL = 20

/** `unclear`: our own resolver does not answer, so nothing is held against the domain. */
export type Recheck = 'proven' | 'failing' | 'released' | 'unclear' | 'unchecked' | 'gone'

interface Options {
  parties?: Parties
  /** Whether a missing proof counts towards letting go. Not where a person asks for a look. */
  counts?: boolean
}

export async function recheckDomain(
  storeId: number,
  domain: string,
  { parties, counts = true }: Options = {},
): Promise<Recheck> {
  const row = await findConnected(storeId, domain)
  if (!row) return 'gone'
  const asked = parties ?? (await realParties())
  const inspection = await inspect(row, asked)
  if (inspection.proven === false && !inspection.disproven && !(await resolverAnswers(asked.dns))) return 'unclear'
  const result = await withPlatform((tx) => settle(tx, row, inspection, counts))
  if (result === 'released') await forgetStoreHosts(storeId, [domain])
  return result
}

async function settle(tx: PlatformTx, row: ConnectedDomain, inspection: Inspection, counts: boolean): Promise<Recheck> {
  const ofDomain = and(eq(customDomains.storeId, row.storeId), eq(customDomains.domain, row.domain))
  if (!(await writeInspection(tx, row, inspection))) return 'gone'
  const [before] = await tx.select().from(customDomains).where(ofDomain)
  // Removed and connected anew meanwhile: what was seen was another token's absence.
  if (!before || (await currentToken(tx, row)) !== row.token) return 'gone'
  const at = now()
  if (inspection.proven !== false) {
    await tx.update(customDomains).set({ lastCheckedAt: at, failures: 0, failingSince: null }).where(ofDomain)
    return inspection.proven === null ? 'unchecked' : 'proven'
  }
  if (!counts) return 'failing'
  const failures = before.failures + 1
  const since = before.failingSince ?? before.lastCheckedAt ?? before.verifiedAt ?? before.createdAt
  if (mustRelease({ failures, since, certain: inspection.disproven }, at)) {
    await releaseRows(tx, row.storeId, row.domain)
    await recordEventFor(tx, row.storeId, 'domain.released', { domain: row.domain })
    return 'released'
  }
  await tx.update(customDomains).set({ lastCheckedAt: at, failures, failingSince: since }).where(ofDomain)
  if (isWarned(failures)) {
    await recordEventFor(tx, row.storeId, 'domain.failing', { domain: row.domain, failures })
  }
  return 'failing'
}

async function currentToken(tx: PlatformTx, { storeId, domain }: ConnectedDomain): Promise<string | null> {
  const [claim] = await tx
    .select({ token: domainClaims.verificationToken })
    .from(domainClaims)
    .where(and(eq(domainClaims.storeId, storeId), eq(domainClaims.domain, domain), eq(domainClaims.status, 'verified')))
  return claim?.token ?? null
}

/** Domains of all stores that were looked at last before `before`; at most `limit`, the longest ago first. */
export function listForRecheck(
  limit: number,
  before: Date = fromNow(-RECHECK_MS),
): Promise<{ storeId: number; domain: string }[]> {
  return readPlatform((tx) =>
    tx
      .select({ storeId: customDomains.storeId, domain: customDomains.domain })
      .from(customDomains)
      .where(sql`${customDomains.lastCheckedAt} < ${before.toISOString()}::timestamptz`)
      .orderBy(customDomains.lastCheckedAt)
      .limit(limit),
  )
}

/**
 * Re-checks at most `limit` domains whose day is over, some at a time. Fewer `settled` than `limit`: there are no more, or
 * something is wrong on our side, and going on would only meet the same ones again.
 */
export async function recheckDue(limit: number, before?: Date): Promise<{ settled: number; released: number }> {
  const due = await listForRecheck(limit, before)
  const report = { settled: 0, released: 0 }
  for (let at = 0; at < due.length; at += PARALLEL) {
    const results = await Promise.all(
      due.slice(at, at + PARALLEL).map(({ storeId, domain }) => recheckDomain(storeId, domain).catch(failed(storeId))),
    )
    report.settled += results.filter((result) => result !== null && result !== 'unclear').length
    report.released += results.filter((result) => result === 'released').length
  }
  return report
}

/** One domain's trouble is not the others'. */
function failed(storeId: number) {
  return (error: unknown): null => {
    log.warn({ err: error, storeId }, 'a domain could not be re-checked')
    return null
  }
}
