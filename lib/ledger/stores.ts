/** The stores that have books: those with a Stripe account, by id in pages, or by their account. */
import { and, asc, eq, gt, isNotNull } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'

/** At most `limit` store ids after `after`. */
export async function storesWithBooks(after: number, limit: number): Promise<number[]> {
  const rows = await readPlatform((tx) =>
    tx
      .select({ id: stores.id })
      .from(stores)
      .where(and(gt(stores.id, after), isNotNull(stores.stripeAccountId)))
      .orderBy(asc(stores.id))
      .limit(limit),
  )
  return rows.map(({ id }) => id)
}

/** One, save by a person's doing. */
const MAX_STORES_OF_ACCOUNT = 10

export async function storesOfAccount(account: string): Promise<number[]> {
  const rows = await readPlatform((tx) =>
    tx.select({ id: stores.id }).from(stores).where(eq(stores.stripeAccountId, account)).limit(MAX_STORES_OF_ACCOUNT),
  )
  return rows.map(({ id }) => id)
}
