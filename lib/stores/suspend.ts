/**
 * An operator suspends a store or lets it sell again. A workflow: the status, then every cache that knows the store's hosts.
 */
import { eq } from 'drizzle-orm'
import { type PlatformTx, withPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'
import { now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { purgeHostsOf } from './close'

/**
 * Sets the status and makes it visible on all of the store's hosts within seconds. `alongside` is written in the same
 * transaction, where the status changes.
 *
 * @throws not_found; conflict for a store that is closed; KvUnavailableError when caches may show the old status for half
 * a minute (the status itself is set)
 */
export async function setSuspended(
  slug: string,
  suspended: boolean,
  alongside: (tx: PlatformTx, storeId: number) => Promise<void> = async () => {},
): Promise<void> {
  const storeId = await withPlatform(async (tx) => {
    const [store] = await tx
      .select({ id: stores.id, status: stores.status })
      .from(stores)
      .where(eq(stores.slug, slug))
      .for('update')
    if (!store) throw notFound(`The store ${slug}`)
    if (store.status === 'closed') throw new DomainError('conflict', `The store ${slug} is closed.`)
    const status = suspended ? 'suspended' : 'active'
    if (store.status !== status) {
      await tx.update(stores).set({ status, updatedAt: now() }).where(eq(stores.id, store.id))
      await alongside(tx, store.id)
    }
    return store.id
  })
  await purgeHostsOf(storeId)
}
