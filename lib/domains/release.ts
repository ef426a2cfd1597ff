/**
 * A domain stops leading to a store. What proved it proves nothing any more: the token goes with the row, so the old TXT
 * record, wherever it still stands, verifies the name for nobody, the former store included.
 */
import { and, eq } from 'drizzle-orm'
import { type PlatformTx, withPlatform } from '@/db/platform'
import { customDomains, domainClaims } from '@/db/schema/hosts'
import { stores } from '@/db/schema/stores'
import { now } from '@/lib/clock'
import { notFound } from '@/lib/errors'
import { recordEventFor } from '@/lib/events/record'
import { newToken } from './commands'
import { forgetStoreHosts } from './hosts'

/**
 * Ends the routing and spends the token; the claim stays as an expired one, so that the merchant sees what became of it.
 * Always in this order, so that two who let go of one domain do not wait for each other in a circle.
 */
export async function releaseRows(tx: PlatformTx, storeId: number, domain: string): Promise<boolean> {
  const released = await tx
    .delete(customDomains)
    .where(and(eq(customDomains.storeId, storeId), eq(customDomains.domain, domain)))
    .returning({ domain: customDomains.domain })
  await tx
    .update(domainClaims)
    .set({ status: 'expired', verificationToken: newToken(), expiresAt: now(), finding: null })
    .where(and(eq(domainClaims.storeId, storeId), eq(domainClaims.domain, domain)))
  await tx
    .update(stores)
    .set({ primaryDomain: null, updatedAt: now() })
    .where(and(eq(stores.id, storeId), eq(stores.primaryDomain, domain)))
  return released.length > 0
}

/**
 * A merchant takes the domain away, claim and all: a workflow. It leads nowhere at once, and on every process within seconds.
 * @throws not_found when it is none of this store's
 */
export async function removeDomain(storeId: number, domain: string): Promise<void> {
  await withPlatform(async (tx) => {
    const led = await releaseRows(tx, storeId, domain)
    const claims = await tx
      .delete(domainClaims)
      .where(and(eq(domainClaims.storeId, storeId), eq(domainClaims.domain, domain)))
      .returning({ domain: domainClaims.domain })
    if (!led && claims.length === 0) throw notFound('This domain')
    if (led) await recordEventFor(tx, storeId, 'domain.removed', { domain })
  })
  await forgetStoreHosts(storeId, [domain])
}
