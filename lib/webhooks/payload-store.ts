/** What payloads need to know of their store: for addresses, amounts and times. */
import { eq } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import type { Tx } from '@/db/store'
import { notFound } from '@/lib/errors'

export interface PayloadStore {
  slug: string
  primaryDomain: string | null
  currency: string
  /** IANA name. */
  timeZone: string
}

/** @throws not_found */
export async function payloadStore(tx: Tx): Promise<PayloadStore> {
  const [store] = await tx
    .select({
      slug: stores.slug,
      primaryDomain: stores.primaryDomain,
      currency: stores.currency,
      timeZone: stores.timeZone,
    })
    .from(stores)
    .where(eq(stores.id, tx.storeId))
    .limit(1)
  if (!store) throw notFound('This store')
  return store
}
