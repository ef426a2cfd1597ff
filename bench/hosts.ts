/**
 * Host -> store with 1,500,000 host names loaded: the product's own resolver, warm (remembered), through Redis, and cold
 * (PostgreSQL), beside what bounds each in the same run: a bare Map, a bare GET of the REST server, a bare indexed query.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import postgres from 'postgres'
import { closePools } from '@/db/client'
import { createKv, platformKeys } from '@/lib/kv'
import type { StoreAddress } from '@/lib/tenancy/host'
import { hostClock } from '@/lib/tenancy/host-clock'
import { lookupStore } from '@/lib/tenancy/lookup'
import { createResolver } from '@/lib/tenancy/resolve'
import { startPostgres } from '@/local/postgres/server'
import { startRedis } from '@/local/redis/server'
import { migrateDatabase } from '@/local/supervisor/database'
import { printTable } from './report'

const STORES = 1_000_000
const DOMAINS = 500_000
/** Hosts that the measured traffic asks for: what a process remembers at most. */
const HOT = 100_000
const LOOKUPS = 200_000
const QUESTIONS = 3_000
const STORES_DOMAIN = 'shops.test'
const TOKEN = 'bench'

interface Latency {
  p50Us: number
  p99Us: number
}

export async function hosts(): Promise<object> {
  const dir = await mkdtemp(join(tmpdir(), 'stoa-bench-hosts-'))
  const server = await startPostgres({ dataDir: dir, log: () => {} })
  const redis = await startRedis({ token: TOKEN })
  Object.assign(process.env, {
    DATABASE_URL: server.appUrl,
    DATABASE_PLATFORM_URL: server.platformUrl,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: TOKEN,
    STRIPE_SECRET_KEY: 'sk_test_unused',
    SMTP_URL: 'smtp://127.0.0.1:9',
    AUTH_SECRET: 'a-secret-for-the-benchmark-only',
    STORES_DOMAIN,
  })
  try {
    await migrateDatabase(server.migratorUrl)
    const loadedMs = await load(server.adminUrl)
    return await measure(server.appUrl, redis.url, loadedMs)
  } finally {
    await closePools()
    await redis.stop()
    await server.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

async function load(adminUrl: string): Promise<number> {
  const began = performance.now()
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} })
  await sql`set session_replication_role = replica`
  await sql`insert into users (id, email, name, password_hash) values (1, 'bench@example.test', 'B', 'x')`
  await sql`insert into stores (id, owner_id, subdomain, name, email, currency)
    select n, 1, 'store-' || n, 'Store ' || n, 'bench@example.test', 'USD' from generate_series(1, ${STORES}) n`
  await sql`insert into custom_domains (store_id, domain, verified_at)
    select n, 'shop' || n || '.example.test', now() from generate_series(1, ${DOMAINS}) n`
  await sql`analyze stores`
  await sql`analyze custom_domains`
  await sql.end()
  return performance.now() - began
}

async function measure(appUrl: string, redisUrl: string, loadedMs: number): Promise<object> {
  const heapBefore = heap()
  const resolver = createResolver({
    names: { storesDomain: STORES_DOMAIN },
    ask: lookupStore,
    kv: () => null,
    readShared: false,
    listen: hostClock,
    shareFlights: true,
  })
  const map = new Map<string, number>()
  const warmed = performance.now()
  for (let n = 1; n <= HOT; n++) {
    await resolver.resolve(addressOf(n))
    map.set(nameOf(n), n)
  }
  const warmMs = performance.now() - warmed
  const bytesPerHost = (heap() - heapBefore) / HOT
  const bareMap = await sync(LOOKUPS, (n) => map.get(nameOf(skewed(n))))
  const warm = await timed(LOOKUPS, (n) => resolver.resolve(addressOf(skewed(n))))

  const cold = await timed(QUESTIONS, (n) => resolver.resolve(addressOf(HOT + n * 7)))
  const sql = postgres(appUrl, { max: 1, onnotice: () => {} })
  const bareQuery = await timed(QUESTIONS, (n) => sql`select * from resolve_store(${`store-${HOT + n * 7 + 3}`}, null)`)
  await sql.end()

  const kv = createKv({ url: redisUrl, token: TOKEN })
  const shared = () =>
    createResolver({
      names: { storesDomain: STORES_DOMAIN },
      ask: lookupStore,
      kv: () => kv,
      readShared: true,
      shareFlights: true,
    })
  const filling = shared()
  for (let n = 1; n <= QUESTIONS; n++) await filling.resolve(addressOf(n))
  const other = shared()
  const throughRedis = await timed(QUESTIONS, (n) => other.resolve(addressOf(n + 1)))
  const bareGet = await timed(QUESTIONS, (n) => kv.get(platformKeys.host(nameOf(n + 1))))
  const unknown = await timed(QUESTIONS, (n) => resolver.resolve({ kind: 'subdomain', slug: `nobody-${n}` }))

  report({ bareMap, warm, throughRedis, bareGet, cold, bareQuery, unknown })
  console.log(
    `\n${(STORES + DOMAINS).toLocaleString('en-US')} host names loaded in ${(loadedMs / 1000).toFixed(0)} s; ${HOT.toLocaleString('en-US')} of them remembered in ${(warmMs / 1000).toFixed(0)} s,`,
  )
  console.log(
    `${bytesPerHost.toFixed(0)} bytes of heap for each (the map beside it included), ${((bytesPerHost * HOT) / 2 ** 20).toFixed(0)} MiB in all: a process never remembers more.`,
  )
  return { hosts: STORES + DOMAINS, bytesPerHost, bareMap, warm, throughRedis, bareGet, cold, bareQuery, unknown }
}

function report(
  all: Record<'bareMap' | 'warm' | 'throughRedis' | 'bareGet' | 'cold' | 'bareQuery' | 'unknown', Latency>,
) {
  const row = (name: string, { p50Us, p99Us }: Latency, bound?: Latency) => [
    name,
    p50Us,
    p99Us,
    bound ? `${(p50Us / bound.p50Us).toFixed(1)}x` : '',
  ]
  printTable(
    ['host -> store', 'p50 µs', 'p99 µs', 'of the bare way'],
    [
      row('warm: remembered by the process', all.warm, all.bareMap),
      row('  a bare Map look-up', all.bareMap),
      row('through Redis over REST', all.throughRedis, all.bareGet),
      row('  a bare GET there', all.bareGet),
      row('cold: PostgreSQL', all.cold, all.bareQuery),
      row('  the bare indexed query', all.bareQuery),
      row('unknown name', all.unknown),
    ],
  )
}

/** Two of three hosts are subdomains. */
function addressOf(n: number): StoreAddress {
  return n % 3 === 0 && n <= DOMAINS
    ? { kind: 'custom', domain: `shop${n}.example.test` }
    : { kind: 'subdomain', slug: `store-${n}` }
}

function nameOf(n: number): string {
  const address = addressOf(n)
  return address.kind === 'custom' ? address.domain : `store-${n}.${STORES_DOMAIN}`
}

/** A host among the hot ones, few of them often: the square of an even spread. */
function skewed(n: number): number {
  const even = ((n * 2_654_435_761) % 2 ** 32) / 2 ** 32
  return 1 + Math.floor(even * even * HOT)
}

async function timed(times: number, work: (n: number) => PromiseLike<unknown>): Promise<Latency> {
  const took = new Float64Array(times)
  for (let n = 0; n < times; n++) {
    const began = performance.now()
    await work(n)
    took[n] = performance.now() - began
  }
  return latency(took)
}

async function sync(times: number, work: (n: number) => unknown): Promise<Latency> {
  return timed(times, (n) => Promise.resolve(work(n)))
}

function latency(took: Float64Array): Latency {
  const sorted = took.sort()
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 1_000
  return { p50Us: at(0.5), p99Us: at(0.99) }
}

/** After a collection: what is kept, not what was passed through. */
function heap(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
