/** A store's addresses as the room shows them and keeps asking for: plain values, words made, times as ISO. */
import { readStore } from '@/db/store'
import { getStoreProfile } from '@/lib/stores/queries'
import { storeHost } from '@/lib/tenancy/store-hosts'
import { nativeName } from './name'
import { type DomainRow, listDomainRows } from './queries'
import { type DnsRecord, proofRecord, routingRecords } from './records'
import { releaseTime } from './rules'
import { domainTarget, needsCertificate } from './target'
import { findingWords } from './words'

export type DomainStatus = 'waiting' | 'expired' | 'verified' | 'securing' | 'secured' | 'attention'

export interface DomainView {
  domain: string
  /** In its own letters, where these are others. */
  native: string | null
  /** As visitors' browsers show it, with the port where this machine has one. */
  host: string
  status: DomainStatus
  /** It leads here. */
  verified: boolean
  /** Its last look still found the proof. */
  proven: boolean
  primary: boolean
  /** It may be made the primary one. */
  ready: boolean
  /** What is wrong or still to do, a sentence or two each. */
  notes: string[]
  /** The records to set now; [] when there is nothing to set. */
  records: DnsRecord[]
  checkedAt: string | null
  /** When a claim ends, or a failing domain is let go. */
  until: string | null
  /** Something is under way: worth asking again. */
  live: boolean
}

export interface AddressesView {
  subdomain: { host: string; primary: boolean }
  redirectToPrimary: boolean
  domains: DomainView[]
}

interface Store {
  slug: string
  primaryDomain: string | null
  redirectToPrimary: boolean
}

/** Problems that end by themselves are no reason to call for the merchant. */
const PASSING = new Set(['not_pointed', 'handshake_failed', 'provider_unavailable', 'dns_timeout'])

export function addressesView(store: Store, rows: DomainRow[]): AddressesView {
  return {
    subdomain: { host: storeHost({ slug: store.slug, primaryDomain: null }), primary: store.primaryDomain === null },
    redirectToPrimary: store.redirectToPrimary,
    domains: rows.map((row) => domainView(store, row)),
  }
}

function domainView(store: Store, row: DomainRow): DomainView {
  const { domain, finding } = row
  const status = statusOf(row)
  const verified = row.state === 'verified'
  const ends = row.failingSince
    ? releaseTime(row.failingSince, !finding?.problems.includes('dns_failed'))
    : row.expiresAt
  return {
    domain,
    native: nativeName(domain),
    host: storeHost({ slug: store.slug, primaryDomain: domain }),
    status,
    verified,
    proven: verified && row.failures === 0,
    primary: verified && store.primaryDomain === domain,
    ready: verified && (!needsCertificate(domain) || row.certificate === 'issued'),
    notes: row.state === 'expired' || !finding ? [] : findingWords(finding, verified),
    records: recordsOf(row),
    checkedAt: row.lastCheckedAt?.toISOString() ?? null,
    until: row.state === 'expired' ? null : (ends?.toISOString() ?? null),
    live: status === 'waiting' || status === 'securing',
  }
}

function statusOf({ domain, state, certificate, failures, finding }: DomainRow): DomainStatus {
  if (state !== 'verified') return state
  const serious = finding?.problems.some((problem) => !PASSING.has(problem))
  if (failures > 0 || certificate === 'failed' || serious) return 'attention'
  if (!needsCertificate(domain)) return 'verified'
  return certificate === 'issued' ? 'secured' : 'securing'
}

/** Until the proof is there, both records; then the one that is wrong. */
function recordsOf({ domain, state, token, failures, finding }: DomainRow): DnsRecord[] {
  if (state === 'expired') return []
  const problems = finding?.problems ?? []
  const proof = token !== null && (state === 'waiting' || failures > 0)
  const routing =
    state === 'waiting' ||
    problems.some((problem) => /^(not_pointed|points_elsewhere|conflicting_records)$/.test(problem))
  return [...(proof ? [proofRecord(domain, token)] : []), ...(routing ? routingRecords(domain, domainTarget()) : [])]
}

/** All of it, in one transaction of the store. */
export function readAddresses(storeId: number): Promise<AddressesView> {
  return readStore(storeId, async (tx) => addressesView(await getStoreProfile(tx), await listDomainRows(tx)))
}
