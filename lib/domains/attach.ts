/** Bringing a domain into the provider's project, one call further each time: added, verified, looked at. A workflow. */
import { MINUTE } from '@/lib/clock'
import type { Finding } from './findings'
import { takeTurn } from './provider-turns'
import type { ProjectDomain, Reply, Vercel } from './vercel'

/** A person has to set a record first, and verifications are the scarcer calls. */
const VERIFY_AGAIN_MS = 10 * MINUTE

export interface Attachment {
  finding: Finding
  /** The provider says that visitors are led to it. */
  pointsHere: boolean
  /** When to come back, where the provider or its limits say so. */
  waitMs?: number
}

export async function attach(provider: Vercel, domain: string): Promise<Attachment> {
  let found = await provider.find(domain)
  if (found.kind === 'missing') {
    const waitMs = await takeTurn('add', domain)
    if (waitMs > 0) return later(waitMs)
    found = await provider.add(domain)
  }
  if (found.kind !== 'ok') return stopped(found)
  let known: ProjectDomain = found.value
  if (!known.verified) {
    const waitMs = await takeTurn('verify', domain)
    if (waitMs > 0) return { ...later(waitMs), finding: wanted(known) }
    const verified = await provider.verify(domain)
    // "Not verified yet" is how the provider refuses here; its own record is what the merchant has to set.
    if (verified.kind !== 'ok' && verified.kind !== 'refused') return stopped(verified)
    if (verified.kind === 'ok') known = verified.value
    if (!known.verified) return { finding: wanted(known), pointsHere: false, waitMs: VERIFY_AGAIN_MS }
  }
  const config = await provider.config(domain)
  if (config.kind !== 'ok') return stopped(config)
  return { finding: { problems: [], seen: {} }, pointsHere: !config.value.misconfigured }
}

/** Takes the domain out of the project. False when it has to be tried again. */
export async function detach(provider: Vercel, domain: string): Promise<boolean> {
  const { kind } = await provider.remove(domain)
  return kind === 'ok' || kind === 'missing' || kind === 'refused'
}

function stopped(reply: Exclude<Reply<unknown>, { kind: 'ok' }>): Attachment {
  if (reply.kind === 'busy') return later(reply.waitMs)
  const problem = reply.kind === 'unavailable' ? 'provider_unavailable' : 'provider_refused'
  const seen = reply.kind === 'refused' ? { code: [reply.code] } : undefined
  return { finding: { problems: [problem], seen: seen ?? {} }, pointsHere: false }
}

function later(waitMs: number): Attachment {
  return { finding: { problems: [], seen: {} }, pointsHere: false, waitMs }
}

function wanted({ verification = [] }: ProjectDomain): Finding {
  const provider = verification.map(({ type, domain, value }) => `${type} ${domain} = ${value}`)
  return provider.length > 0 ? { problems: ['provider_record'], seen: { provider } } : { problems: [], seen: {} }
}
