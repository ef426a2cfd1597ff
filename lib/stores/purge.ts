/**
 * Purging: everything of a store whose owner deleted it and whose grace is over. Files first, then rows in rounds that end
 * soon, the store's own row last; so a process that dies in between leaves a store that is still due, and the next one goes
 * on. What stays: that there was a store with this number and when it went (operator_actions, of no store), and its address
 * in quarantine. The owner's account is the platform's and stays.
 */
import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm'
import { readPlatform, withPlatform } from '@/db/platform'
import { customDomains, formerSlugs } from '@/db/schema/hosts'
import { operatorActions } from '@/db/schema/operators'
import { stores } from '@/db/schema/stores'
import { stripeEvents } from '@/db/schema/webhooks'
import { now } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { kv, kvKey } from '@/lib/kv'
import { log } from '@/lib/log'
import { mediaStorage } from '@/lib/media/storage'
import { purgeHostsOf } from './close'
import { quarantine } from './rename'

/** Rows of each table that one round removes. */
const ROUND_ROWS = 2_000
/** Rounds of one store in one run: what is left is the next run's. */
const ROUNDS_MAX = 500
const KEYS_AT_ONCE = 500
/** More than any plan allows. */
const DOMAINS_MAX = 1_000
const SCANS_MAX = 10_000

export interface PurgeReport {
  storeId: number
  slug: string
  rows: number
  files: number
  keys: number
  /** Led here when the run began: whoever makes their certificates has to let go of them too (lib/domains/detach.ts). */
  domains: string[]
  /** False: rows are left for the next run. */
  complete: boolean
}

/** Purges at most `limit` stores that are due. One that fails is logged and tried again by the next run. */
export async function purgeDueStores(limit: number): Promise<PurgeReport[]> {
  const due = await readPlatform((tx) =>
    tx
      .select({ id: stores.id })
      .from(stores)
      .where(and(eq(stores.status, 'closed'), lte(stores.deleteAfter, now())))
      .orderBy(asc(stores.deleteAfter))
      .limit(limit),
  )
  const reports: PurgeReport[] = []
  for (const { id } of due) {
    try {
      reports.push(await purgeStore(id))
    } catch (error) {
      log.error({ storeId: id, err: error }, 'a deleted store could not be purged')
    }
  }
  return reports
}

/** @throws when the store is not due, or something of it could not be removed: call again */
export async function purgeStore(storeId: number): Promise<PurgeReport> {
  const [store] = await readPlatform((tx) =>
    tx
      .select({
        slug: stores.slug,
        account: stores.stripeAccountId,
        due: sql<boolean>`coalesce(${and(eq(stores.status, 'closed'), lte(stores.deleteAfter, now()))}, false)`,
      })
      .from(stores)
      .where(eq(stores.id, storeId)),
  )
  // Before the first file goes: the function that removes the rows would refuse only after it.
  if (store && !store.due) throw new DomainError('conflict', `The store ${store.slug} is not due to be purged.`)
  const slug = store?.slug ?? ''
  const domains = await domainsOf(storeId)
  await purgeHostsOf(storeId)
  const files = await (await mediaStorage()).removeAll(String(storeId))
  const keys = await removeKeys(storeId)
  if (store?.account) await removeEvents(store.account)
  if (slug) await withPlatform((tx) => leaveAddresses(tx, storeId, slug))
  let rows = 0
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const gone = await withPlatform(async (tx) => {
      const [row] = await tx.execute<{ gone: string }>(
        sql`select purge_store(${storeId}::bigint, ${ROUND_ROWS}) as gone`,
      )
      return Number(row?.gone ?? 0)
    })
    if (gone === 0) {
      const report = { storeId, slug, rows, files, keys, domains, complete: true }
      await withPlatform((tx) => note(tx, report))
      return report
    }
    rows += gone
  }
  return { storeId, slug, rows, files, keys, domains, complete: false }
}

async function domainsOf(storeId: number): Promise<string[]> {
  const rows = await readPlatform((tx) =>
    tx
      .select({ domain: customDomains.domain })
      .from(customDomains)
      .where(eq(customDomains.storeId, storeId))
      .limit(DOMAINS_MAX),
  )
  return rows.map(({ domain }) => domain)
}

type PlatformWork = Parameters<Parameters<typeof withPlatform>[0]>[0]

/** Nobody else gets an address of the store for a while, and none of them leads anywhere. */
async function leaveAddresses(tx: PlatformWork, storeId: number, slug: string): Promise<void> {
  await tx.update(formerSlugs).set({ formerStore: null }).where(eq(formerSlugs.formerStore, storeId))
  await quarantine(tx, slug, null)
}

async function note(tx: PlatformWork, { storeId, rows, files, keys }: PurgeReport): Promise<void> {
  const details = { rows, files, keys }
  await tx.insert(operatorActions).values({ operatorId: 0, action: 'store.purged', targetStore: storeId, details })
}

/** Stripe's events of the store's account name its payments. */
async function removeEvents(account: string): Promise<void> {
  for (;;) {
    const gone = await withPlatform(async (tx) => {
      const some = tx
        .select({ id: stripeEvents.id })
        .from(stripeEvents)
        .where(eq(stripeEvents.account, account))
        .limit(ROUND_ROWS)
      return tx.delete(stripeEvents).where(inArray(stripeEvents.id, some)).returning({ id: stripeEvents.id })
    })
    if (gone.length === 0) return
  }
}

/** Redis holds nothing that cannot be rebuilt, and all of it ends by itself; what is there goes now. */
async function removeKeys(storeId: number): Promise<number> {
  const redis = kv()
  if (!redis) return 0
  let removed = 0
  let cursor = '0'
  for (let scan = 0; scan < SCANS_MAX; scan++) {
    const [next, keys] = await redis.scan(cursor, { match: `*${kvKey(storeId, '*')}`, count: KEYS_AT_ONCE })
    if (keys.length > 0) removed += await redis.del(...keys)
    cursor = next
    if (cursor === '0') break
  }
  return removed
}
