/**
 * The road of a sale under load, in one run: a static file and a cached product page of the same server (the limit and
 * what is measured against it), add to cart, whole checkouts over HTTP. Everything shares the machine's cores, so CPU
 * milliseconds per request are the figure to compare; requests per second belong to this machine.
 */
import type { Agent } from 'node:http'
import postgres from 'postgres'
import { type CpuUse, cpuUse } from './cpu'
import { type Load, load, send } from './http'
import type { BenchPlatform } from './platform'
import { printTable } from './report'

const SECONDS = 8
const WARM_SECONDS = 2

export interface SmokeRow extends Load {
  name: string
  serverCpuMs: number
  postgresCpuMs: number
}

export async function smoke(platform: BenchPlatform): Promise<{ rows: SmokeRow[] }> {
  const rows = await measureAll(platform)
  printTable(
    ['work', 'requests/s', 'p50 ms', 'p99 ms', 'server CPU ms', 'PostgreSQL CPU ms', 'failed'],
    rows.map((row) => [
      row.name,
      row.perSecond,
      row.p50Ms,
      row.p99Ms,
      row.serverCpuMs,
      row.postgresCpuMs,
      row.failures,
    ]),
  )
  const failed = rows.reduce((total, row) => total + row.failures, 0)
  if (failed > 0) throw new Error(`${failed} requests failed: the figures above do not count`)
  return { rows }
}

async function measureAll(platform: BenchPlatform): Promise<SmokeRow[]> {
  const host = platform.store.host
  const variantId = await endlessStock(platform)
  const get = (path: string) => async (agent: Agent) => (await send(agent, platform.port, host, path)).status === 200
  const page = `/products/${platform.product}`
  return [
    await measure(platform, 'static file', 8, get(platform.staticPath)),
    await measure(platform, 'cached product page', 8, get(page)),
    await measure(platform, 'product JSON (database)', 8, get(`${page}.js`)),
    await measure(
      platform,
      'add to cart (new cart)',
      8,
      async (agent) => (await addToCart(agent, platform, variantId)).ok,
    ),
    await measure(platform, 'whole checkout, 1 shopper', 1, (agent, lane) => buy(agent, platform, variantId, lane)),
    await measure(platform, 'whole checkout, 8 shoppers', 8, (agent, lane) => buy(agent, platform, variantId, lane)),
  ]
}

async function measure(
  platform: BenchPlatform,
  name: string,
  connections: number,
  work: (agent: Agent, lane: number) => Promise<boolean>,
): Promise<SmokeRow> {
  await load(connections, WARM_SECONDS, work)
  const before = cpuUse(platform.pid)
  const result = await load(connections, SECONDS, work)
  const used = difference(cpuUse(platform.pid), before)
  return {
    name,
    ...result,
    serverCpuMs: used.serverMs / result.requests,
    postgresCpuMs: used.postgresMs / result.requests,
  }
}

function difference(after: CpuUse, before: CpuUse): CpuUse {
  return { serverMs: after.serverMs - before.serverMs, postgresMs: after.postgresMs - before.postgresMs }
}

/** A tracked variant whose stock outlasts the run, with the movement that explains it. */
async function endlessStock(platform: BenchPlatform): Promise<number> {
  const sql = postgres(platform.databaseAdminUrl, { max: 1 })
  const [row] = await sql`update inventory_levels set available = available + 1000000
    where (store_id, variant_id) in (
      select v.store_id, v.id from variants v join products p on p.store_id = v.store_id and p.id = v.product_id
      join inventory_levels l on l.store_id = v.store_id and l.variant_id = v.id
      where v.store_id = ${platform.store.id} and p.handle = ${platform.product} and l.tracked order by v.position limit 1)
    returning variant_id`
  const variantId = Number(row?.variant_id)
  await sql`insert into inventory_movements (store_id, variant_id, delta, reason)
    values (${platform.store.id}, ${variantId}, 1000000, 'adjustment')`
  await sql.end()
  return variantId
}

async function addToCart(agent: Agent, platform: BenchPlatform, variantId: number) {
  const reply = await send(agent, platform.port, platform.store.host, '/cart/add.js', {
    method: 'POST',
    body: { items: [{ id: variantId, quantity: 1 }] },
  })
  return { ok: reply.status === 200, cookie: reply.setCookie.map((line) => line.split(';')[0]).join('; ') }
}

let serial = 0

async function buy(agent: Agent, platform: BenchPlatform, variantId: number, lane: number): Promise<boolean> {
  const cart = await addToCart(agent, platform, variantId)
  serial++
  const reply = await send(agent, platform.port, platform.store.host, '/api/checkout', {
    method: 'POST',
    headers: { cookie: cart.cookie, 'idempotency-key': `bench-${process.pid}-${lane}-${serial}` },
    body: {
      email: `bench-${lane}-${serial}@example.test`,
      shippingAddress: { name: 'B', address1: '1 Quay', city: 'Portland', province: 'OR', zip: '97201', country: 'US' },
      paymentMethod: 'pm_card_visa',
    },
  })
  return reply.status === 201
}
