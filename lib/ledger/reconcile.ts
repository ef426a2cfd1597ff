/**
 * Bringing a store's books up to Stripe's: every balance transaction of its account since the last one booked, with an
 * overlap. A workflow; asking twice books once. Stripe is the source: what it moved is what is booked.
 */
import { and, desc, eq, inArray } from 'drizzle-orm'
import type Stripe from 'stripe'
import { ledgerTransactions } from '@/db/schema/ledger'
import { payments } from '@/db/schema/orders'
import { readStore, type Tx, withStore } from '@/db/store'
import { HOUR } from '@/lib/clock'
import { log } from '@/lib/log'
import { getAccountState } from '@/lib/payments/account-queries'
import { refreshAccountStatus } from '@/lib/payments/account-status'
import { isDisconnected } from '@/lib/payments/failures'
import { stripe } from '@/lib/payments/stripe'
import { syncDispute } from '@/lib/payments/sync-dispute'
import { bookingOf } from './entries'
import { postTransaction } from './post'

const PAGE = 100
/** Pages in one run: more movements than a run may look at are an error, which says so. */
const MAX_PAGES = 1_000
/** Stripe may show a movement later than one that it dates after it. */
const OVERLAP_MS = 6 * HOUR

export interface Reconciled {
  seen: number
  booked: number
  /** Types that the books do not know. */
  unknown: string[]
}

/** Books what Stripe has moved for the store. @throws Stripe's error; what was booked by then stays */
export async function reconcileStore(storeId: number): Promise<Reconciled> {
  const result: Reconciled = { seen: 0, booked: 0, unknown: [] }
  const { account, disconnectedAt } = await readStore(storeId, getAccountState)
  // Nothing can be asked of an account that took our access away; what it moved until then is booked.
  if (account === null || disconnectedAt !== null) return result
  try {
    await bookSince(storeId, account, result)
  } catch (error) {
    if (!isDisconnected(error)) throw error
    // Nobody has told us yet; or it is something else that we may not do.
    await refreshAccountStatus(account)
    if ((await readStore(storeId, getAccountState)).disconnectedAt === null) throw error
  }
  if (result.unknown.length > 0) log.warn({ storeId, unknown: result.unknown }, 'movements that the books do not know')
  return result
}

async function bookSince(storeId: number, account: string, result: Reconciled): Promise<void> {
  const last = await readStore(storeId, (tx) => lastBooked(tx, account))
  const since = last ? Math.floor((last.getTime() - OVERLAP_MS) / 1000) : 0
  for await (const page of oldestFirst(account, since)) {
    result.seen += page.length
    const unknown = page.filter((movement) => bookingOf(movement) === null)
    result.unknown.push(...unknown.map(({ type }) => type))
    const booked = await withStore(storeId, (tx) => bookPage(tx, account, page))
    result.booked += booked.length
    // Money of a dispute that nobody told us of, since its event was lost: it is looked at now.
    for (const dispute of disputesOf(booked)) await syncDispute(account, dispute)
  }
}

/** Pages of the account's balance transactions since `since` (seconds), newest first, with their sources. */
export async function* balancePages(stripeAccount: string, since: number): AsyncGenerator<Stripe.BalanceTransaction[]> {
  let after: string | null = null
  for (let page = 0; page < MAX_PAGES; page++) {
    const list: Page = await pageOf(stripeAccount, { since, after, sources: true })
    if (list.data.length > 0) yield list.data
    after = nextOf(list)
    if (!after) return
  }
  throw tooMany()
}

/**
 * The same pages the other way round. What is booked is then always older than what is not, so that a run that broke off
 * leaves no hole behind the last booked movement, from which the next run goes on.
 */
async function* oldestFirst(stripeAccount: string, since: number): AsyncGenerator<Stripe.BalanceTransaction[]> {
  const newest = await pageOf(stripeAccount, { since, after: null, sources: true })
  const starts: string[] = []
  for (let after = nextOf(newest); after; ) {
    if (starts.push(after) >= MAX_PAGES) throw tooMany()
    after = nextOf(await pageOf(stripeAccount, { since, after, sources: false }))
  }
  for (const after of starts.reverse()) yield (await pageOf(stripeAccount, { since, after, sources: true })).data
  if (newest.data.length > 0) yield newest.data
}

type Page = Stripe.ApiList<Stripe.BalanceTransaction>

function pageOf(
  stripeAccount: string,
  { since, after, sources }: { since: number; after: string | null; sources: boolean },
): Promise<Page> {
  return stripe().balanceTransactions.list(
    {
      limit: PAGE,
      created: { gte: since },
      ...(sources ? { expand: ['data.source'] } : {}),
      ...(after ? { starting_after: after } : {}),
    },
    { stripeAccount },
  )
}

/** Where the page behind this one begins; null: there is none. */
function nextOf({ has_more, data }: Page): string | null {
  return (has_more && data.at(-1)?.id) || null
}

function tooMany(): Error {
  return new Error(`the account has moved money more than ${MAX_PAGES * PAGE} times since then`)
}

/** The PaymentIntent that a charge's, a refund's or a dispute's movement belongs to. */
export function intentOf({ source }: Stripe.BalanceTransaction): string | null {
  if (!source || typeof source === 'string' || !('payment_intent' in source)) return null
  const intent = source.payment_intent
  return typeof intent === 'string' ? intent : (intent?.id ?? null)
}

function disputesOf(movements: Stripe.BalanceTransaction[]): Set<string> {
  const sources = movements.flatMap(({ source }) => (source && typeof source !== 'string' ? source : []))
  return new Set(sources.flatMap((source) => (source.object === 'dispute' ? source.id : [])))
}

/** Books what is new; which of them that was. */
async function bookPage(
  tx: Tx,
  stripeAccountId: string,
  page: Stripe.BalanceTransaction[],
): Promise<Stripe.BalanceTransaction[]> {
  const intents = page.flatMap((movement) => intentOf(movement) ?? [])
  const orders = new Map(
    intents.length === 0
      ? []
      : (
          await tx
            .select({ intent: payments.paymentIntentId, orderId: payments.orderId })
            .from(payments)
            .where(and(eq(payments.storeId, tx.storeId), inArray(payments.paymentIntentId, intents)))
        ).map(({ intent, orderId }) => [intent, orderId] as const),
  )
  const booked: Stripe.BalanceTransaction[] = []
  for (const movement of page) {
    const booking = bookingOf(movement)
    if (!booking) continue
    const made = await postTransaction(tx, {
      ...booking,
      source: movement.id,
      currency: movement.currency.toUpperCase(),
      stripeAccountId,
      orderId: orders.get(intentOf(movement) ?? '') ?? null,
      occurredAt: new Date(movement.created * 1000),
    })
    if (made) booked.push(movement)
  }
  return booked
}

async function lastBooked(tx: Tx, account: string): Promise<Date | null> {
  const [row] = await tx
    .select({ at: ledgerTransactions.occurredAt })
    .from(ledgerTransactions)
    .where(and(eq(ledgerTransactions.storeId, tx.storeId), eq(ledgerTransactions.stripeAccountId, account)))
    .orderBy(desc(ledgerTransactions.occurredAt))
    .limit(1)
  return row?.at ?? null
}
