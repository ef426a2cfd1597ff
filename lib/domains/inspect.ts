/** Everything about one connected domain at one moment: its proof, where it leads, its certificate. Asks; writes nothing. */
import { and, eq } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { customDomains, domainClaims } from '@/db/schema/hosts'
import { attach } from './attach'
import { type Dns, openDns } from './dns'
import { type Finding, judge } from './findings'
import { lookUp, type Seen } from './look-up'
import { domainTarget, needsCertificate } from './target'
import { handshake } from './tls'
import { type Vercel, vercel } from './vercel'

export interface ConnectedDomain {
  storeId: number
  domain: string
  /** NULL where an operator connected it by hand. */
  token: string | null
  certificate: 'none' | 'pending' | 'issued' | 'failed'
}

export interface Inspection {
  finding: Finding
  /** NULL: there is no token to look for. */
  proven: boolean | null
  disproven: boolean
  certificate: ConnectedDomain['certificate']
  waitMs?: number
}

/** Whom an inspection asks. */
export interface Parties {
  dns: Dns
  provider: Vercel | null
  handshake: typeof handshake
}

export async function realParties(): Promise<Parties> {
  return { dns: await openDns(), provider: vercel(), handshake }
}

export async function findConnected(storeId: number, domain: string): Promise<ConnectedDomain | null> {
  const [row] = await readPlatform((tx) =>
    tx
      .select({
        storeId: customDomains.storeId,
        domain: customDomains.domain,
        certificate: customDomains.certificate,
        token: domainClaims.verificationToken,
      })
      .from(customDomains)
      .leftJoin(
        domainClaims,
        and(
          eq(domainClaims.storeId, customDomains.storeId),
          eq(domainClaims.domain, customDomains.domain),
          eq(domainClaims.status, 'verified'),
        ),
      )
      .where(and(eq(customDomains.storeId, storeId), eq(customDomains.domain, domain)))
      .limit(1),
  )
  return row ?? null
}

export async function inspect({ domain, token, certificate }: ConnectedDomain, parties: Parties): Promise<Inspection> {
  const target = domainTarget()
  const seen = await lookUp(parties.dns, domain, target)
  const { finding, proven, disproven, pointsHere } = judge(domain, token ?? '', seen, target)
  const base = {
    finding: token === null ? withoutProof(finding) : finding,
    proven: token === null ? null : proven,
    disproven,
  }
  if (!needsCertificate(domain)) return { ...base, certificate: 'none' }
  return {
    ...base,
    ...(await inspectCertificate({ domain, certificate }, { finding: base.finding, pointsHere, seen }, parties)),
  }
}

/** A domain with a certificate is only shaken hands with; one without is brought a step further first. */
async function inspectCertificate(
  { domain, certificate }: Pick<ConnectedDomain, 'domain' | 'certificate'>,
  { finding, pointsHere, seen }: { finding: Finding; pointsHere: boolean; seen: Seen },
  { provider, handshake: shakeHands }: Parties,
): Promise<Pick<Inspection, 'finding' | 'certificate' | 'waitMs'>> {
  const attached = provider && certificate !== 'issued' ? await attach(provider, domain) : null
  const led = attached ? attached.pointsHere : pointsHere
  const all = merge(led ? withoutRouting(finding) : finding, attached?.finding)
  const waitMs = attached?.waitMs
  if (!led || all.problems.includes('caa_forbids')) return { finding: all, certificate: kept(certificate), waitMs }
  // At this platform's own addresses, never at what the domain's records say: see tls.ts.
  const result = await shakeHands(domain, seen.targetAddresses)
  if (result === 'secure') return { finding: all, certificate: 'issued', waitMs }
  const problem = result === 'wrong_certificate' ? 'wrong_certificate' : 'handshake_failed'
  return { finding: merge(all, { problems: [problem], seen: {} }), certificate: broken(certificate), waitMs }
}

/** What nobody could try says nothing about a certificate that was there. */
function kept(certificate: ConnectedDomain['certificate']): ConnectedDomain['certificate'] {
  return certificate === 'none' ? 'pending' : certificate
}

function broken(certificate: ConnectedDomain['certificate']): ConnectedDomain['certificate'] {
  return certificate === 'issued' || certificate === 'failed' ? 'failed' : 'pending'
}

const PROOF = new Set([
  'record_missing',
  'record_differs',
  'record_misplaced',
  'domain_unknown',
  'dns_failed',
  'dns_timeout',
])
const ROUTING = new Set(['not_pointed', 'points_elsewhere', 'conflicting_records'])

function withoutProof({ problems, seen }: Finding): Finding {
  return { problems: problems.filter((problem) => !PROOF.has(problem)), seen }
}

function withoutRouting({ problems, seen }: Finding): Finding {
  return { problems: problems.filter((problem) => !ROUTING.has(problem)), seen }
}

function merge(one: Finding, other: Finding = { problems: [], seen: {} }): Finding {
  return { problems: [...one.problems, ...other.problems], seen: { ...one.seen, ...other.seen } }
}
