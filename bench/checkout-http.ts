/** Whole checkouts over HTTP, everything on this machine: what one costs, and what a slow Stripe costs. */
import { cpuSince, cpuUse, untilQuiet } from './cpu'
import { load, steadyLoad } from './http'
import type { BenchPlatform } from './platform'
import { buy } from './shopper'

const SECONDS = 8
const WARM_SECONDS = 4
/** With 2 s for each of two calls this many shoppers bring up to 40 orders a second. */
const SLOW_SHOPPERS = 160
const SLOW_WARM_SECONDS = 8

export interface WholeCheckout {
  shoppers: number
  perSecond: number
  p50Ms: number
  p99Ms: number
  failures: number
  /** For each checkout, with the mails, webhooks and jobs that followed it. */
  serverCpuMs: number
  postgresCpuMs: number
  /** Shares of the machine's cores while orders came in. */
  serverShare: number
  postgresShare: number
}

export async function wholeCheckout(
  platform: BenchPlatform,
  variantId: number,
  shoppers: number,
  cores: number,
): Promise<WholeCheckout> {
  await load(shoppers, WARM_SECONDS, (agent) => buy(agent, platform, variantId))
  await untilQuiet(platform.pid)
  const before = cpuUse(platform.pid)
  const { requests, perSecond, p50Ms, p99Ms, failures } = await load(shoppers, SECONDS, (agent) =>
    buy(agent, platform, variantId),
  )
  const during = cpuSince(platform.pid, before)
  await untilQuiet(platform.pid)
  const used = cpuSince(platform.pid, before)
  const available = (requests / perSecond) * 1_000 * cores
  return {
    shoppers,
    perSecond,
    p50Ms,
    p99Ms,
    failures,
    serverCpuMs: used.serverMs / requests,
    postgresCpuMs: used.postgresMs / requests,
    serverShare: during.serverMs / available,
    postgresShare: during.postgresMs / available,
  }
}

export interface SlowStripe {
  delayMs: number
  perSecond: number
  failures: number
}

/** Orders of one product while Stripe takes so long over each call that authorises or captures. */
export async function hotProduct(platform: BenchPlatform, variantId: number, delayMs: number): Promise<SlowStripe> {
  await faults(platform, 'DELETE')
  await faults(platform, 'POST', {
    match: { method: 'POST', path: '/v1/payment_intents' },
    kind: 'delay',
    ms: delayMs,
    times: 1_000_000,
  })
  const result = await steadyLoad(SLOW_SHOPPERS, { warmSeconds: SLOW_WARM_SECONDS, seconds: SECONDS }, (agent) =>
    buy(agent, platform, variantId),
  )
  await faults(platform, 'DELETE')
  await untilQuiet(platform.pid)
  return { delayMs, ...result }
}

async function faults({ stripeApiBase }: BenchPlatform, method: 'POST' | 'DELETE', body?: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${stripeApiBase}/_faults`, { method, headers, body: body && JSON.stringify(body) })
  if (!answer.ok) throw new Error(`the stand-in refused a delay: ${answer.status} ${await answer.text()}`)
}
