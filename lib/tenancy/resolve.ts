/**
 * Host -> store, through memory, then Redis, then whoever knows (`ask`). Runs at the edge and in Node.
 *
 * How old an answer may be: memory keeps it for MEMORY_MS counted from before it was asked for. A process that hears of
 * purges (lib/shared-clock) listens before it believes an answer older than UNHEARD_MS, and may then keep it for KEPT_MS. So a
 * purge (a suspension, a new domain) is seen by every process within MEMORY_MS, whether Redis is there or not. Redis keeps an
 * answer for REDIS_SECONDS, beside the version it was asked under, which a purge raises. An answer that was under way while
 * the store changed is believed later by neither.
 * When nobody answers, a store known for at most STALE_MS goes on being served; an unknown name is an error, never a guess.
 * Redis missing, slow or wrong costs one question to `ask`, nothing else.
 */
import type { Redis } from '@upstash/redis'
import { platformKeys } from '@/lib/kv'
import type { HostNames, StoreAddress } from './host'
import { Lru } from './lru'
import { parseStoreEntry, type StoreEntry } from './store-entry'

/** Below the five seconds that the platform promises, for what else a request takes. */
export const MEMORY_MS = 4_000
export const UNHEARD_MS = 1_000
export const KEPT_MS = 5 * 60_000
const STALE_MS = 10 * 60_000
const REDIS_SECONDS = 30
const VERSION_SECONDS = 24 * 60 * 60
const MAX_STORES = 100_000
/** Apart from the stores, so that a flood of invented names pushes no store out. */
const MAX_UNKNOWN = 10_000

/** Nobody could say whose host this is, and it was not known before. */
export class ResolverUnavailableError extends Error {
  override readonly name = 'ResolverUnavailableError'
}

export interface ResolverParts {
  names: Pick<HostNames, 'storesDomain'>
  ask: (address: StoreAddress) => Promise<StoreEntry | null>
  kv: () => Redis | null
  /** Whether answers are looked for in Redis too; purges are made known there in any case. */
  readShared: boolean
  /** Hears of purges in other processes; null where nobody tells. */
  listen?: (listener: { expire(hosts: string[]): void; forget(): void }) => Clock | null
  /** Let concurrent requests share one question. Off where a request must not wait for another's I/O. */
  shareFlights: boolean
  now?: () => number
}

export interface Clock {
  /** True when every purge up to a moment ago is known here. */
  sync(): Promise<boolean>
  publish(hosts: string[]): Promise<void>
}

export interface Resolver {
  /** The store at `address`, or null. @throws ResolverUnavailableError */
  resolve(address: StoreAddress): Promise<StoreEntry | null>
  /** Forgets a host here, in Redis and in every process that hears. @throws KvUnavailableError: then call again, Redis may still hold the old answer. */
  purge(address: StoreAddress): Promise<void>
}

interface Remembered {
  entry: StoreEntry | null
  since: number
}

export function createResolver({
  names,
  ask,
  kv,
  readShared,
  shareFlights,
  listen,
  now = () => Date.now(),
}: ResolverParts): Resolver {
  const stores = new Lru<Remembered>(MAX_STORES)
  const unknown = new Lru<Remembered>(MAX_UNKNOWN)
  const flights = new Map<string, Promise<StoreEntry | null>>()
  /** Counts what was forgotten: who asked before the last time may hold an old answer. */
  let forgotten = 0
  const clock = listen?.({
    expire: (hosts) => hosts.forEach(forgetHost),
    forget: () => {
      forgotten += 1
      stores.clear()
      unknown.clear()
      flights.clear()
    },
  })

  function forgetHost(host: string): void {
    forgotten += 1
    stores.delete(host)
    unknown.delete(host)
    flights.delete(host)
  }

  function remember(host: string, remembered: Remembered): void {
    const [keep, drop] = remembered.entry ? [stores, unknown] : [unknown, stores]
    keep.set(host, remembered)
    drop.delete(host)
  }

  async function fetchEntry(host: string, address: StoreAddress): Promise<StoreEntry | null> {
    const [since, before] = [now(), forgotten]
    const cached = readShared ? await readEntry(kv(), host) : undefined
    if (cached?.entry !== undefined) {
      if (before === forgotten) remember(host, { entry: cached.entry, since })
      return cached.entry
    }
    try {
      const entry = await ask(address)
      if (before === forgotten) remember(host, { entry, since })
      if (cached) await writeEntry(kv(), host, entry, cached.version)
      return entry
    } catch (error) {
      const last = stores.get(host)
      if (last && since - last.since < STALE_MS) return last.entry
      throw new ResolverUnavailableError(`nobody could say whose host ${host} is`, { cause: error })
    }
  }

  function resolve(address: StoreAddress): Promise<StoreEntry | null> {
    const host = hostOf(address, names)
    const known = stores.get(host) ?? unknown.get(host)
    const age = known ? now() - known.since : Number.POSITIVE_INFINITY
    if (known && age < (clock ? UNHEARD_MS : MEMORY_MS)) return Promise.resolve(known.entry)
    if (known && clock && age < KEPT_MS) return heard(clock, host, address)
    return asked(host, address)
  }

  /** Believes what is remembered if every purge is known, or it is young; what one of them named is gone from memory by then. */
  async function heard(clock: Clock, host: string, address: StoreAddress): Promise<StoreEntry | null> {
    const upToDate = await clock.sync()
    const known = stores.get(host) ?? unknown.get(host)
    return known && (upToDate || now() - known.since < MEMORY_MS) ? known.entry : asked(host, address)
  }

  function asked(host: string, address: StoreAddress): Promise<StoreEntry | null> {
    if (!shareFlights) return fetchEntry(host, address)
    const flight = flights.get(host)
    if (flight) return flight
    const started = fetchEntry(host, address).finally(() => {
      if (flights.get(host) === started) flights.delete(host)
    })
    flights.set(host, started)
    return started
  }

  async function purge(address: StoreAddress): Promise<void> {
    const host = hostOf(address, names)
    forgetHost(host)
    const version = platformKeys.hostVersion(host)
    try {
      await kv()?.multi().incr(version).expire(version, VERSION_SECONDS).del(platformKeys.host(host)).exec()
    } finally {
      // Told last, so that whoever hears of it finds no old answer in Redis; told also when Redis could not be cleared.
      await clock?.publish([host])
    }
  }

  return { resolve, purge }
}

function hostOf(address: StoreAddress, { storesDomain }: Pick<HostNames, 'storesDomain'>): string {
  return address.kind === 'subdomain' ? `${address.slug}.${storesDomain}` : address.domain
}

/** What Redis holds and the version to write under; undefined when Redis cannot be asked. */
async function readEntry(
  redis: Redis | null,
  host: string,
): Promise<{ version: number; entry?: StoreEntry | null } | undefined> {
  if (!redis) return undefined
  let answer: unknown[]
  try {
    answer = await redis.mget<unknown[]>(platformKeys.hostVersion(host), platformKeys.host(host))
  } catch {
    // Deliberately quiet: Redis is a shortcut, and its state is reported by /api/ready.
    return undefined
  }
  const version = Number(answer[0] ?? 0)
  const stored = answer[1]
  if (typeof stored !== 'object' || stored === null || !('version' in stored) || !('entry' in stored))
    return { version }
  return stored.version === version ? { version, entry: parseStoreEntry(stored.entry) } : { version }
}

async function writeEntry(redis: Redis | null, host: string, entry: StoreEntry | null, version: number): Promise<void> {
  try {
    await redis?.set(platformKeys.host(host), { version, entry }, { ex: REDIS_SECONDS })
  } catch {
    // As above: the next request asks again.
  }
}
