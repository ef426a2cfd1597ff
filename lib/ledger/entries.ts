/**
 * From a balance transaction of Stripe to double entries. Pure. Debits are positive; each list sums to zero because Stripe's
 * own figures do: net = amount - fees (https://docs.stripe.com/reports/balance-transaction-types).
 */
import type Stripe from 'stripe'
import type { LEDGER_ACCOUNTS, LEDGER_KINDS } from '@/db/schema/ledger'
import { invariant } from '@/lib/invariant'

export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number]
export type LedgerKind = (typeof LEDGER_KINDS)[number]

export interface Entry {
  account: LedgerAccount
  /** Minor units, debit positive. */
  amountMinor: number
}

export interface Booking {
  kind: LedgerKind
  entries: Entry[]
}

type Movement = Pick<
  Stripe.BalanceTransaction,
  'type' | 'amount' | 'fee' | 'net' | 'fee_details' | 'reporting_category'
>

/** Where the other side of an amount is, by Stripe's type. */
const KINDS: Record<string, { kind: LedgerKind; against: LedgerAccount }> = {
  charge: { kind: 'charge', against: 'sales' },
  payment: { kind: 'charge', against: 'sales' },
  refund: { kind: 'refund', against: 'refunds' },
  payment_refund: { kind: 'refund', against: 'refunds' },
  refund_failure: { kind: 'refund_failed', against: 'refunds' },
  payment_failure_refund: { kind: 'refund_failed', against: 'refunds' },
  application_fee_refund: { kind: 'refund', against: 'platform_fees' },
  payout: { kind: 'payout', against: 'bank' },
  payout_failure: { kind: 'payout_failed', against: 'bank' },
  payout_cancel: { kind: 'payout_failed', against: 'bank' },
  stripe_fee: { kind: 'charge', against: 'stripe_fees' },
}

/** Stripe's `adjustment` is many things; its category says which. */
const ADJUSTMENTS: Record<string, { kind: LedgerKind; against: LedgerAccount }> = {
  dispute: { kind: 'dispute', against: 'disputes' },
  dispute_reversal: { kind: 'dispute_reversal', against: 'disputes' },
  refund_failure: { kind: 'refund_failed', against: 'refunds' },
}

/** The entries, or null for a type that the books do not know: then a person has to look. */
export function bookingOf(movement: Movement): Booking | null {
  const known = movement.type === 'adjustment' ? ADJUSTMENTS[movement.reporting_category] : KINDS[movement.type]
  if (!known) return null
  const fees = new Map<LedgerAccount, number>()
  for (const { type, amount } of movement.fee_details) {
    const account = type === 'application_fee' ? 'platform_fees' : 'stripe_fees'
    fees.set(account, (fees.get(account) ?? 0) + amount)
  }
  const entries: Entry[] = [
    { account: 'stripe_balance', amountMinor: movement.net },
    ...[...fees].map(([account, amountMinor]) => ({ account, amountMinor })),
    { account: known.against, amountMinor: -movement.amount },
  ]
  const sum = entries.reduce((total, { amountMinor }) => total + amountMinor, 0)
  invariant(sum === 0, `a ${movement.type} of Stripe does not balance: ${sum}`)
  return { kind: known.kind, entries: entries.filter(({ amountMinor }) => amountMinor !== 0) }
}
