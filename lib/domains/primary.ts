/** Which of a store's addresses is the one that visitors see. Workflows: rows of the platform, then every cache of its hosts. */
import { and, eq, isNotNull } from 'drizzle-orm'
import { withPlatform } from '@/db/platform'
import { customDomains } from '@/db/schema/hosts'
import { stores } from '@/db/schema/stores'
import { withStore } from '@/db/store'
import { now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { makePrimary } from './accept'
import { forgetStoreHosts } from './hosts'
import { needsCertificate } from './target'

/**
 * Makes a connected domain, or with null the store's own subdomain, the primary address.
 * @throws not_found; conflict while visitors would meet a warning instead of the shop
 */
export async function choosePrimary(storeId: number, domain: string | null): Promise<void> {
  await withPlatform(async (tx) => {
    if (domain !== null) {
      const [row] = await tx
        .select({ certificate: customDomains.certificate })
        .from(customDomains)
        .where(
          and(
            eq(customDomains.storeId, storeId),
            eq(customDomains.domain, domain),
            isNotNull(customDomains.verifiedAt),
          ),
        )
        .for('share')
      if (!row) throw notFound('This domain')
      if (needsCertificate(domain) && row.certificate !== 'issued') {
        throw new DomainError(
          'conflict',
          'This domain is not secured yet: browsers would warn your visitors. Make it the primary one once it is.',
        )
      }
    }
    await makePrimary(tx, storeId, domain)
  })
  await forgetStoreHosts(storeId)
}

/** Whether the store's other addresses answer with a redirect to the primary one. */
export async function setRedirect(storeId: number, redirectToPrimary: boolean): Promise<void> {
  await withStore(storeId, (tx) =>
    tx.update(stores).set({ redirectToPrimary, updatedAt: now() }).where(eq(stores.id, tx.storeId)),
  )
  await forgetStoreHosts(storeId)
}
