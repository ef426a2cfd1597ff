/**
 * Comparing the books with Stripe and with the orders. Each difference is a sentence; an empty list means that every unit of
 * money is accounted for: debits are credits, each movement of Stripe is booked as it was, each captured payment, refund and
 * dispute is in the books with its sum, and the platform's fee is what the payment says.
 */
import { sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import { readStore, type Tx } from '@/db/store'
import { getAccountState } from '@/lib/payments/account-queries'
import { getStoreProfile } from '@/lib/stores/queries'
import { balancePages, reconcileStore } from './reconcile'

export interface LedgerReport {
  storeId: number
  slug: string
  /** Movements at Stripe. */
  movements: number
  differences: string[]
}

/** Books what Stripe has moved since, then compares. @throws Stripe's error */
export async function verifyLedger(storeId: number): Promise<LedgerReport> {
  const { unknown } = await reconcileStore(storeId)
  const [store, state] = await readStore(storeId, (tx) => Promise.all([getStoreProfile(tx), getAccountState(tx)]))
  // An account that took our access away cannot be read any more: neither it nor what was sold on it is compared.
  const account = state.disconnectedAt === null ? state.account : null
  const movements: Movement[] = []
  if (account !== null) {
    for await (const page of balancePages(account, 0)) {
      movements.push(...page.map(({ id, net, currency }) => ({ id, net, currency })))
    }
  }
  const differences = await readStore(storeId, async (tx) => [
    ...unknown.map((type) => `a movement of the type ${type} is not in the books`),
    ...(await unbalanced(tx)),
    ...(account === null ? [] : againstStripe(await booked(tx, account), movements)),
    ...(account === null ? [] : await againstOrders(tx, account)),
  ])
  return { storeId, slug: store.slug, movements: movements.length, differences }
}

async function unbalanced(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ currency: string; total: string }>(sql`
    select t.currency, sum(e.amount_minor)::text as total from ledger_transactions t
    join ledger_entries e on e.store_id = t.store_id and e.transaction_id = t.id
    where t.store_id = ${tx.storeId} group by t.currency having sum(e.amount_minor) <> 0`)
  return rows.map(({ currency, total }) => `debits and credits in ${currency} differ by ${total}`)
}

interface Booked {
  source: string
  currency: string
  balance: number
}

async function booked(tx: Tx, account: string): Promise<Booked[]> {
  const rows = await tx.execute<{ source: string; currency: string; balance: string }>(sql`
    select t.source, t.currency, coalesce(sum(e.amount_minor) filter (where e.account = 'stripe_balance'), 0)::text as balance
    from ledger_transactions t
    left join ledger_entries e on e.store_id = t.store_id and e.transaction_id = t.id
    where t.store_id = ${tx.storeId} and t.stripe_account_id = ${account} group by t.source, t.currency`)
  return rows.map((row) => ({ ...row, balance: Number(row.balance) }))
}

type Movement = Pick<Stripe.BalanceTransaction, 'id' | 'net' | 'currency'>

function againstStripe(books: Booked[], movements: Movement[]): string[] {
  const bySource = new Map(books.map((row) => [row.source, row]))
  const known = new Set(movements.map(({ id }) => id))
  return [
    ...movements.flatMap(({ id, net, currency }) => {
      const row = bySource.get(id)
      if (!row) return [`${id} (${net} ${currency}) is not booked`]
      if (row.balance === net && row.currency === currency.toUpperCase()) return []
      return [`${id} moved ${net} ${currency}, the books say ${row.balance} ${row.currency}`]
    }),
    ...books.filter(({ source }) => !known.has(source)).map(({ source }) => `${source} is booked and not Stripe's`),
  ]
}

async function againstOrders(tx: Tx, account: string): Promise<string[]> {
  const rows = await tx.execute<{ number: string; what: string; expected: string; found: string }>(sql`
    with books as (
      select t.order_id, -coalesce(sum(e.amount_minor) filter (where e.account = 'sales'), 0) as sold,
        coalesce(sum(e.amount_minor) filter (where e.account = 'refunds'), 0) as refunded,
        coalesce(sum(e.amount_minor) filter (where e.account = 'platform_fees' and t.kind = 'charge'), 0) as fee,
        coalesce(sum(e.amount_minor) filter (where e.account = 'disputes'), 0) as disputed
      from ledger_transactions t
      join ledger_entries e on e.store_id = t.store_id and e.transaction_id = t.id
      where t.store_id = ${tx.storeId} and t.stripe_account_id = ${account} and t.order_id is not null
      group by t.order_id),
    paid as (
      select p.order_id, sum(p.amount_minor) as sold, sum(p.fee_minor) as fee, (
        select coalesce(sum(r.amount_minor), 0) from refunds r
        where r.store_id = p.store_id and r.order_id = p.order_id and r.status = 'succeeded') as refunded, (
        select coalesce(sum(d.amount_minor), 0) from disputes d
        where d.store_id = p.store_id and d.order_id = p.order_id
          and d.status not in ('won', 'prevented') and d.status not like 'warning%') as disputed
      from payments p
      where p.store_id = ${tx.storeId} and p.stripe_account_id = ${account} and p.status = 'captured'
      group by p.store_id, p.order_id)
    select o.order_number::text as number, c.what, c.expected::text, c.found::text
    from paid full join books on books.order_id = paid.order_id
    join orders o on o.store_id = ${tx.storeId} and o.id = coalesce(paid.order_id, books.order_id)
    cross join lateral (values
      ('paid', coalesce(paid.sold, 0), coalesce(books.sold, 0)),
      ('disputed', coalesce(paid.disputed, 0), coalesce(books.disputed, 0)),
      ('refunded', coalesce(paid.refunded, 0), coalesce(books.refunded, 0)),
      ('platform fee', coalesce(paid.fee, 0), coalesce(books.fee, 0))) as c(what, expected, found)
    where c.expected <> c.found order by o.order_number limit 1000`)
  return rows.map(
    ({ number, what, expected, found }) => `order #${number}: ${what} ${expected}, the books say ${found}`,
  )
}
