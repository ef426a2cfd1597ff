/** Writing into the books: all entries of a transaction or none, once for each source. The database refuses what does not sum to zero. */
import { ledgerEntries, ledgerTransactions } from '@/db/schema/ledger'
import type { Tx } from '@/db/store'
import type { Booking } from './entries'

export interface Posting extends Booking {
  /** What is booked: `txn_...`. */
  source: string
  /** ISO 4217, upper case. */
  currency: string
  stripeAccountId: string
  orderId: number | null
  occurredAt: Date
}

/** Books it; false when it was booked before. */
export async function postTransaction(tx: Tx, posting: Posting): Promise<boolean> {
  const { kind, source, currency, stripeAccountId, orderId, occurredAt, entries } = posting
  const [made] = await tx
    .insert(ledgerTransactions)
    .values({
      storeId: tx.storeId,
      kind,
      source,
      currency,
      stripeAccountId,
      orderId,
      balanceTransactionId: source,
      occurredAt,
    })
    .onConflictDoNothing()
    .returning({ id: ledgerTransactions.id })
  if (!made) return false
  if (entries.length > 0) {
    await tx.insert(ledgerEntries).values(
      entries.map((entry, index) => ({
        storeId: tx.storeId,
        transactionId: made.id,
        entryNo: index + 1,
        account: entry.account,
        amountMinor: entry.amountMinor,
      })),
    )
  }
  return true
}
