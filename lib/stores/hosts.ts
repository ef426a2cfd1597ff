/** The addresses of a store as its team sees them: the subdomain and its own domains, verified or not. */
import { asc, eq } from 'drizzle-orm'
import { customDomains } from '@/db/schema/hosts'
import type { Tx } from '@/db/store'

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
