/**
 * A connected domain on its way to a certificate: one look, and a step further. A workflow, repeatable at any time. "Issued"
 * is written only after a handshake, and only then may a store's first domain become the primary one by itself.
 */
import { and, eq, ne, sql } from 'drizzle-orm'
import { type PlatformTx, withPlatform } from '@/db/platform'
import { customDomains } from '@/db/schema/hosts'
import { stores } from '@/db/schema/stores'
import { now, SECOND } from '@/lib/clock'
import { recordEventFor } from '@/lib/events/record'
import { makePrimary } from './accept'
import { forgetStoreHosts } from './hosts'
import { type ConnectedDomain, findConnected, type Inspection, inspect, type Parties, realParties } from './inspect'
import { needsCertificate } from './target'

const WAIT_MS = 30 * SECOND

export interface SecureStep {
  state: 'issued' | 'waiting' | 'unneeded' | 'gone'
  waitMs: number
}

export async function secureDomain(storeId: number, domain: string, parties?: Parties): Promise<SecureStep> {
  const row = await findConnected(storeId, domain)
  if (!row) return { state: 'gone', waitMs: 0 }
  const inspection = await inspect(row, parties ?? (await realParties()))
  const written = await withPlatform((tx) => writeInspection(tx, row, inspection))
  if (!written) return { state: 'gone', waitMs: 0 }
  if (written.secured) await forgetStoreHosts(storeId)
  if (!needsCertificate(domain)) return { state: 'unneeded', waitMs: 0 }
  if (inspection.certificate === 'issued') return { state: 'issued', waitMs: 0 }
  return { state: 'waiting', waitMs: inspection.waitMs ?? WAIT_MS }
}

/** What was seen, without a word about failures of the proof: these are recheck.ts's. Null when the row is gone. */
export async function writeInspection(
  tx: PlatformTx,
  { storeId, domain }: ConnectedDomain,
  { finding, certificate }: Inspection,
): Promise<{ secured: boolean } | null> {
  const ofDomain = and(eq(customDomains.storeId, storeId), eq(customDomains.domain, domain))
  const [before] = await tx
    .select({ certificate: customDomains.certificate })
    .from(customDomains)
    .where(ofDomain)
    .for('update')
  if (!before) return null
  await tx.update(customDomains).set({ finding, certificate, certificateCheckedAt: now() }).where(ofDomain)
  const secured = certificate === 'issued' && before.certificate !== 'issued'
  if (!secured) return { secured }
  if (await isOnlyDomain(tx, storeId, domain)) await makePrimary(tx, storeId, domain)
  await recordEventFor(tx, storeId, 'domain.secured', { domain })
  return { secured }
}

async function isOnlyDomain(tx: PlatformTx, storeId: number, domain: string): Promise<boolean> {
  const [store] = await tx
    .select({ primaryDomain: stores.primaryDomain })
    .from(stores)
    .where(eq(stores.id, storeId))
    .for('no key update')
  const [others] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(customDomains)
    .where(and(eq(customDomains.storeId, storeId), ne(customDomains.domain, domain)))
  return store?.primaryDomain === null && others?.count === 0
}
