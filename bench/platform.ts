/** A platform of the benchmark's own: production build, empty data directory, demo catalog. Never the user's shop. */
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runtime } from '@/e2e/support/platform'
import { startPlatform, stopPlatform } from '@/e2e/support/process'
import { send } from './http'
import type { Bench } from './report'

export interface BenchPlatform {
  pid: number
  port: number
  databaseAdminUrl: string
  store: { id: number; host: string }
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
  const dir = await mkdtemp(join(tmpdir(), 'stoa-bench-'))
  process.env.STOA_E2E_DATA_DIR = dir
  await startPlatform()
  const { pid, port, databaseAdminUrl, demo } = runtime()
  const store = demo.stores[0]
  if (!store) throw new Error('the demo has no store')
  const agent = new Agent()
  const listing = JSON.parse((await send(agent, port, store.host, '/products.json?limit=1')).text)
  const product: string = listing.products[0].handle
  const page = await send(agent, port, store.host, `/products/${product}`)
  const staticPath = /\/_next\/static\/[^"']+\.css/.exec(page.text)?.[0]
  if (!staticPath) throw new Error('the product page names no stylesheet')
  return {
    pid,
    port,
    databaseAdminUrl,
    store: { id: store.id, host: store.host },
    product,
    staticPath,
    stop: async () => {
      await stopPlatform()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
