'use server'
/** Saving the general settings; every page of the store shows its name, so all of it is made anew. */
import { refresh, updateTag } from 'next/cache'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { cacheTags } from '@/lib/cache-tags'
import { log } from '@/lib/log'
import { updateStoreSettings } from '@/lib/stores/commands'
import { listDomains } from '@/lib/stores/hosts'
import { storeSettingsSchema } from '@/lib/stores/types'
import { purgeHost } from '@/lib/tenancy/lookup'

export const saveGeneral = merchantAction('settings.write', storeSettingsSchema, async ({ storeId, slug }, input) => {
  const domains = await withStore(storeId, async (tx) => {
    await updateStoreSettings(tx, input)
    return listDomains(tx)
  })
  updateTag(cacheTags.store(storeId))
  await forgetHosts(slug, domains)
  refresh()
  return null
})

/** Redirects are cached with the host. A cache that cannot be told keeps its answer for half a minute at most. */
async function forgetHosts(slug: string, domains: { domain: string }[]): Promise<void> {
  try {
    await purgeHost({ kind: 'subdomain', slug })
    for (const { domain } of domains) await purgeHost({ kind: 'custom', domain })
  } catch (error) {
    log.warn({ err: error, slug }, 'a changed redirect is not known to every cache yet')
  }
}
