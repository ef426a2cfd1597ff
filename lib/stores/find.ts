/** A store by its address, for whoever operates the platform. */
import { eq } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'

export async function findStoreBySlug(slug: string): Promise<number | null> {
  const [row] = await readPlatform((tx) =>
    tx.select({ id: stores.id }).from(stores).where(eq(stores.slug, slug)).limit(1),
  )
  return row?.id ?? null
}
