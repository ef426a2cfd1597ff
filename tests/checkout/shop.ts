/** A shop for the checkout's tests: a real database, the Stripe stand-in in this process, products and shoppers. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { withStore } from '@/db/store'
import { addToCart } from '@/lib/cart/commands'
import { placeOrder } from '@/lib/checkout/place-order'
import type { CheckoutInput } from '@/lib/checkout/types'
import { DomainError } from '@/lib/errors'
import { startStripe } from '@/local/stripe/server'
import { openTestDatabase, type TestDatabase } from '@/tests/support/database'
import { insertProduct, insertShipping } from '@/tests/support/shop-rows'
import { type Ledger, type LedgerIntent, ledgerSchema } from '@/tests/support/stripe-ledger'

export const ADDRESS = { name: 'Ada Okafor', address1: '12 Quay Street', city: 'Portland', zip: '97201', country: 'US' }
export const CONNECT_SECRET = 'whsec_connect_test'

export interface Fault {
  match: { method?: string; path?: string; account?: string }
  times?: number
  kind: 'delay' | 'status' | 'hang' | 'cut_before' | 'cut_after' | 'hold_before'
  ms?: number
  status?: number
  saved?: boolean
}

export interface Shop {
  db: TestDatabase
  /** A new store with shipping to everywhere (500 minor units); every test has its own. */
  createStore(): Promise<number>
  createProduct(storeId: number, options?: { stock?: number; price?: number; tracked?: boolean }): Promise<number>
  /** A token of a new cart with these units. */
  cartWith(storeId: number, lines: Record<number, number>): Promise<string>
  ledger(storeId: number): Promise<Ledger>
  /** The next `times` matching requests to Stripe go wrong in this way. */
  breakStripe(fault: Fault): Promise<void>
  mendStripe(): Promise<void>
  /** Resolves when a request waits at a `hold_` fault; mending lets it go on. */
  untilStripeHolds(): Promise<void>
  /** Completes (or fails) the bank's page for a PaymentIntent as the shopper would. */
  authenticate(intent: LedgerIntent, how?: 'complete' | 'fail'): Promise<void>
  stripeUrl(): string
}

/** Call once, at the top of a test file. */
export function openShop(): Shop {
  let db: TestDatabase
  let url = ''
  let stores = 0
  process.env.STRIPE_SECRET_KEY = 'sk_test_checkout'
  process.env.STRIPE_CONNECT_WEBHOOK_SECRET = CONNECT_SECRET
  process.env.DATABASE_POOL_MAX = '12'
  beforeAll(async () => {
    db = await openTestDatabase()
    const dir = await mkdtemp(join(tmpdir(), 'stoa-test-stripe-'))
    // Nothing listens at the app's address: the tests deliver webhooks themselves.
    const stripe = await startStripe({
      dir,
      appOrigin: 'http://127.0.0.1:9',
      appHost: 'localhost',
      webhookSecret: 'whsec_test',
      connectWebhookSecret: CONNECT_SECRET,
      secretKey: 'sk_test_checkout',
    })
    url = stripe.url
    process.env.STRIPE_API_BASE = url
    afterAll(async () => {
      await stripe.stop()
      await rm(dir, { recursive: true, force: true })
    })
  })
  const ledger = async (storeId: number): Promise<Ledger> => {
    const all = ledgerSchema.parse(await (await fetch(`${url}/_ledger`)).json())
    const [store] = await db.admin`select stripe_account_id from stores where id = ${storeId}`
    const ours = { paymentIntents: all.paymentIntents.filter((pi) => pi.account === store?.stripe_account_id) }
    const ids = new Set(ours.paymentIntents.map((pi) => pi.id))
    return {
      ...ours,
      charges: all.charges.filter((charge) => ids.has(charge.payment_intent)),
      refunds: all.refunds.filter((refund) => ids.has(refund.payment_intent)),
    }
  }
  return {
    get db() {
      return db
    },
    createStore: async () => {
      const storeId = await db.createStore(`shop-${++stores}`)
      await insertShipping(db.admin, storeId)
      return storeId
    },
    createProduct: (storeId, options) => insertProduct(db.admin, storeId, options),
    cartWith: async (storeId, lines) => {
      const items = Object.entries(lines).map(([variantId, quantity]) => ({ variantId: Number(variantId), quantity }))
      return (await withStore(storeId, (tx) => addToCart(tx, null, items))).token
    },
    ledger,
    breakStripe: async (fault) => {
      await post(`${url}/_faults`, fault)
    },
    untilStripeHolds: async () => {
      const held = async () => (await (await fetch(`${url}/_faults`)).json()).held.length
      await expect.poll(held, { timeout: 20_000 }).toBeGreaterThan(0)
    },
    mendStripe: async () => {
      await fetch(`${url}/_faults`, { method: 'DELETE' })
    },
    authenticate: async (intent, how = 'complete') => {
      const page = intent.next_action?.redirect_to_url.url
      if (!page) throw new Error(`payment ${intent.id} waits for nobody`)
      const { pathname, search } = new URL(page)
      const answer = await fetch(`${url}${pathname}/${how}${search}`, { method: 'POST', redirect: 'manual' })
      if (answer.status >= 400) throw new Error(`the bank's page answered ${answer.status}: ${await answer.text()}`)
    },
    stripeUrl: () => url,
  }
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
}

/** A whole request to pay for the cart; what is not given is sensible. */
export function request(cartToken: string, more: Partial<CheckoutInput> = {}): CheckoutInput {
  return {
    cartToken,
    idempotencyKey: randomUUID(),
    email: 'ada@example.test',
    shippingAddress: ADDRESS,
    paymentMethod: 'pm_card_visa',
    returnUrl: 'http://shop.localhost:3000/checkout/return',
    ...more,
  }
}

/** The code of the DomainError that paying ends in, or `ordered`. */
export async function codeOf(storeId: number, input: CheckoutInput): Promise<string> {
  try {
    await placeOrder(storeId, input)
    return 'ordered'
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

/** How often each answer came. */
export function tally(answers: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1
  return counts
}
