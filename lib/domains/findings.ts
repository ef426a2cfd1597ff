/**
 * What a look at DNS means for a domain: a list of typed problems, empty when nothing is wrong, with the records that were
 * seen. Pure. Only the token in the TXT record proves anything; where a domain points never does.
 */
import type { DomainFinding } from '@/db/schema/hosts'
import type { Seen } from './look-up'
import { proofName } from './records'
import type { Target } from './target'

export const PROBLEMS = [
  // The proof.
  'record_missing',
  'record_differs',
  'record_misplaced',
  'domain_unknown',
  'dns_failed',
  'dns_timeout',
  'held_elsewhere',
  // Where it leads.
  'not_pointed',
  'points_elsewhere',
  'conflicting_records',
  // Its certificate.
  'caa_forbids',
  'handshake_failed',
  'wrong_certificate',
  'provider_record',
  'provider_refused',
  'provider_unavailable',
] as const
export type Problem = (typeof PROBLEMS)[number]

export interface Finding extends DomainFinding {
  problems: Problem[]
}

export interface Judgement {
  finding: Finding
  /** The token stands in the TXT record. */
  proven: boolean
  /** The proof is certainly not there; otherwise somebody's name server did not say. */
  disproven: boolean
  /** Visitors are led here, and by nothing else. */
  pointsHere: boolean
}

export function judge(domain: string, token: string, seen: Seen, target: Target): Judgement {
  const proof = judgeProof(domain, token, seen)
  const routing = judgeRouting(seen, target)
  const caa = judgeCaa(seen, target)
  return {
    finding: {
      problems: [...proof.problems, ...routing.problems, ...caa.problems],
      seen: { ...proof.seen, ...routing.seen, ...caa.seen },
    },
    proven: proof.problems.length === 0,
    disproven: seen.proof.kind === 'found' || seen.proof.kind === 'none' || seen.proof.kind === 'no_such_name',
    pointsHere: routing.problems.length === 0,
  }
}

function judgeProof(domain: string, token: string, { proof, elsewhere, zone }: Seen): Finding {
  switch (proof.kind) {
    case 'found':
      // Others may have records of their own at this name; ours among them is enough.
      return proof.records.some((record) => record.trim() === token)
        ? right()
        : wrong('record_differs', 'txt', proof.records)
    case 'server_failed':
      return wrong('dns_failed')
    case 'timeout':
      return wrong('dns_timeout')
    default: {
      const found = elsewhere.filter(({ records }) => records.some((record) => record.trim() === token))
      if (found.length > 0)
        return wrong(
          'record_misplaced',
          'misplaced',
          found.map(({ name }) => name),
        )
      return zone === 'no_such_name' ? wrong('domain_unknown') : wrong('record_missing', 'name', [proofName(domain)])
    }
  }
}

/** A CNAME to the target, or addresses of which every one is the target's: visitors take any of them. */
function judgeRouting({ a, aaaa, cname, targetAddresses }: Seen, target: Target): Finding {
  const records = (answer: Seen['a']) => (answer.kind === 'found' ? answer.records : [])
  const [name] = records(cname)
  if (name === target.cname) return right()
  const addresses = [...records(a), ...records(aaaa)]
  const strangers = addresses.filter((address) => !targetAddresses.includes(address))
  if (addresses.length > 0 && strangers.length === 0) return right()
  const seen = Object.fromEntries(
    Object.entries({ cname: records(cname), a: records(a), aaaa: records(aaaa), strangers }).filter(
      ([, found]) => found.length > 0,
    ),
  )
  if (name === undefined && addresses.length === 0) return { problems: ['not_pointed'], seen }
  return { problems: [strangers.length < addresses.length ? 'conflicting_records' : 'points_elsewhere'], seen }
}

/** RFC 8659: with any `issue` record, only the authorities named in one may issue. */
function judgeCaa({ caa }: Seen, { authorities }: Target): Finding {
  const issue = caa?.records.filter(({ property }) => property === 'issue') ?? []
  if (!caa || issue.length === 0) return right()
  const named = issue.map(({ value }) => value.split(';')[0]?.trim().toLowerCase() ?? '')
  if (authorities.some((authority) => named.includes(authority))) return right()
  return {
    problems: ['caa_forbids'],
    seen: { caa: issue.map(({ value }) => `${caa.at} CAA issue "${value}"`), authorities },
  }
}

function right(): Finding {
  return { problems: [], seen: {} }
}

function wrong(problem: Problem, name?: string, records: string[] = []): Finding {
  return { problems: [problem], seen: name === undefined ? {} : { [name]: records } }
}
