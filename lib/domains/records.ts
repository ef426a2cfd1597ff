/** The DNS records that a merchant has to set, exactly. Pure. */
import { isIPv4 } from 'node:net'
import { zoneOf } from './name'
import type { Target } from './target'

export interface DnsRecord {
  type: 'TXT' | 'CNAME' | 'A' | 'AAAA' | 'ALIAS'
  /** The whole name. */
  name: string
  /** The name as most DNS providers want it: without the zone, `@` for the zone itself. */
  host: string
  value: string
}

/** Where a store's token is looked for. */
export function proofName(domain: string): string {
  return `_stoa-verify.${domain}`
}

/** The record that proves whose domain it is: its value is the claim's token and nothing else. */
export function proofRecord(domain: string, token: string): DnsRecord {
  return record('TXT', proofName(domain), zoneOf(domain), token)
}

/** The records that lead visitors here: a CNAME, or addresses where the domain is a zone itself. */
export function routingRecords(domain: string, { cname, addresses }: Target): DnsRecord[] {
  const zone = zoneOf(domain)
  if (domain !== zone) return [record('CNAME', domain, zone, cname)]
  if (addresses.length === 0) return [record('ALIAS', domain, zone, cname)]
  return addresses.filter(isIPv4).map((address) => record('A', domain, zone, address))
}

function record(type: DnsRecord['type'], name: string, zone: string, value: string): DnsRecord {
  return { type, name, host: name === zone ? '@' : name.slice(0, -zone.length - 1), value }
}
