/**
 * A claim whose proof was seen becomes the domain that routes. A step of the platform role: the unique key of custom_domains
 * decides which of several stores is first, and a domain moves from one store to another by these rules alone:
 * it is let go first (release.ts), or its store is closed; and the new store's own token was seen either way.
 */
import { and, eq, sql } from 'drizzle-orm'
import type { PlatformTx } from '@/db/platform'
import { customDomains, domainClaims } from '@/db/schema/hosts'
import { stores } from '@/db/schema/stores'
import { now } from '@/lib/clock'
import { recordEventFor } from '@/lib/events/record'
import { releaseRows } from './release'
import { needsCertificate } from './target'

/** `held`: another store has it. `gone`: the claim was removed, renewed or ended while DNS was asked. */
export type Acceptance = 'accepted' | 'held' | 'gone'

export async function acceptProof(
  tx: PlatformTx,
  { storeId, domain, token }: { storeId: number; domain: string; token: string },
): Promise<Acceptance> {
  const ofClaim = and(eq(domainClaims.storeId, storeId), eq(domainClaims.domain, domain))
  const [claim] = await tx
    .select({ status: domainClaims.status, token: domainClaims.verificationToken })
    .from(domainClaims)
    .where(ofClaim)
    .for('update')
  if (claim?.status !== 'pending' || claim.token !== token) return 'gone'
  const at = now()
  const first = await isFirst(tx, storeId)
  if (!(await insertDomain(tx, storeId, domain, at))) {
    if (!(await vacate(tx, domain))) return 'held'
    if (!(await insertDomain(tx, storeId, domain, at))) return 'held'
  }
  await tx.update(domainClaims).set({ status: 'verified', lastCheckedAt: at, finding: null }).where(ofClaim)
  // By http at once; by https only when there is a certificate (secure.ts), or every visitor would see a warning.
  if (first && !needsCertificate(domain)) await makePrimary(tx, storeId, domain)
  await recordEventFor(tx, storeId, 'domain.verified', { domain })
  return 'accepted'
}

/** A store's first domain becomes its primary one without being asked for. */
export async function makePrimary(tx: PlatformTx, storeId: number, domain: string | null): Promise<void> {
  await tx.update(stores).set({ primaryDomain: domain, updatedAt: now() }).where(eq(stores.id, storeId))
}

async function isFirst(tx: PlatformTx, storeId: number): Promise<boolean> {
  const [store] = await tx
    .select({
      primaryDomain: stores.primaryDomain,
      others: sql<boolean>`exists (select from custom_domains d where d.store_id = ${storeId} and d.verified_at is not null)`,
    })
    .from(stores)
    .where(eq(stores.id, storeId))
    .for('no key update')
  return store !== undefined && store.primaryDomain === null && !store.others
}

async function insertDomain(tx: PlatformTx, storeId: number, domain: string, at: Date): Promise<boolean> {
  const inserted = await tx
    .insert(customDomains)
    .values({
      storeId,
      domain,
      verifiedAt: at,
      lastCheckedAt: at,
      createdAt: at,
      certificate: needsCertificate(domain) ? 'pending' : 'none',
    })
    .onConflictDoNothing({ target: customDomains.domain })
    .returning({ domain: customDomains.domain })
  return inserted.length > 0
}

/** Takes the name from a row that leads nowhere: never verified, or of a closed store. */
async function vacate(tx: PlatformTx, domain: string): Promise<boolean> {
  const [holder] = await tx
    .select({ storeId: customDomains.storeId, verifiedAt: customDomains.verifiedAt, status: stores.status })
    .from(customDomains)
    .innerJoin(stores, eq(stores.id, customDomains.storeId))
    .where(eq(customDomains.domain, domain))
    .for('update', { of: customDomains })
  if (!holder) return true
  if (holder.verifiedAt !== null && holder.status !== 'closed') return false
  await releaseRows(tx, holder.storeId, domain)
  return true
}
