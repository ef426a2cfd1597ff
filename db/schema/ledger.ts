/**
 * The store's books, double-entry: every transaction's entries sum to zero, in one currency. Append-only; a mistake is
 * corrected by another transaction. `source` says what it books and is unique, so that booking twice books once.
 */
import { sql } from 'drizzle-orm'
import { bigint, check, index, primaryKey, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { identity, storeReference, storeTable } from '../store-table'
import { createdAt } from './stores'

export const LEDGER_KINDS = [
  'charge',
  'refund',
  'refund_failed',
  'dispute',
  'dispute_reversal',
  'payout',
  'payout_failed',
] as const

/**
 * `stripe_balance` is what Stripe holds for the store, `bank` what was paid out, the others where money came from or went.
 * Positive amounts are debits, negative ones credits.
 */
export const LEDGER_ACCOUNTS = [
  'stripe_balance',
  'bank',
  'sales',
  'refunds',
  'platform_fees',
  'stripe_fees',
  'disputes',
] as const

export const ledgerTransactions = storeTable(
  'ledger_transactions',
  {
    id: identity(),
    kind: text('kind', { enum: LEDGER_KINDS }).notNull(),
    /** Stripe's id of what is booked with its kind, e.g. `charge:pi_...`, `refund:re_...`, `payout:po_...`. */
    source: text('source').notNull(),
    currency: text('currency').notNull(),
    /** The Stripe account whose balance moved: a store that connects another one keeps the books of the first. */
    stripeAccountId: text('stripe_account_id').notNull(),
    orderId: bigint('order_id', { mode: 'number' }),
    /** Stripe's balance transaction, once it is known. */
    balanceTransactionId: text('balance_transaction_id'),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.id] }),
    unique('ledger_transactions_source').on(t.storeId, t.source),
    index('ledger_transactions_order').on(t.storeId, t.orderId),
    index('ledger_transactions_time').on(t.storeId, t.occurredAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check(
      'ledger_transactions_kind',
      sql`${t.kind} in ('charge', 'refund', 'refund_failed', 'dispute', 'dispute_reversal', 'payout', 'payout_failed')`,
    ),
  ],
)

export const ledgerEntries = storeTable(
  'ledger_entries',
  {
    transactionId: bigint('transaction_id', { mode: 'number' }).notNull(),
    entryNo: smallint('entry_no').notNull(),
    account: text('account', { enum: LEDGER_ACCOUNTS }).notNull(),
    /** Debit positive, credit negative; minor units of the transaction's currency. */
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.transactionId, t.entryNo] }),
    storeReference(
      'ledger_entries_transaction_fk',
      [t.storeId, t.transactionId],
      [ledgerTransactions.storeId, ledgerTransactions.id],
    ),
    index('ledger_entries_account').on(t.storeId, t.account),
    check(
      'ledger_entries_account_name',
      sql`${t.account} in ('stripe_balance', 'bank', 'sales', 'refunds', 'platform_fees', 'stripe_fees', 'disputes')`,
    ),
  ],
)
