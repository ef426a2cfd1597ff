/** Host -> store from PostgreSQL, as the application role through `resolve_store`: exact matches only, no lists, no ranges. */
import { sql } from 'drizzle-orm'
import { withResolver } from '@/db/platform'
import { invariant } from '@/lib/invariant'
import { kv } from '@/lib/kv'
import { log } from '@/lib/log'
import { tenancyConfig } from './config'
import type { StoreAddress } from './host'
import { hostClock } from './host-clock'
import { createResolver, type Resolver } from './resolve'
import { parseStoreEntry, type StoreEntry } from './store-entry'

/** The store at `address`, or null: unknown, unverified, closed. */
export async function lookupStore(address: StoreAddress): Promise<StoreEntry | null> {
  const slug = address.kind === 'subdomain' ? address.slug : null
  const domain = address.kind === 'custom' ? address.domain : null
  const rows = await withResolver((tx) =>
    tx.execute(sql`select store_id, slug, status, primary_domain, redirect_to_primary, lock, former
      from resolve_store(${slug}::text, ${domain}::text)`),
  )
  const row = rows[0]
  if (!row) return null
  const entry = parseStoreEntry({
    storeId: Number(row.store_id),
    slug: row.slug,
    status: row.status,
    primaryDomain: row.primary_domain,
    redirectToPrimary: row.redirect_to_primary,
    lock: row.lock,
    former: row.former,
  })
  invariant(entry, `resolve_store answered an unknown shape for ${slug ?? domain}`)
  return entry
}

let resolver: Resolver | undefined

/** Longer than Redis keeps an entry. */
const PURGE_AGAIN_MS = 35_000
const PURGE_TRIES = 4

/** The resolver of Node's side: short memory before PostgreSQL. It does not read Redis, which would be no nearer. */
export function serverResolver(): Resolver {
  resolver ??= createResolver({
    names: tenancyConfig(),
    ask: lookupStore,
    kv,
    readShared: false,
    listen: hostClock,
    shareFlights: true,
  })
  return resolver
}

/**
 * Makes a change of a store's hosts visible: call after the COMMIT that suspended a store, closed it, or changed a domain.
 * Every process sees it within MEMORY_MS. @throws KvUnavailableError when Redis may still hold the old answer, for at most
 * half a minute: this process purges again by itself when that is over, since a host read in between would be kept longer.
 */
export async function purgeHost(address: StoreAddress, tries = PURGE_TRIES): Promise<void> {
  try {
    await serverResolver().purge(address)
  } catch (error) {
    if (tries > 1) setTimeout(() => void purgeLater(address, tries - 1), PURGE_AGAIN_MS).unref()
    throw error
  }
}

/**
 * A failure before the last one has its next try. After the last, what Redis holds ends within REDIS_SECONDS, and what other
 * processes remember when they first hear of the change, or within KEPT_MS: as long as this process cannot reach Redis.
 */
async function purgeLater(address: StoreAddress, tries: number): Promise<void> {
  try {
    await purgeHost(address, tries)
  } catch (error) {
    const host = address.kind === 'subdomain' ? address.slug : address.domain
    if (tries === 1)
      log.error({ err: error, host }, 'Redis was not told of a changed host; its entries end by themselves')
  }
}
