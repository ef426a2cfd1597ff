/** The platform that benchmarks run on: one of their own, with what they look at and buy. */
import { Agent } from 'node:http'
import { startOwnPlatform } from '@/e2e/support/own-platform'
import { send } from './http'
import type { Bench } from './report'

export interface BenchPlatform {
  pid: number
  port: number
  databaseAdminUrl: string
  databaseUrl: string
  databasePlatformUrl: string
  stripeApiBase: string
  store: { id: number; host: string }
  /** Another store, with a product of its. */
  other: { host: string; product: string }
  /** Handle of a product to look at and buy. */
  product: string
  /** A script of the build, as the product page names it. */
  staticPath: string
  stop(): Promise<void>
}

/** The benchmark on a platform that is started for it and stopped after it. */
export function onPlatform(work: (platform: BenchPlatform) => Promise<object>): Bench {
  return async () => {
    console.log('Starting a platform for the benchmark (production build, own data directory) ...')
    const platform = await startBenchPlatform()
    try {
      return await work(platform)
    } finally {
      await platform.stop()
    }
  }
}

async function startBenchPlatform(): Promise<BenchPlatform> {
  const { demo, stop, ...at } = await startOwnPlatform('bench')
  const store = demo.stores[0]
  if (!store) throw new Error('the demo has no store')
  const [, second] = demo.stores
  if (!second) throw new Error('the demo has one store only')
  const agent = new Agent()
  const firstProduct = async (host: string): Promise<string> =>
    JSON.parse((await send(agent, at.port, host, '/products.json?limit=1')).text).products[0].handle
  const product = await firstProduct(store.host)
  const page = await send(agent, at.port, store.host, `/products/${product}`)
  const staticPath = /\/_next\/static\/[^"']+\.css/.exec(page.text)?.[0]
  if (!staticPath) throw new Error('the product page names no stylesheet')
  return {
    ...at,
    store: { id: store.id, host: store.host },
    other: { host: second.host, product: await firstProduct(second.host) },
    product,
    staticPath,
    stop,
  }
}
