/**
 * One store is flooded with four times what it can be served; another store's shoppers browse and buy meanwhile. In one run:
 * their p95 before and during the flood, and whether every checkout of theirs came through.
 */
import { Agent } from 'node:http'
import { Worker } from 'node:worker_threads'
import { load, send } from './http'
import type { BenchPlatform } from './platform'
import { printTable } from './report'
import { buy, endlessStock } from './shopper'

const SECONDS = 12
const CAPACITY_SECONDS = 6
const FLOOD = 4
const LANES = 16
const MAX_OPEN = 1_000
const CHECKOUT_EVERY_MS = 700
/** The bar: a neighbour's p95 within this of idle. */
const LIMIT = 2

interface Seen {
  p50Ms: number
  p95Ms: number
  requests: number
  failures: number
  checkouts: number
  failedCheckouts: number
}

export async function neighbour(platform: BenchPlatform): Promise<object> {
  const variantId = await endlessStock(platform)
  const flooded = { host: platform.other.host, path: `/products/${platform.other.product}.js` }
  const get = async (agent: Agent) => (await send(agent, platform.port, flooded.host, flooded.path)).status === 200
  await shop(platform, variantId, 3)
  const idle = await shop(platform, variantId, SECONDS)
  const capacity = await load(LANES, CAPACITY_SECONDS, get)
  const perSecond = capacity.perSecond * FLOOD
  const worker = new Worker(new URL('./flood.mjs', import.meta.url), {
    workerData: { port: platform.port, ...flooded, perSecond, maxOpen: MAX_OPEN },
  })
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  const during = await shop(platform, variantId, SECONDS)
  const flood = await stop(worker)
  const ratio = during.p95Ms / idle.p95Ms

  const row = (name: string, seen: Seen) => [
    name,
    seen.requests,
    seen.p50Ms,
    seen.p95Ms,
    seen.checkouts,
    seen.failedCheckouts,
  ]
  printTable(
    ['the neighbour', 'pages', 'p50 ms', 'p95 ms', 'checkouts', 'failed'],
    [row('idle', idle), row('during the flood', during)],
  )
  console.log(
    `\nThe flooded store alone: ${capacity.perSecond.toFixed(0)} requests/s. The flood: ${perSecond.toFixed(0)}/s for ${flood.seconds.toFixed(0)} s, ${JSON.stringify(flood)}`,
  )
  console.log(`p95 during the flood: ${ratio.toFixed(2)}x of idle (limit ${LIMIT}x).`)
  if (during.failures + during.failedCheckouts > 0) throw new Error('requests of the neighbour failed')
  if (ratio > LIMIT) throw new Error(`the neighbour's p95 was ${ratio.toFixed(2)}x of idle`)
  return { idle, during, ratio, capacity: capacity.perSecond, flood }
}

/** A shopper looks at pages, one after the other, and every now and then somebody buys. */
async function shop(platform: BenchPlatform, variantId: number, seconds: number): Promise<Seen> {
  const page = `/products/${platform.product}`
  const paths = [page, `${page}.js`, '/collections/all', '/search/suggest.json?q=the']
  const agent = new Agent({ keepAlive: true })
  const buyer = new Agent({ keepAlive: true })
  const until = performance.now() + seconds * 1_000
  const took: number[] = []
  const bought: boolean[] = []
  let failures = 0
  const buying = (async () => {
    while (performance.now() < until) {
      bought.push(await buy(buyer, platform, variantId))
      await new Promise((resolve) => setTimeout(resolve, CHECKOUT_EVERY_MS))
    }
  })()
  for (let n = 0; performance.now() < until; n++) {
    const began = performance.now()
    const { status } = await send(agent, platform.port, platform.store.host, paths[n % paths.length] ?? page)
    took.push(performance.now() - began)
    if (status !== 200) failures++
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await buying
  agent.destroy()
  buyer.destroy()
  took.sort((a, b) => a - b)
  const at = (share: number) => took[Math.floor(took.length * share)] ?? 0
  const failedCheckouts = bought.filter((ok) => !ok).length
  return { p50Ms: at(0.5), p95Ms: at(0.95), requests: took.length, failures, checkouts: bought.length, failedCheckouts }
}

function stop(worker: Worker): Promise<{ seconds: number }> {
  return new Promise((resolve) => {
    worker.once('message', (counts) => {
      void worker.terminate()
      resolve(counts)
    })
    worker.postMessage('stop')
  })
}
