/** The resolver as middleware uses it: PostgreSQL is out of the edge's reach, so this server's own route is asked. */
import { kv } from '@/lib/kv'
import { type TenancyConfig, tenancyConfig } from './config'
import type { StoreAddress } from './host'
import { hostClock } from './host-clock'
import { prove } from './proof'
import { createResolver, type Resolver } from './resolve'
import { parseStoreEntry, type StoreEntry } from './store-entry'

export const RESOLVER_PATH = '/api/internal/resolve-host'
export const RESOLVER_HEADER = 'x-stoa-resolver'
const TIMEOUT_MS = 3_000

let resolver: Resolver | undefined

export function edgeResolver(): Resolver {
  const config = tenancyConfig()
  resolver ??= createResolver({
    names: config,
    ask: (address) => askServer(config, address),
    kv,
    readShared: true,
    listen: hostClock,
    // Vercel's edge refuses to wait for another request's I/O.
    shareFlights: !config.onVercel,
  })
  return resolver
}

/** What a resolver call is signed over: a captured call answers for no other name. */
export function resolverQuestion(address: StoreAddress): string {
  return address.kind === 'subdomain' ? `slug=${address.slug}` : `domain=${address.domain}`
}

async function askServer(config: TenancyConfig, address: StoreAddress): Promise<StoreEntry | null> {
  const question = resolverQuestion(address)
  const response = await fetch(`${config.internalOrigin}${RESOLVER_PATH}?${question}`, {
    headers: { [RESOLVER_HEADER]: await prove(config.secret, 'resolver', question) },
    cache: 'no-store',
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (response.status !== 200) throw new Error(`the resolver answered ${response.status}`)
  const body: unknown = await response.json()
  const entry = parseStoreEntry(body !== null && typeof body === 'object' && 'store' in body ? body.store : undefined)
  if (entry === undefined) throw new Error('the resolver answered something else than a store')
  return entry
}
