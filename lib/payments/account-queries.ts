/** What is stored of a store's Stripe account. */
import { eq } from 'drizzle-orm'
import { type AccountRequirements, stores } from '@/db/schema/stores'
import type { Tx } from '@/db/store'
import { notFound } from '@/lib/errors'

export interface AccountState {
  account: string | null
  chargesEnabled: boolean
  payoutsEnabled: boolean
  detailsSubmitted: boolean
  requirements: AccountRequirements | null
  disconnectedAt: Date | null
}

/** @throws not_found */
export async function getAccountState(tx: Tx): Promise<AccountState> {
  const [row] = await tx
    .select({
      account: stores.stripeAccountId,
      chargesEnabled: stores.chargesEnabled,
      payoutsEnabled: stores.payoutsEnabled,
      detailsSubmitted: stores.detailsSubmitted,
      requirements: stores.accountRequirements,
      disconnectedAt: stores.accountDisconnectedAt,
    })
    .from(stores)
    .where(eq(stores.id, tx.storeId))
    .limit(1)
  if (!row) throw notFound('This store')
  return row
}
