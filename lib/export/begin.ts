/** What a store takes with it: the list of files, and the start of an export, which the audit log keeps before a byte is given. */
import { readStore, withStore } from '@/db/store'
import { recordAudit } from '@/lib/audit/record'
import { getStoreProfile } from '@/lib/stores/queries'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import { collectionsFile } from './collections'
import { customersFile } from './customers'
import { discountsFile } from './discounts'
import type { ExportFile, Shop } from './file'
import { ordersFile } from './orders'
import { pagesFile } from './pages'
import { productsFile } from './products'
import { settingsFile } from './settings'

/** Every file but the pictures. */
export const EXPORT_FILES: readonly ExportFile[] = [
  settingsFile,
  productsFile,
  collectionsFile,
  customersFile,
  ordersFile,
  discountsFile,
  pagesFile,
]

/** Records that `what` is exported. @throws not_found */
export async function beginExport(storeId: number, what: string): Promise<Shop> {
  const { slug, currency, primaryDomain } = await readStore(storeId, getStoreProfile)
  await withStore(storeId, (tx) =>
    recordAudit(tx, {
      action: 'store.exported',
      subject: 'stores',
      subjectId: String(storeId),
      after: { files: what },
    }),
  )
  return { storeId, slug, currency, origin: storeOrigin({ slug, primaryDomain }) }
}
