/** Every address of a store, and forgetting them everywhere after a change that all of them show (the primary one). */
import { eq } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { customDomains } from '@/db/schema/hosts'
import { stores } from '@/db/schema/stores'
import { forgetHosts } from '@/lib/stores/hosts'

const HOSTS_MAX = 100

/** `gone` names domains that the store had until now. False when a cache could not be told. */
export async function forgetStoreHosts(storeId: number, gone: readonly string[] = []): Promise<boolean> {
  const { slug, domains } = await readPlatform(async (tx) => {
    const [store] = await tx.select({ slug: stores.slug }).from(stores).where(eq(stores.id, storeId))
    const rows = await tx
      .select({ domain: customDomains.domain })
      .from(customDomains)
      .where(eq(customDomains.storeId, storeId))
      .limit(HOSTS_MAX)
    return { slug: store?.slug, domains: rows.map(({ domain }) => domain) }
  })
  return forgetHosts(slug, [...new Set([...domains, ...gone])])
}
