/**
 * A merchant's changes to products. Steps: they take `tx`, talk to nobody else, and throw to roll back. Prices and texts
 * come checked from inputs.ts; the version guards against two people saving one product over each other.
 */
import { and, eq, like, or, sql } from 'drizzle-orm'
import { violates } from '@/db/errors'
import { productImages, products } from '@/db/schema/catalog'
import type { Tx } from '@/db/store'
import { now } from '@/lib/clock'
import { DomainError, notFound } from '@/lib/errors'
import { recordEvent } from '@/lib/events/record'
import { invariant } from '@/lib/invariant'
import { requireRoom } from '@/lib/plans/limits'
import { freeHandle } from './handles'
import type { ProductDraft } from './inputs'
import { writeVariants } from './variant-rows'

export interface SavedProduct {
  id: number
  handle: string
  /** The handle before this change: its cached page must go, too. */
  formerHandle: string | null
  version: number
  /** In the drafts' order. */
  variantIds: number[]
}

/**
 * Adds a product with its pictures and variants. A handle made from the title gets a number when it is taken.
 * @throws plan_limit_reached; conflict when a chosen handle or a SKU is taken
 */
export async function createProduct(tx: Tx, draft: ProductDraft, handleIsChosen: boolean): Promise<SavedProduct> {
  await requireRoom(tx, 'products')
  const handle = handleIsChosen ? draft.handle : await unusedHandle(tx, draft.handle)
  const [row] = await guardHandle(() =>
    tx
      .insert(products)
      .values({
        ...columnsOf(draft, handle),
        storeId: tx.storeId,
        publishedAt: draft.status === 'active' ? now() : null,
      })
      .returning({ id: products.id, version: products.version }),
  )
  invariant(row, 'an inserted product is returned')
  await writeImages(tx, row.id, draft)
  const variantIds = await writeVariants(tx, row.id, draft.variants)
  await recordEvent(tx, 'product.created', { productId: row.id })
  return { id: row.id, handle, formerHandle: null, version: row.version, variantIds }
}

/**
 * Changes the product `draft.id` that is still at `draft.version`.
 * @throws not_found; conflict when someone else saved it meanwhile, or the handle or a SKU is taken
 */
export async function updateProduct(tx: Tx, draft: ProductDraft): Promise<SavedProduct> {
  invariant(draft.id !== null && draft.version !== null, 'an update names the product and its version')
  const [before] = await tx
    .select({ handle: products.handle, version: products.version, publishedAt: products.publishedAt })
    .from(products)
    .where(and(eq(products.storeId, tx.storeId), eq(products.id, draft.id)))
    .for('update')
  if (!before) throw notFound('This product')
  if (before.version !== draft.version) {
    throw new DomainError(
      'conflict',
      'Someone else changed this product while you were editing. Reload to see their changes, then make yours again.',
    )
  }
  const version = before.version + 1
  const publishedAt = before.publishedAt ?? (draft.status === 'active' ? now() : null)
  await guardHandle(() =>
    tx
      .update(products)
      .set({ ...columnsOf(draft, draft.handle), publishedAt, version, updatedAt: now() })
      .where(and(eq(products.storeId, tx.storeId), eq(products.id, draft.id as number))),
  )
  await writeImages(tx, draft.id, draft)
  const variantIds = await writeVariants(tx, draft.id, draft.variants)
  await recordEvent(tx, 'product.updated', { productId: draft.id })
  return { id: draft.id, handle: draft.handle, formerHandle: before.handle, version, variantIds }
}

/** Removes a product with its variants and pictures; orders keep their own copy of what was sold. @throws not_found */
export async function deleteProduct(tx: Tx, id: number): Promise<{ handle: string }> {
  const [row] = await tx
    .delete(products)
    .where(and(eq(products.storeId, tx.storeId), eq(products.id, id)))
    .returning({ handle: products.handle })
  if (!row) throw notFound('This product')
  await recordEvent(tx, 'product.deleted', { productId: id })
  return row
}

function columnsOf(draft: ProductDraft, handle: string) {
  const { title, vendor, productType, descriptionHtml, seoDescription, tags, options, status } = draft
  return { handle, title, vendor, productType, descriptionHtml, seoDescription, tags, options, status }
}

/** Few and small: written anew in their order. */
async function writeImages(tx: Tx, productId: number, { images }: ProductDraft): Promise<void> {
  await tx
    .delete(productImages)
    .where(and(eq(productImages.storeId, tx.storeId), eq(productImages.productId, productId)))
  if (images.length === 0) return
  await tx
    .insert(productImages)
    .values(images.map((image, index) => ({ ...image, storeId: tx.storeId, productId, position: index + 1 })))
}

async function unusedHandle(tx: Tx, base: string): Promise<string> {
  const pattern = `${base.replace(/[\\%_]/g, '\\$&')}-%`
  const rows = await tx
    .select({ handle: products.handle })
    .from(products)
    .where(and(eq(products.storeId, tx.storeId), or(eq(products.handle, base), like(products.handle, pattern))))
    .orderBy(sql`length(${products.handle})`)
    .limit(1_000)
  return freeHandle(base, new Set(rows.map((row) => row.handle)))
}

async function guardHandle<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!violates(error, 'products_handle')) throw error
    const message = 'Another product has this address. Choose another one.'
    throw new DomainError('conflict', message, { fields: { handle: message } })
  }
}
