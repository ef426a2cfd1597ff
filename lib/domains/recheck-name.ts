/** Everything that stores have or want under one name, looked at now, for an operator: whose it is first, then who claims it. */
import { and, eq } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { customDomains, type DomainFinding, domainClaims } from '@/db/schema/hosts'
import { stores } from '@/db/schema/stores'
import { checkClaim } from './check-claim'
import { type Recheck, recheckDomain } from './recheck'

const CLAIMS_MAX = 100

export interface Look {
  store: string
  result: Recheck | 'verified' | 'waiting' | 'ended'
  problems: string[]
}

export async function recheckName(domain: string): Promise<Look[]> {
  const connected = await storesWith(customDomains, domain)
  const looks: Look[] = []
  for (const { storeId, store } of connected)
    looks.push({ store, result: await recheckDomain(storeId, domain), problems: [] })
  // After the holder: what it just lost, a proven claim may take.
  for (const { storeId, store } of await storesWith(domainClaims, domain)) {
    const { state } = await checkClaim(storeId, domain)
    if (!connected.some((one) => one.storeId === storeId) || state !== 'verified') {
      looks.push({ store, result: state, problems: [] })
    }
  }
  return Promise.all(looks.map(async (look) => ({ ...look, problems: await problemsOf(look.store, domain) })))
}

function storesWith(table: typeof customDomains | typeof domainClaims, domain: string) {
  return readPlatform((tx) =>
    tx
      .select({ storeId: table.storeId, store: stores.slug })
      .from(table)
      .innerJoin(stores, eq(stores.id, table.storeId))
      .where(eq(table.domain, domain))
      .orderBy(table.createdAt)
      .limit(CLAIMS_MAX),
  )
}

async function problemsOf(slug: string, domain: string): Promise<string[]> {
  const findings = await readPlatform((tx) =>
    tx
      .select({ connected: customDomains.finding, claimed: domainClaims.finding })
      .from(stores)
      .leftJoin(customDomains, and(eq(customDomains.storeId, stores.id), eq(customDomains.domain, domain)))
      .leftJoin(domainClaims, and(eq(domainClaims.storeId, stores.id), eq(domainClaims.domain, domain)))
      .where(eq(stores.slug, slug))
      .limit(1),
  )
  const finding: DomainFinding | null = findings[0]?.connected ?? findings[0]?.claimed ?? null
  return finding?.problems ?? []
}
