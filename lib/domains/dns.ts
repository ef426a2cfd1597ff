/**
 * Asking DNS: DNS_SERVER, or the system's resolver. Whatever comes back is a value; "no such name", "no such record", "the
 * name servers failed" and "no answer in time" are told apart, since a merchant has to do something else about each.
 */
import { lookup, Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import { SECOND } from '@/lib/clock'
import { env } from '@/lib/env'

/** For one try at one server; each question is tried twice. */
const TRY_MS = 2 * SECOND
const TRIES = 2
/** Whatever the resolver itself does, nobody waits longer. */
export const QUESTION_MS = 6 * SECOND
const DNS_PORT = 53

export type Silence = 'none' | 'no_such_name' | 'server_failed' | 'timeout'
export type Answer<T> = { kind: 'found'; records: T[] } | { kind: Silence }

export interface CaaRecord {
  /** `issue`, `issuewild`, ... */
  property: string
  value: string
}

/** Each question is bounded by QUESTION_MS and never throws. */
export interface Dns {
  /** A record's chunks joined, as RFC 7208 reads them. */
  txt(name: string): Promise<Answer<string>>
  a(name: string): Promise<Answer<string>>
  aaaa(name: string): Promise<Answer<string>>
  cname(name: string): Promise<Answer<string>>
  caa(name: string): Promise<Answer<CaaRecord>>
  /** Found, or not: who serves the zone matters to nobody here. */
  ns(name: string): Promise<Answer<string>>
}

/** A client of the configured resolver, for one look. */
export async function openDns(server: string | undefined = env().DNS_SERVER, tryMs: number = TRY_MS): Promise<Dns> {
  const resolver = new Resolver({ timeout: tryMs, tries: TRIES })
  if (server) resolver.setServers([await serverAddress(server)])
  const ask = <T>(question: () => Promise<T[]>) => bounded(question, resolver)
  return {
    txt: (name) => ask(async () => (await resolver.resolveTxt(name)).map((chunks) => chunks.join(''))),
    a: (name) => ask(() => resolver.resolve4(name)),
    aaaa: (name) => ask(() => resolver.resolve6(name)),
    cname: (name) => ask(async () => (await resolver.resolveCname(name)).map(plain)),
    ns: (name) => ask(async () => (await resolver.resolveNs(name)).map(plain)),
    caa: (name) =>
      ask(async () =>
        (await resolver.resolveCaa(name)).flatMap(({ critical: _, ...properties }) =>
          Object.entries(properties).map(([property, value]) => ({ property, value: String(value) })),
        ),
      ),
  }
}

/** Whether the resolver answers at all: asked when others' silence could be its own. */
export async function resolverAnswers(dns: Dns): Promise<boolean> {
  const { kind } = await dns.ns('.')
  return kind !== 'timeout' && kind !== 'server_failed'
}

const SILENCES: Record<string, Silence> = {
  ENODATA: 'none',
  ENOTFOUND: 'no_such_name',
  ESERVFAIL: 'server_failed',
  EREFUSED: 'server_failed',
  EBADRESP: 'server_failed',
  EFORMERR: 'server_failed',
  ENOTIMP: 'server_failed',
}

async function bounded<T>(question: () => Promise<T[]>, resolver: Resolver): Promise<Answer<T>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Answer<T>>((resolve) => {
    timer = setTimeout(() => {
      resolver.cancel()
      resolve({ kind: 'timeout' })
    }, QUESTION_MS)
  })
  try {
    return await Promise.race([answerOf(question), late])
  } finally {
    clearTimeout(timer)
  }
}

async function answerOf<T>(question: () => Promise<T[]>): Promise<Answer<T>> {
  try {
    const records = await question()
    return records.length > 0 ? { kind: 'found', records } : { kind: 'none' }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    return { kind: SILENCES[code] ?? 'timeout' }
  }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/** `setServers` takes addresses; a server given by name is looked up as the system does it. */
async function serverAddress(server: string): Promise<string> {
  const [, bracketed, named, port = DNS_PORT] = /^(?:\[(.+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(server) ?? []
  const name = bracketed ?? named ?? server
  const address = isIP(name) ? name : (await lookup(name)).address
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`
}
