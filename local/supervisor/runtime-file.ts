/**
 * `runtime.json` in the data directory: where everything that runs now is found, for tests, benchmarks and the operator's
 * command line. Invariant: it exists only while everything answers. Mode 0600, since it holds passwords.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeFileAtomically } from '@/local/supervisor/atomic-file'

const merchant = z.object({ email: z.string(), password: z.string(), stores: z.array(z.string()) })
const id = z.union([z.string(), z.number()])
const operator = z.object({ email: z.string(), password: z.string() })
const apiToken = z.object({ store: z.string(), token: z.string() })

/** The demo's logins and stores; hosts are added where the port is known. */
export interface DemoDescription {
  merchants: z.infer<typeof merchant>[]
  stores: { id: string | number; slug: string; customDomain: string | null; currency: string }[]
  apiTokens: z.infer<typeof apiToken>[]
  /** Who runs the platform; without a second step until one of them sets it up. */
  operators: z.infer<typeof operator>[]
}

export const runtimeSchema = z.object({
  pid: z.number(),
  port: z.number(),
  platformUrl: z.string(),
  storesDomain: z.string(),
  databaseUrl: z.string(),
  databasePlatformUrl: z.string(),
  /** The superuser; null with a database of one's own. */
  databaseAdminUrl: z.string().nullable(),
  redisRestUrl: z.string(),
  redisRestToken: z.string(),
  stripeApiBase: z.string().nullable(),
  mailUrl: z.string().nullable(),
  inngestUrl: z.string().nullable(),
  demo: z.object({
    merchants: z.array(merchant),
    stores: z.array(
      z.object({ id, slug: z.string(), host: z.string(), customHost: z.string().nullable(), currency: z.string() }),
    ),
    apiTokens: z.array(apiToken),
    operators: z.array(operator),
  }),
})

export type Runtime = z.infer<typeof runtimeSchema>

export function runtimeFile(dataDir: string): string {
  return join(dataDir, 'runtime.json')
}

export function writeRuntime(dataDir: string, runtime: Runtime): void {
  writeFileAtomically(runtimeFile(dataDir), `${JSON.stringify(runtime, null, 2)}\n`, 0o600)
}

export function removeRuntime(dataDir: string): void {
  rmSync(runtimeFile(dataDir), { force: true })
}

/** The running Stoa's file, undefined when there is none. Throws when the file is not one of ours. */
export function readRuntime(dataDir: string): Runtime | undefined {
  const file = runtimeFile(dataDir)
  return existsSync(file) ? runtimeSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

/** The demo with the hosts that answer here: the app listens on `port` whatever the name. */
export function describeDemo(demo: DemoDescription, storesDomain: string, port: number): Runtime['demo'] {
  const stores = demo.stores.map(({ id, slug, customDomain, currency }) => {
    const customHost = customDomain === null ? null : `${customDomain}:${port}`
    return { id, slug, host: `${slug}.${storesDomain}`, customHost, currency }
  })
  return { merchants: demo.merchants, stores, apiTokens: demo.apiTokens, operators: demo.operators }
}
