'use server'
/** What the product picker asks for while somebody types. */
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { readStore } from '@/db/store'
import { searchForPicker } from '@/lib/catalog/picker'

export const searchProducts = merchantAction(
  'products.read',
  z.object({ q: z.string().max(100) }),
  ({ storeId }, { q }) => readStore(storeId, (tx) => searchForPicker(tx, q)),
)
