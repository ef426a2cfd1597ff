/** What Stripe holds for a store and what it paid out, asked for a page that shows it. Nothing is stored. */
import Stripe from 'stripe'
import { log } from '@/lib/log'
import { stripe } from './stripe'

/** A page waits for it and says so when it does not come. */
const TIMEOUT_MS = 4_000
const PAYOUTS = 10
const MAX_CURRENCIES = 20

export interface StoreBalance {
  currency: string
  /** Could be paid out now; negative: the store owes it. */
  availableMinor: number
  /** Not settled yet. */
  pendingMinor: number
}

export interface StorePayout {
  id: string
  amountMinor: number
  currency: string
  status: string
  /** ISO 8601; when the bank has it, or is expected to. */
  arrivesAt: string
  /** Why it came back. */
  failure: string | null
}

export interface StoreMoney {
  balances: StoreBalance[]
  payouts: StorePayout[]
}

/** null: Stripe did not answer in time. */
export async function readStoreMoney(storeId: number, account: string): Promise<StoreMoney | null> {
  const options = { stripeAccount: account, timeout: TIMEOUT_MS, maxNetworkRetries: 0 }
  try {
    const [balance, payouts] = await Promise.all([
      stripe().balance.retrieve({}, options),
      stripe().payouts.list({ limit: PAYOUTS }, options),
    ])
    return { balances: balancesOf(balance), payouts: payouts.data.map(payoutOf) }
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    log.warn({ err: error, storeId }, 'the balance of a store could not be read')
    return null
  }
}

function balancesOf({ available, pending }: Stripe.Balance): StoreBalance[] {
  const sums = new Map<string, StoreBalance>()
  const of = (currency: string) => {
    const code = currency.toUpperCase()
    const sum = sums.get(code) ?? { currency: code, availableMinor: 0, pendingMinor: 0 }
    sums.set(code, sum)
    return sum
  }
  for (const { currency, amount } of available) of(currency).availableMinor += amount
  for (const { currency, amount } of pending) of(currency).pendingMinor += amount
  return [...sums.values()].slice(0, MAX_CURRENCIES)
}

function payoutOf(payout: Stripe.Payout): StorePayout {
  return {
    id: payout.id,
    amountMinor: payout.amount,
    currency: payout.currency.toUpperCase(),
    status: payout.status,
    arrivesAt: new Date(payout.arrival_date * 1000).toISOString(),
    failure: payout.status === 'failed' ? (payout.failure_message ?? 'The bank sent it back.') : null,
  }
}
