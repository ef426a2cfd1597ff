/**
 * The checkout's own two transactions through the product's code and roles, Stripe left out, beside a bare transaction of
 * one UPDATE and one INSERT (BEGIN, two statements, COMMIT, each awaited) on the same server.
 */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import type Stripe from 'stripe'
import { withStore } from '@/db/store'
import type { Attempt } from '@/lib/checkout/attempts'
import { beginAttempt } from '@/lib/checkout/begin'
import { finalize } from '@/lib/checkout/finalize'
import { throughGate } from '@/lib/checkout/gate'
import type { CheckoutInput } from '@/lib/checkout/types'
import { type DatabaseLoad, loadDatabase } from './database-load'
import { type FilledCart, type Market, openMarket } from './market'

const SECONDS = 6
const WARM_SECONDS = 3
const LANES = 16
/** More than any machine uses up in the time. */
const CARTS = 20_000

interface Server {
  admin: postgres.Sql
  /** The supervisor whose PostgreSQL is measured. */
  root: number
  appUrl: string
}

export interface DatabaseCase {
  name: string
  checkouts: DatabaseLoad
  bare: DatabaseLoad
  /** Checkouts have two transactions each. */
  ratioPerTransaction: number
}

export async function databaseCases(server: Server): Promise<DatabaseCase[]> {
  const cases: DatabaseCase[] = []
  for (const { name, stores, products } of [
    { name: 'one hot variant', stores: 1, products: 1 },
    { name: 'one store, 20 variants', stores: 1, products: 20 },
    { name: '1,000 stores', stores: 1_000, products: 1 },
  ]) {
    const market = await openMarket(server.admin, { stores, products })
    const checkouts = await measureCarts(server, market, checkOut)
    const bare = await measureBare(server, stores * products)
    cases.push({ name, checkouts, bare, ratioPerTransaction: (2 * checkouts.perSecond) / bare.perSecond })
  }
  return cases
}

/** Only the first transaction: price, attempt, hold. */
export async function reservations(server: Server): Promise<DatabaseLoad> {
  return measureCarts(server, await openMarket(server.admin, { stores: 1, products: 1 }), reserve)
}

async function measureCarts(
  server: Server,
  market: Market,
  work: (cart: FilledCart) => Promise<unknown>,
): Promise<DatabaseLoad> {
  const carts = await market.fillCarts(CARTS)
  const next = async () => {
    const cart = carts.pop()
    if (!cart) return false
    await work(cart)
    return true
  }
  await loadDatabase(server, { lanes: LANES, seconds: WARM_SECONDS }, next)
  const result = await loadDatabase(server, { lanes: LANES, seconds: SECONDS }, next)
  if (carts.length === 0) throw new Error('the carts were used up: the rate is too low')
  return result
}

function reserve({ storeId, cartId }: FilledCart): Promise<Attempt | null> {
  return throughGate(storeId, 'ordinary', () => withStore(storeId, (tx) => beginAttempt(tx, cartId, input())))
}

async function checkOut(cart: FilledCart): Promise<void> {
  const attempt = await reserve(cart)
  if (!attempt) throw new Error('the cart has another attempt')
  const result = await finalize(cart.storeId, attempt, authorised(attempt))
  if (result.state !== 'ordered') throw new Error('the attempt became no order')
}

function input(): CheckoutInput {
  const key = randomUUID()
  return {
    cartToken: null,
    idempotencyKey: key,
    email: `${key}@example.test`,
    shippingAddress: { name: 'B', address1: '1 Quay', city: 'Portland', province: 'OR', zip: '97201', country: 'US' },
    paymentMethod: 'pm_card_visa',
    returnUrl: 'http://shop.example.test/checkout/return',
  }
}

/** What Stripe would have answered, as far as the second transaction reads it. */
function authorised({ id, amountMinor, currency }: Attempt): Stripe.PaymentIntent {
  return {
    id: `pi_bench_${id}`,
    livemode: false,
    status: 'requires_capture',
    amount: amountMinor,
    currency: currency.toLowerCase(),
    application_fee_amount: 0,
    latest_charge: null,
  } as unknown as Stripe.PaymentIntent
}

async function measureBare({ admin, root, appUrl }: Server, rows: number): Promise<DatabaseLoad> {
  await admin.unsafe(`drop table if exists bench_stock, bench_sales;
    create table bench_stock (id bigint primary key, available bigint not null) with (fillfactor = 50);
    create table bench_sales (id bigint generated always as identity primary key, stock_id bigint not null);
    insert into bench_stock select n, 1000000000 from generate_series(1, ${rows}) n;
    grant select, update on bench_stock to stoa_app; grant insert on bench_sales to stoa_app`)
  const sql = postgres(appUrl, { max: LANES, onnotice: () => {} })
  const work = async () => {
    const id = 1 + Math.floor(Math.random() * rows)
    await sql.begin(async (tx) => {
      await tx`update bench_stock set available = available - 1 where id = ${id} and available >= 1`
      await tx`insert into bench_sales (stock_id) values (${id})`
    })
    return true
  }
  await loadDatabase({ admin, root }, { lanes: LANES, seconds: WARM_SECONDS }, work)
  const result = await loadDatabase({ admin, root }, { lanes: LANES, seconds: SECONDS }, work)
  await sql.end()
  await admin.unsafe('drop table bench_stock, bench_sales')
  return result
}
