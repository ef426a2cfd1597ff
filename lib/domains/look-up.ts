/** One look at everything DNS says about a domain. What it means is findings.ts's; this only asks, within a bounded time. */
import type { Answer, CaaRecord, Dns } from './dns'
import { zoneOf } from './name'
import { proofName } from './records'
import type { Target } from './target'

export interface Seen {
  /** The TXT records at `_stoa-verify.<domain>`. */
  proof: Answer<string>
  /** TXT records where the proof often lands by mistake, by name; [] unless the proof was not found. */
  elsewhere: { name: string; records: string[] }[]
  /** The zone's own answer, where the domain does not exist: told apart from a name that only has no records yet. */
  zone: Answer<string>['kind']
  a: Answer<string>
  aaaa: Answer<string>
  cname: Answer<string>
  /** Where CNAME and addresses have to lead. */
  targetAddresses: string[]
  /** The CAA records that count (RFC 8659: the nearest name upward that has some), and where they stand. */
  caa: { at: string; records: CaaRecord[] } | null
}

const MAX_LABELS_CLIMBED = 10

export async function lookUp(dns: Dns, domain: string, target: Target): Promise<Seen> {
  const [proof, a, aaaa, cname, caa, targetAddresses] = await Promise.all([
    dns.txt(proofName(domain)),
    dns.a(domain),
    dns.aaaa(domain),
    dns.cname(domain),
    nearestCaa(dns, domain),
    addressesOf(dns, target),
  ])
  const missing = proof.kind === 'none' || proof.kind === 'no_such_name'
  const [elsewhere, zone] = await Promise.all([
    missing ? misplaced(dns, domain) : [],
    missing && a.kind === 'no_such_name' ? dns.ns(zoneOf(domain)).then(({ kind }) => kind) : ('found' as const),
  ])
  return { proof, elsewhere, zone, a, aaaa, cname, caa, targetAddresses }
}

/** Providers append the zone to a name that already has it; people put the value at the domain itself. */
async function misplaced(dns: Dns, domain: string): Promise<Seen['elsewhere']> {
  const names = [`${proofName(domain)}.${zoneOf(domain)}`, domain]
  const answers = await Promise.all(names.map((name) => dns.txt(name)))
  return names.flatMap((name, i) => {
    const answer = answers[i]
    return answer?.kind === 'found' ? [{ name, records: answer.records }] : []
  })
}

async function nearestCaa(dns: Dns, domain: string): Promise<Seen['caa']> {
  const labels = domain.split('.')
  const names = labels.slice(0, -1).map((_, i) => labels.slice(i).join('.'))
  const asked = names.slice(0, MAX_LABELS_CLIMBED)
  const answers = await Promise.all(asked.map((name) => dns.caa(name)))
  for (const [i, answer] of answers.entries()) {
    if (answer.kind === 'found') return { at: asked[i] ?? domain, records: answer.records }
  }
  return null
}

async function addressesOf(dns: Dns, { cname, addresses }: Target): Promise<string[]> {
  if (addresses.length > 0) return addresses
  const [a, aaaa] = await Promise.all([dns.a(cname), dns.aaaa(cname)])
  return [a, aaaa].flatMap((answer) => (answer.kind === 'found' ? answer.records : []))
}
