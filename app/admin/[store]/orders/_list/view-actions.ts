'use server'
/** Naming, renaming and deleting views of the list; the whole team sees them. */
import { refresh } from 'next/cache'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { withStore } from '@/db/store'
import { orderQuery, readOrderQuery } from '@/lib/orders/order-filter'
import { changeView, createView, deleteView, VIEW_NAME_CHARACTERS } from '@/lib/saved-views/views'
import { isStorable, NOT_STORABLE } from '@/lib/text'

const id = z.int().positive()
const name = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(VIEW_NAME_CHARACTERS, `Use at most ${VIEW_NAME_CHARACTERS} characters.`)
  .refine(isStorable, NOT_STORABLE)
/** Read and written again: only what the list knows is kept. */
const query = z
  .string()
  .max(1_000)
  .transform((text) => orderQuery(readOrderQuery(text)))
  .refine((text) => text !== '', 'Choose a filter first.')

export const saveView = merchantAction(
  'orders.write',
  z.object({ name, query }),
  async ({ storeId, userId }, input) => {
    const view = await withStore(storeId, (tx) => createView(tx, { resource: 'orders', ...input, userId }))
    refresh()
    return { id: view, query: input.query }
  },
)

export const renameView = merchantAction('orders.write', z.object({ id, name }), async ({ storeId }, input) => {
  await withStore(storeId, (tx) => changeView(tx, input.id, { name: input.name }))
  refresh()
  return null
})

export const removeView = merchantAction('orders.write', z.object({ id }), async ({ storeId }, input) => {
  await withStore(storeId, (tx) => deleteView(tx, input.id))
  refresh()
  return null
})
