/**
 * Writing a product's variants: those with an id are changed, those without are added, those that are missing go. Stock is
 * not here (lib/inventory/adjust.ts, in the same transaction).
 */
import { and, eq, notInArray, sql } from 'drizzle-orm'
import { violates } from '@/db/errors'
import { variants } from '@/db/schema/catalog'
import type { Tx } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { invariant } from '@/lib/invariant'
import type { VariantDraft } from './inputs'

/** Answers the variants' ids in the drafts' order. @throws invalid_request for a foreign id or a SKU in use */
export async function writeVariants(tx: Tx, productId: number, drafts: readonly VariantDraft[]): Promise<number[]> {
  try {
    await requireOwn(tx, productId, drafts)
    await removeMissing(tx, productId, drafts)
    await changeExisting(tx, productId, drafts)
    const added = await addNew(tx, productId, drafts)
    return drafts.map((draft, index) => {
      const id = draft.id ?? added.get(index + 1)
      invariant(id, 'every draft became a variant')
      return id
    })
  } catch (error) {
    if (violates(error, 'variants_sku')) {
      const message = 'Another product in this store has one of these SKUs. SKUs must be unique.'
      throw new DomainError('conflict', message)
    }
    throw error
  }
}

async function requireOwn(tx: Tx, productId: number, drafts: readonly VariantDraft[]): Promise<void> {
  const wanted = drafts.flatMap((draft) => draft.id ?? [])
  if (wanted.length === 0) return
  const own = await tx
    .select({ id: variants.id })
    .from(variants)
    .where(and(eq(variants.storeId, tx.storeId), eq(variants.productId, productId)))
  const ids = new Set(own.map((row) => row.id))
  if (new Set(wanted).size === wanted.length && wanted.every((id) => ids.has(id))) return
  throw new DomainError('conflict', 'A variant was removed meanwhile. Reload the page to see the present state.')
}

async function removeMissing(tx: Tx, productId: number, drafts: readonly VariantDraft[]): Promise<void> {
  const kept = drafts.flatMap((draft) => draft.id ?? [])
  const ofProduct = and(eq(variants.storeId, tx.storeId), eq(variants.productId, productId))
  await tx.delete(variants).where(kept.length > 0 ? and(ofProduct, notInArray(variants.id, kept)) : ofProduct)
}

/** One statement for all; SKUs that change are cleared first, since the unique key is checked row by row and two may swap. */
async function changeExisting(tx: Tx, productId: number, drafts: readonly VariantDraft[]): Promise<void> {
  const rows = drafts.flatMap((draft, index) => (draft.id === null ? [] : [{ ...rowOf(draft, index), id: draft.id }]))
  if (rows.length === 0) return
  const json = JSON.stringify(rows)
  await tx.execute(sql`
    update variants v set sku = null from jsonb_to_recordset(${json}::jsonb) as r(id bigint, sku text)
    where v.store_id = ${tx.storeId} and v.product_id = ${productId} and v.id = r.id and v.sku is distinct from r.sku`)
  await tx.execute(sql`
    update variants v set position = r.position, title = r.title, option_values = r."optionValues", sku = r.sku,
      price_minor = r."priceMinor", compare_at_minor = r."compareAtMinor", requires_shipping = r."requiresShipping",
      taxable = r.taxable, grams = r.grams, updated_at = now()
    from jsonb_to_recordset(${json}::jsonb) as r(id bigint, position int, title text, "optionValues" jsonb, sku text,
      "priceMinor" bigint, "compareAtMinor" bigint, "requiresShipping" boolean, taxable boolean, grams int)
    where v.store_id = ${tx.storeId} and v.product_id = ${productId} and v.id = r.id`)
}

/** Answers the new ids by position. */
async function addNew(tx: Tx, productId: number, drafts: readonly VariantDraft[]): Promise<Map<number, number>> {
  const rows = drafts.flatMap((draft, index) => (draft.id === null ? [rowOf(draft, index)] : []))
  if (rows.length === 0) return new Map()
  const added = await tx
    .insert(variants)
    .values(rows.map((row) => ({ ...row, storeId: tx.storeId, productId })))
    .returning({ id: variants.id, position: variants.position })
  return new Map(added.map((row) => [row.position, row.id]))
}

function rowOf(draft: VariantDraft, index: number) {
  const { title, optionValues, sku, priceMinor, compareAtMinor, requiresShipping, taxable, grams } = draft
  const prices = { priceMinor, compareAtMinor }
  return { position: index + 1, title, optionValues, sku, ...prices, requiresShipping, taxable, grams }
}
