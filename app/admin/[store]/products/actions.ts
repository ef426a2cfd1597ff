'use server'
/** Saving and deleting products. What shoppers see of them is expired at once. */
import { updateTag } from 'next/cache'
import { z } from 'zod'
import { merchantAction } from '@/app/_actions/merchant-action'
import { type Tx, withStore } from '@/db/store'
import { kickRelay } from '@/inngest/kick'
import { cacheTags } from '@/lib/cache-tags'
import { createProduct, deleteProduct, type SavedProduct, updateProduct } from '@/lib/catalog/commands'
import { draftOf, type ProductDraft, productSchema } from '@/lib/catalog/inputs'
import { changeStock, openStock, type StockChange } from '@/lib/inventory/adjust'

export const saveProduct = merchantAction('products.write', productSchema, async (context, input) => {
  const draft = draftOf(input, context.store.currency)
  const saved = await withStore(context.storeId, async (tx) => {
    const product =
      draft.id === null ? await createProduct(tx, draft, input.handle !== '') : await updateProduct(tx, draft)
    await writeStock(tx, draft, product, context.userId)
    return product
  })
  kickRelay()
  expire(context.storeId, [saved.handle, saved.formerHandle])
  return { id: saved.id, version: saved.version }
})

const deletion = z.object({ id: z.int().positive() })

export const removeProduct = merchantAction('products.write', deletion, async ({ storeId }, { id }) => {
  const { handle } = await withStore(storeId, (tx) => deleteProduct(tx, id))
  kickRelay()
  expire(storeId, [handle])
  return { id }
})

/** New variants get their first stock, the others what was added or taken since the form showed them. */
async function writeStock(tx: Tx, draft: ProductDraft, saved: SavedProduct, userId: number): Promise<void> {
  const changes = draft.variants.map((variant, index) => {
    const { tracked, policy, shown, wanted } = variant.stock
    const isNew = variant.id === null
    const change: StockChange = {
      variantId: saved.variantIds[index] ?? 0,
      tracked,
      policy,
      delta: isNew ? wanted : wanted - shown,
    }
    return { isNew, change }
  })
  await openStock(
    tx,
    changes.filter(({ isNew }) => isNew).map(({ change }) => change),
    userId,
  )
  await changeStock(
    tx,
    changes.filter(({ isNew }) => !isNew).map(({ change }) => change),
    userId,
  )
}

function expire(storeId: number, handles: (string | null)[]): void {
  updateTag(cacheTags.catalog(storeId))
  for (const handle of handles) if (handle) updateTag(cacheTags.product(storeId, handle))
}
