/**
 * The road of a sale under load, in one run: a static file and a cached product page of the same server (the limit and
 * what is measured against it), add to cart, whole checkouts over HTTP. Everything shares the machine's cores, so CPU
 * milliseconds per request are the figure to compare; requests per second belong to this machine.
 */
import type { Agent } from 'node:http'
import { cpuSince, cpuUse } from './cpu'
import { type Load, load, send } from './http'
import type { BenchPlatform } from './platform'
import { printTable } from './report'
import { addToCart, buy, endlessStock } from './shopper'

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
    await measure(platform, 'whole checkout, 1 shopper', 1, (agent) => buy(agent, platform, variantId)),
    await measure(platform, 'whole checkout, 8 shoppers', 8, (agent) => buy(agent, platform, variantId)),
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
  const used = cpuSince(platform.pid, before)
  return {
    name,
    ...result,
    serverCpuMs: used.serverMs / result.requests,
    postgresCpuMs: used.postgresMs / result.requests,
  }
}
