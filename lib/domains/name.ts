/**
 * What a merchant may call a shop's domain: read once into the canonical form, or refused with the reason in a sentence.
 * Nothing here asks whether another store has the name: that answer would tell of the other store.
 */
import { isIP } from 'node:net'
import { domainToUnicode } from 'node:url'
import { parse } from 'tldts'
import { canonicalHost, classifyHost, type HostNames } from '@/lib/tenancy/host'

/** So that the name of the TXT record, thirteen characters longer, still fits into DNS. */
export const MAX_DOMAIN_LENGTH = 240
const MAX_TYPED = 2_048

/** Names that lead nowhere public (RFC 6761, 6762, 7686, 8375, 9476, and what routers invent). */
const INTERNAL =
  /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|private|arpa|invalid|onion|alt|workgroup)$/
/** Registered to IANA for documentation: nobody's shop. */
const DOCUMENTATION = new Set(['example.com', 'example.net', 'example.org', 'example.edu'])

export type ReadName = { domain: string } | { problem: string }

/** The canonical domain in `typed` (a name, or an address copied from a browser), or why it cannot be a shop's domain. */
export function readDomainName(typed: string, names: HostNames): ReadName {
  if (typed.length > MAX_TYPED) return refuse(TOO_LONG)
  const text = typed
    .trim()
    .normalize('NFC')
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
  if (text === '') return refuse('Enter a domain such as shop.example.com.')
  if (/[/?#@\s]/.test(text)) return refuse('Enter the domain alone, such as shop.example.com, without a path.')
  if (text.startsWith('*.')) return refuse('One domain is one name; a star for many names cannot be connected.')
  if (isIP(text.replace(/^\[|\]$/g, '')) !== 0 || /(^|\.)(\d+|0x[0-9a-f]*)\.?(:\d+)?$/i.test(text)) {
    return refuse('This is an IP address. A shop needs a domain name, such as shop.example.com.')
  }
  if (text.length > MAX_DOMAIN_LENGTH) return refuse(TOO_LONG)
  const domain = canonicalHost(text)
  if (domain === null) {
    return refuse('This is not a domain name. Use letters, digits and hyphens between dots, such as shop.example.com.')
  }
  if (domain.length > MAX_DOMAIN_LENGTH) return refuse(TOO_LONG)
  const problem = platformProblem(domain, names) ?? publicProblem(domain)
  return problem === null ? { domain } : refuse(problem)
}

/** The zone that the domain is in (`example.co.uk`), or the domain itself where nobody knows. */
export function zoneOf(domain: string): string {
  return parse(domain, { allowPrivateDomains: true }).domain ?? domain
}

/** The name in its own letters where these are others: `bücher.example` for `xn--bcher-kva.example`. */
export function nativeName(domain: string): string | null {
  const native = domainToUnicode(domain)
  return native === '' || native === domain ? null : native
}

const TOO_LONG = `This name is too long. A domain has at most ${MAX_DOMAIN_LENGTH} characters.`

function platformProblem(domain: string, names: HostNames): string | null {
  const own = [names.platformHost, names.storesDomain]
  // Also what the platform's own names are part of: whoever has `stoa.example` could answer for `app.stoa.example`.
  if (own.some((name) => name === domain || name.endsWith(`.${domain}`) || domain.endsWith(`.${name}`))) {
    return 'This name belongs to the platform itself. Connect a domain that you own.'
  }
  if (!domain.includes('.') || INTERNAL.test(domain)) {
    return 'This name exists only inside private networks. A shop needs a name that everybody can reach.'
  }
  return classifyHost(domain, names).kind === 'custom' ? null : 'This name cannot be a shop’s domain.'
}

function publicProblem(domain: string): string | null {
  const { publicSuffix, domain: registrable } = parse(domain, { allowPrivateDomains: true })
  if (registrable === null || publicSuffix === domain) {
    return `Many people’s domains end in ${domain}, so it is nobody’s own. Add the name in front, such as yourshop.${domain}.`
  }
  if (DOCUMENTATION.has(registrable)) {
    return 'This name is reserved for examples in documents. Connect a domain that you own.'
  }
  return null
}

function refuse(problem: string): { problem: string } {
  return { problem }
}
