'use server'
/** Saving taxes. Whether prices include them stands on every page of the store. */
import { refresh, updateTag } from 'next/cache'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { cacheTags } from '@/lib/cache-tags'
import { requireTaxActive } from '@/lib/payments/require-tax-active'
import { saveTaxes as save } from '@/lib/tax/commands'
import { taxRows, taxSchema } from '@/lib/tax/inputs'

export const saveTaxes = merchantAction('settings.write', taxSchema, async ({ storeId }, input) => {
  const rows = taxRows(input)
  if (input.taxProvider === 'stripe_tax') await requireTaxActive(storeId)
  await withStore(storeId, (tx) => save(tx, input, rows))
  updateTag(cacheTags.store(storeId))
  refresh()
  return null
})
