'use server'
/** Saving the general settings; every page of the store shows its name, so all of it is made anew. */
import { refresh, updateTag } from 'next/cache'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { cacheTags } from '@/lib/cache-tags'
import { updateStoreSettings } from '@/lib/stores/commands'
import { storeSettingsSchema } from '@/lib/stores/types'

export const saveGeneral = merchantAction('settings.write', storeSettingsSchema, async ({ storeId }, input) => {
  await withStore(storeId, (tx) => updateStoreSettings(tx, input))
  updateTag(cacheTags.store(storeId))
  refresh()
  return null
})
