/**
 * A store moves to another subdomain. Its old address leads on for REDIRECT_DAYS, and nobody else gets it for
 * QUARANTINE_DAYS: links, bookmarks and search results of the old name must not end in a stranger's shop.
 */
import { and, count, eq, gt } from 'drizzle-orm'
import { violates } from '@/db/errors'
import { type PlatformTx, withPlatform } from '@/db/platform'
import { formerSlugs } from '@/db/schema/hosts'
import { stores } from '@/db/schema/stores'
import { DAY, fromNow, now } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { invariant } from '@/lib/invariant'
import { slugProblem } from './rules'

export const REDIRECT_DAYS = 90
export const QUARANTINE_DAYS = 365
/** Former addresses of one store that are kept from others at the same time. */
export const FORMER_SLUGS_MAX = 5

/**
 * Moves the store to `slug`. Workflow: the caller purges both hosts afterwards.
 * @throws invalid_request when the address cannot be one; slug_taken when another store has or had it; conflict when the
 * store has moved too often
 */
export async function renameStore(storeId: number, slug: string): Promise<{ former: string; slug: string }> {
  const problem = slugProblem(slug)
  if (problem) throw new DomainError('invalid_request', problem, { fields: { slug: problem } })
  try {
    return await withPlatform((tx) => move(tx, storeId, slug))
  } catch (error) {
    if (violates(error, 'stores_subdomain_unique')) throw taken()
    throw error
  }
}

/** Whether an address is kept from everybody but `storeId` (null: from everybody) because a store left it. */
export async function isQuarantined(tx: PlatformTx, slug: string, storeId: number | null = null): Promise<boolean> {
  const [row] = await tx
    .select({ formerStore: formerSlugs.formerStore })
    .from(formerSlugs)
    .where(and(eq(formerSlugs.slug, slug), gt(formerSlugs.quarantinedUntil, now())))
  return row !== undefined && (storeId === null || row.formerStore !== storeId)
}

/** Keeps an address that a store leaves from others; `formerStore` null: it leads nowhere. */
export async function quarantine(tx: PlatformTx, slug: string, formerStore: number | null): Promise<void> {
  const dates = { redirectsUntil: fromNow(REDIRECT_DAYS * DAY), quarantinedUntil: fromNow(QUARANTINE_DAYS * DAY) }
  await tx
    .insert(formerSlugs)
    .values({ slug, formerStore, ...dates })
    .onConflictDoUpdate({ target: formerSlugs.slug, set: { formerStore, ...dates } })
}

export function taken(): DomainError {
  const message = 'This address is taken. Choose another one.'
  return new DomainError('slug_taken', message, { fields: { slug: message } })
}

async function move(tx: PlatformTx, storeId: number, slug: string): Promise<{ former: string; slug: string }> {
  const [store] = await tx.select({ slug: stores.slug }).from(stores).where(eq(stores.id, storeId)).for('update')
  invariant(store, `store ${storeId} exists`)
  if (store.slug === slug) return { former: slug, slug }
  if (await isQuarantined(tx, slug, storeId)) throw taken()
  await tx.delete(formerSlugs).where(eq(formerSlugs.slug, slug))
  const [{ kept } = { kept: 0 }] = await tx
    .select({ kept: count() })
    .from(formerSlugs)
    .where(and(eq(formerSlugs.formerStore, storeId), gt(formerSlugs.quarantinedUntil, now())))
  if (kept >= FORMER_SLUGS_MAX) {
    const message = `A store can leave at most ${FORMER_SLUGS_MAX} addresses in a year. Move back to one of them, or wait.`
    throw new DomainError('conflict', message, { fields: { slug: message } })
  }
  await tx.update(stores).set({ slug, updatedAt: now() }).where(eq(stores.id, storeId))
  await quarantine(tx, store.slug, storeId)
  return { former: store.slug, slug }
}
