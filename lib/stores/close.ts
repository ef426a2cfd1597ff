/**
 * The end of a store, in steps that can be taken back: closed (no shopper finds it, its team sees everything), to be deleted
 * (after GRACE_DAYS everything of it goes), and open again. What deleting means is purge.ts.
 */
import { eq } from 'drizzle-orm'
import { type PlatformTx, withPlatform } from '@/db/platform'
import { customDomains } from '@/db/schema/hosts'
import { stores } from '@/db/schema/stores'
import { DAY, fromNow, now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { recordEventFor } from '@/lib/events/record'
import { purgeHost } from '@/lib/tenancy/lookup'

export const GRACE_DAYS = 30

export interface Ending {
  /** When the store was closed; null: it is open. */
  closedAt: Date | null
  /** When everything of it goes. */
  deleteAfter: Date | null
}

/** How far the store is on its way out. @throws not_found */
export async function getEnding(storeId: number): Promise<Ending> {
  const [row] = await withPlatform((tx) =>
    tx
      .select({ closedAt: stores.closedAt, deleteAfter: stores.deleteAfter })
      .from(stores)
      .where(eq(stores.id, storeId)),
  )
  if (!row) throw notFound('This store')
  return row
}

/** Takes the shop off the web. @throws conflict when an operator suspended it */
export function closeStore(storeId: number): Promise<void> {
  return change(storeId, (store) => {
    if (store.status === 'suspended') throw suspended()
    return { status: 'closed', closedAt: store.closedAt ?? now(), deleteAfter: store.deleteAfter }
  })
}

/**
 * Opens a closed store again, also one that was to be deleted, as long as its grace lasts: after it purge.ts may have begun,
 * and half a store must not open. @throws conflict when an operator suspended it, or the grace is over
 */
export function reopenStore(storeId: number): Promise<void> {
  return change(storeId, (store) => {
    if (store.status === 'suspended') throw suspended()
    if (store.deleteAfter && store.deleteAfter <= now()) {
      throw new DomainError('conflict', 'This store’s time to be kept is over. It is being deleted.')
    }
    return { status: 'active', closedAt: null, deleteAfter: null }
  })
}

/**
 * Closes the store and has everything of it deleted after the grace. Asked for again, the first date stays.
 * @throws conflict when an operator suspended it: kept again afterwards, it would be open past the operator
 */
export function scheduleDeletion(storeId: number): Promise<void> {
  return change(
    storeId,
    (store) => {
      if (store.status === 'suspended') throw suspended()
      const deleteAfter = store.deleteAfter ?? fromNow(GRACE_DAYS * DAY)
      return { status: 'closed', closedAt: store.closedAt ?? now(), deleteAfter }
    },
    async (tx, before, { deleteAfter }) => {
      if (before.deleteAfter || !deleteAfter) return
      await recordEventFor(tx, storeId, 'store.deletion_scheduled', { deleteAt: deleteAfter.getTime() })
    },
  )
}

/** As `scheduleDeletion`, for an operator who knows the store by its address. @throws not_found */
export async function scheduleDeletionBySlug(slug: string): Promise<Date> {
  const [row] = await withPlatform((tx) => tx.select({ id: stores.id }).from(stores).where(eq(stores.slug, slug)))
  if (!row) throw notFound(`The store ${slug}`)
  await scheduleDeletion(row.id)
  const { deleteAfter } = await getEnding(row.id)
  return deleteAfter ?? now()
}

/** Every host of the store, forgotten by every cache. @throws KvUnavailableError when some may still know the old answer */
export async function purgeHostsOf(storeId: number): Promise<void> {
  const hosts = await withPlatform((tx) => hostsOf(tx, storeId))
  const results = await Promise.allSettled(hosts.map((host) => purgeHost(host)))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}

type Row = Pick<typeof stores.$inferSelect, 'status' | 'closedAt' | 'deleteAfter'>

async function change(
  storeId: number,
  next: (store: Row) => Row,
  record: (tx: PlatformTx, before: Row, after: Row) => Promise<void> = async () => {},
): Promise<void> {
  await withPlatform(async (tx) => {
    const [store] = await tx
      .select({ status: stores.status, closedAt: stores.closedAt, deleteAfter: stores.deleteAfter })
      .from(stores)
      .where(eq(stores.id, storeId))
      .for('update')
    if (!store) throw notFound('This store')
    const after = next(store)
    await tx
      .update(stores)
      .set({ ...after, updatedAt: now() })
      .where(eq(stores.id, storeId))
    await record(tx, store, after)
  })
  await purgeHostsOf(storeId)
}

async function hostsOf(tx: PlatformTx, storeId: number) {
  const [store] = await tx.select({ slug: stores.slug }).from(stores).where(eq(stores.id, storeId))
  const domains = await tx
    .select({ domain: customDomains.domain })
    .from(customDomains)
    .where(eq(customDomains.storeId, storeId))
  return [
    ...(store ? [{ kind: 'subdomain' as const, slug: store.slug }] : []),
    ...domains.map(({ domain }) => ({ kind: 'custom' as const, domain })),
  ]
}

function suspended(): DomainError {
  return new DomainError('conflict', 'This store is suspended. Contact support first.')
}
