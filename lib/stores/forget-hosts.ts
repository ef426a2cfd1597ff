/** After a COMMIT that changed whether a store's hosts lead to it: every process sees it within seconds. */
import { eq } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { customDomains } from '@/db/schema/hosts'
import { stores } from '@/db/schema/stores'
import { purgeHost } from '@/lib/tenancy/lookup'

/** @throws KvUnavailableError when a cache may show the old answer for half a minute: call again from a job to be sure */
export async function forgetStoreHosts(storeId: number): Promise<void> {
  const [store, domains] = await readPlatform((tx) =>
    Promise.all([
      tx.select({ slug: stores.slug }).from(stores).where(eq(stores.id, storeId)),
      tx.select({ domain: customDomains.domain }).from(customDomains).where(eq(customDomains.storeId, storeId)),
    ]),
  )
  for (const { slug } of store) await purgeHost({ kind: 'subdomain', slug })
  for (const { domain } of domains) await purgeHost({ kind: 'custom', domain })
}
