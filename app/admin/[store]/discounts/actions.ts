'use server'
/** Saving, switching and deleting discounts. Carts are priced live, so nothing cached has to go. */
import { refresh } from 'next/cache'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { deleteDiscount, saveDiscount, setDiscountActive } from '@/lib/discounts/commands'
import { discountRow, discountSchema } from '@/lib/discounts/inputs'

const id = z.int().positive()

export const save = merchantAction('discounts.write', discountSchema, async ({ storeId, store }, input) => {
  const row = discountRow(input, store.currency)
  const saved = await withStore(storeId, (tx) => saveDiscount(tx, input.id, row))
  refresh()
  return { id: saved }
})

export const setActive = merchantAction(
  'discounts.write',
  z.object({ id, active: z.boolean() }),
  async ({ storeId }, input) => {
    await withStore(storeId, (tx) => setDiscountActive(tx, input.id, input.active))
    refresh()
    return null
  },
)

export const remove = merchantAction('discounts.write', z.object({ id }), async ({ storeId }, input) => {
  await withStore(storeId, (tx) => deleteDiscount(tx, input.id))
  return null
})
