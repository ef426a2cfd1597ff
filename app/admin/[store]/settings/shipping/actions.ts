'use server'
/** Saving the zones. Carts are priced live, so nothing cached has to go. */
import { refresh } from 'next/cache'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { saveShipping as saveZones } from '@/lib/shipping/commands'
import { shippingRows, shippingSchema } from '@/lib/shipping/inputs'

export const saveShipping = merchantAction('settings.write', shippingSchema, async ({ storeId, store }, input) => {
  const rows = shippingRows(input, store.currency)
  await withStore(storeId, (tx) => saveZones(tx, rows))
  refresh()
  return null
})
