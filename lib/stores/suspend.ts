/**
 * An operator suspends a store or lets it sell again. A workflow: the status, then every cache that knows the store's hosts.
 */
import { eq } from 'drizzle-orm'
import { withPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'
import { now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { purgeHostsOf } from './close'

/**
 * Sets the status and makes it visible on all of the store's hosts within seconds.
 *
 * @throws not_found; conflict for a store that is closed; KvUnavailableError when caches may show the old status for half
 * a minute (the status itself is set)
 */
export async function setSuspended(slug: string, suspended: boolean): Promise<void> {
  const storeId = await withPlatform(async (tx) => {
    const [store] = await tx
      .select({ id: stores.id, status: stores.status })
      .from(stores)
      .where(eq(stores.slug, slug))
      .for('update')
    if (!store) throw notFound(`The store ${slug}`)
    if (store.status === 'closed') throw new DomainError('conflict', `The store ${slug} is closed.`)
    const status = suspended ? 'suspended' : 'active'
    await tx.update(stores).set({ status, updatedAt: now() }).where(eq(stores.id, store.id))
    return store.id
  })
  await purgeHostsOf(storeId)
}
