/**
 * The checkout under load, in one run: a hot product while Stripe is slow, what a whole checkout over HTTP costs, the
 * checkout's own transactions beside a bare one, and reservations of one variant. Each table ends in what was seen to hold
 * it back: shares of CPU and of waiting sessions, measured while it ran.
 */
import { cpus } from 'node:os'
import postgres from 'postgres'
import { closePools } from '@/db/client'
import { databaseCases, reservations } from './checkout-database'
import { hotProduct, type SlowStripe, type WholeCheckout, wholeCheckout } from './checkout-http'
import { type Combining, combining } from './combining'
import { untilQuiet } from './cpu'
import type { DatabaseLoad } from './database-load'
import { load } from './http'
import type { BenchPlatform } from './platform'
import { printTable } from './report'
import { buy, endlessStock } from './shopper'

const FAST_MS = 50
const SLOW_MS = 2_000
/** The bar: what a slow Stripe leaves of the rate with a fast one. */
const SLOW_SHARE = 0.8
const WARM_SHOPPERS = 8
const WARM_SECONDS = 12

export async function checkout(platform: BenchPlatform): Promise<object> {
  const variantId = await endlessStock(platform)
  // A server that has just started compiles what it runs: that is nobody's checkout.
  await load(WARM_SHOPPERS, WARM_SECONDS, (agent) => buy(agent, platform, variantId))
  const whole: WholeCheckout[] = []
  for (const shoppers of [1, 8, 32]) whole.push(await wholeCheckout(platform, variantId, shoppers, cpus().length))
  printWhole(whole)
  const fast = await hotProduct(platform, variantId, FAST_MS)
  const slow = await hotProduct(platform, variantId, SLOW_MS)
  printSlow(fast, slow)
  const database = await onDatabase(platform)
  const failures = [...whole, fast, slow].reduce((total, each) => total + each.failures, 0)
  if (failures > 0) throw new Error(`${failures} checkouts failed: the figures above do not count`)
  const share = slow.perSecond / fast.perSecond
  if (share < SLOW_SHARE)
    throw new Error(`a slow Stripe left ${percent(share)} of the rate (at least ${percent(SLOW_SHARE)})`)
  return { whole, hotProduct: { fast, slow, share }, ...database }
}

/** In this process, as the application's role: the product's code without Next. */
async function onDatabase(platform: BenchPlatform): Promise<object> {
  Object.assign(process.env, {
    DATABASE_URL: platform.databaseUrl,
    DATABASE_PLATFORM_URL: platform.databasePlatformUrl,
    STRIPE_SECRET_KEY: 'sk_test_bench',
    SMTP_URL: 'smtp://127.0.0.1:1',
    AUTH_SECRET: 'a-secret-for-benchmarks-only',
  })
  await untilQuiet(platform.pid)
  const admin = postgres(platform.databaseAdminUrl, { max: 2, onnotice: () => {} })
  const server = { admin, root: platform.pid, appUrl: platform.databaseUrl }
  try {
    const cases = await databaseCases(server)
    printTable(
      ['two transactions, in this process', 'checkouts/s', 'bare transactions/s', 'ratio per transaction', ...SEEN],
      cases.map(({ name, checkouts, bare, ratioPerTransaction }) => [
        name,
        checkouts.perSecond,
        bare.perSecond,
        ratioPerTransaction,
        ...seen(checkouts),
      ]),
    )
    const whole = await reservations(server)
    const each = await combining(server)
    printReservations(whole, each)
    return { database: cases, reservations: { whole, ...each } }
  } finally {
    await admin.end()
    await closePools()
  }
}

function printWhole(rows: WholeCheckout[]): void {
  printTable(
    ['whole checkouts', 'orders/s', 'p50 ms', 'p99 ms', 'server CPU ms', 'PostgreSQL CPU ms', 'sum', 'server', 'PG'],
    rows.map((row) => [
      `${row.shoppers} shopper${row.shoppers === 1 ? '' : 's'}`,
      row.perSecond,
      row.p50Ms,
      row.p99Ms,
      row.serverCpuMs,
      row.postgresCpuMs,
      row.serverCpuMs + row.postgresCpuMs,
      percent(row.serverShare),
      percent(row.postgresShare),
    ]),
  )
  console.log(
    '\nCPU is that of a checkout and all that follows it (mails, webhooks, jobs). The last two columns are shares of',
  )
  console.log(
    'all cores while orders came in: the server is one thread and ends at one core; the rest are stand-ins and load.',
  )
}

function printSlow(fast: SlowStripe, slow: SlowStripe): void {
  printTable(
    ['one hot product', 'orders/s'],
    [fast, slow].map(({ delayMs, perSecond }) => [`each Stripe call takes ${delayMs} ms`, perSecond]),
  )
  console.log(`\nWith the slow Stripe ${percent(slow.perSecond / fast.perSecond)} of the rate with the fast one.`)
}

const SEEN = ['client CPU ms', 'PostgreSQL CPU ms', 'sessions waiting: row lock', 'disk', 'other'] as const

function seen({ clientCpuMs, postgresCpuMs, waits }: DatabaseLoad): (string | number)[] {
  return [clientCpuMs, postgresCpuMs, percent(waits.lock), percent(waits.disk), percent(waits.other)]
}

function printReservations(whole: DatabaseLoad, { single, combined }: Combining): void {
  printTable(
    ['reservations of one variant', 'reservations/s', ...SEEN],
    [
      ['the checkout’s whole first transaction', whole.perSecond, ...seen(whole)],
      ['attempt and hold alone, one a transaction', single.perSecond, ...seen(single)],
      ['attempt and hold alone, 20 in one', combined.perSecond, ...seen(combined)],
    ],
  )
  const combinedWhole = whole.clientCpuMs + whole.postgresCpuMs
  const saved = single.clientCpuMs + single.postgresCpuMs - combined.clientCpuMs - combined.postgresCpuMs
  console.log(
    `\nCombining takes ${saved.toFixed(2)} ms of CPU off a hold; the whole first transaction costs ${combinedWhole.toFixed(2)} ms.`,
  )
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}
