/** Stores, a name server and a clock for the tests of domains; the product's own code and roles otherwise. */
import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { withStore } from '@/db/store'
import { claimDomain } from '@/lib/domains/commands'
import { lookupStore } from '@/lib/tenancy/lookup'
import { type DnsServer, startDns } from '@/local/dns/server'
import { openTestDatabase } from '../support/database'

const HOUR_MS = 3_600_000

/** Call once, at the top of a test file. */
export async function openScene() {
  const dns: DnsServer = await startDns()
  process.env.DNS_SERVER = dns.address
  const db = await openTestDatabase()
  let count = 0

  beforeAll(() => {
    vi.useFakeTimers({ toFake: ['Date'] })
  })
  afterAll(() => {
    vi.useRealTimers()
    return dns.stop()
  })
  beforeEach(() => dns.clear())

  const claim = (storeId: number, typed: string) => withStore(storeId, (tx) => claimDomain(tx, typed))
  const publish = (domain: string, ...txt: string[]) => dns.set(`_stoa-verify.${domain}`, { txt })

  return {
    db,
    dns,
    claim,
    publish,
    newStore: () => db.createStore(`shop-${++count}`),
    newDomain: () => `d${++count}.example.test`,
    /** The record is gone, or never was. */
    unpublish: (domain: string) => dns.remove(`_stoa-verify.${domain}`),
    passHours: (hours: number) => vi.setSystemTime(Date.now() + hours * HOUR_MS),
    /** Whose the domain is, as visitors' requests are resolved. */
    ownerOf: async (domain: string) => (await lookupStore({ kind: 'custom', domain }))?.storeId ?? null,
    claimOf: async (storeId: number, domain: string) => {
      const [row] = await db.admin`select status, verification_token as token, checks, finding from domain_claims
        where store_id = ${storeId} and domain = ${domain}`
      return row
    },
    topics: async (storeId: number) => {
      const rows =
        await db.admin`select topic from outbox where store_id = ${storeId} and topic like 'domain.%' order by created_at, id`
      return rows.map(({ topic }) => String(topic))
    },
  }
}
