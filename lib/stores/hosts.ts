/** The addresses of a store as its team sees them, and making a change of them known to every cache. */
import { asc, eq } from 'drizzle-orm'
import { customDomains } from '@/db/schema/hosts'
import type { Tx } from '@/db/store'
import { log } from '@/lib/log'
import { purgeHost } from '@/lib/tenancy/lookup'

const DOMAINS_SHOWN = 50

export interface StoreDomain {
  domain: string
  verified: boolean
}

/** At most fifty, by name. */
export async function listDomains(tx: Tx): Promise<StoreDomain[]> {
  const rows = await tx
    .select({ domain: customDomains.domain, verifiedAt: customDomains.verifiedAt })
    .from(customDomains)
    .where(eq(customDomains.storeId, tx.storeId))
    .orderBy(asc(customDomains.domain))
    .limit(DOMAINS_SHOWN)
  return rows.map(({ domain, verifiedAt }) => ({ domain, verified: verifiedAt !== null }))
}

/**
 * After the COMMIT that changed where these hosts lead: every process sees it within seconds. False when Redis could not be
 * told, which then keeps the old answer for half a minute at most; call again from a job to be sure.
 */
export async function forgetHosts(slug: string | undefined, domains: readonly string[]): Promise<boolean> {
  const addresses = [
    ...(slug ? [{ kind: 'subdomain', slug } as const] : []),
    ...domains.map((domain) => ({ kind: 'custom', domain }) as const),
  ]
  const told = await Promise.allSettled(addresses.map(purgeHost))
  const failed = told.find((result) => result.status === 'rejected')
  if (failed) log.warn({ err: failed.reason, hosts: addresses.length }, 'not every cache knows of changed hosts yet')
  return !failed
}
