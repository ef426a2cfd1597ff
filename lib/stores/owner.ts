/** Who a store belongs to: whom the platform itself writes to. */
import { eq } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { stores, users } from '@/db/schema/stores'
import { notFound } from '@/lib/errors'

export interface StoreOwner {
  email: string
  name: string
}

/** @throws not_found */
export async function getStoreOwner(storeId: number): Promise<StoreOwner> {
  const [row] = await readPlatform((tx) =>
    tx
      .select({ email: users.email, name: users.name })
      .from(stores)
      .innerJoin(users, eq(users.id, stores.ownerId))
      .where(eq(stores.id, storeId))
      .limit(1),
  )
  if (!row) throw notFound('This store')
  return row
}
