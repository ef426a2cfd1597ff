/**
 * Host names: one canonical form, and what kind of address it is.
 *
 * Invariant: a store is only ever named by a canonical name. Anything that needs guessing (an IP, a second label before
 * the stores' domain, a name that maps to another one) is null or `invalid`, never a nearby store.
 * Pure and edge-safe; which header carries the host is request-host.ts.
 */

const MAX_HOST_LENGTH = 253
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/
/** The form of stores.subdomain, also checked there. */
const SLUG = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/
const MAX_PORT = 65_535

/** Canonical names (no port) of the two domains that configuration gives. */
export interface HostNames {
  platformHost: string
  storesDomain: string
}

export type StoreAddress = { kind: 'subdomain'; slug: string } | { kind: 'custom'; domain: string }
export type HostKind = StoreAddress | { kind: 'platform' } | { kind: 'invalid' }

/**
 * The canonical form of a host as a header, a form or a DNS record gives it: port and one trailing dot dropped, lower case,
 * IDNA A-labels. Null for anything malformed and for IP addresses.
 */
export function canonicalHost(raw: string | null | undefined): string | null {
  if (!raw || raw.length > MAX_HOST_LENGTH * 2) return null
  const parts = /^([^\s:/\\?#@%[\],;]+?)(?::(\d{1,5}))?$/.exec(raw)
  if (!parts?.[1] || Number(parts[2] ?? 1) > MAX_PORT) return null
  const name = toAscii(parts[1].replace(/\.$/, ''))
  if (name === null || name.length > MAX_HOST_LENGTH) return null
  const labels = name.split('.')
  if (!labels.every((label) => LABEL.test(label))) return null
  // "Ends in a number" is how the URL standard recognises an IPv4 address, in all its spellings.
  const last = labels.at(-1) ?? ''
  return /^(\d+|0x[0-9a-f]*)$/.test(last) ? null : name
}

/** What a canonical host addresses. The platform's own name wins; nothing below or above the stores' domain is a custom domain. */
export function classifyHost(host: string, { platformHost, storesDomain }: HostNames): HostKind {
  if (host === platformHost) return { kind: 'platform' }
  if (host === storesDomain) return { kind: 'invalid' }
  if (host.endsWith(`.${storesDomain}`)) {
    const slug = host.slice(0, -storesDomain.length - 1)
    return isStoreSlug(slug) ? { kind: 'subdomain', slug } : { kind: 'invalid' }
  }
  if (host.endsWith(`.${platformHost}`) || !host.includes('.')) return { kind: 'invalid' }
  return { kind: 'custom', domain: host }
}

/** Whether a text has the form of a store's subdomain: 3 to 63 of a-z, 0-9 and inner hyphens, and no IDNA label. */
export function isStoreSlug(text: string): boolean {
  return SLUG.test(text) && text.slice(2, 4) !== '--'
}

/** The port that configuration puts behind its hosts (`:3000` on a developer's machine), or an empty text. */
export function portSuffix(hostWithPort: string): string {
  return /:\d+$/.exec(hostWithPort)?.[0] ?? ''
}

/**
 * IDNA. The platform's URL parser maps silently (a soft hyphen vanishes, a full-width letter becomes a plain one), so a
 * name that is not already in the mapped form is refused: two spellings of one store would be two hosts to every cache.
 */
function toAscii(name: string): string | null {
  const lower = name.toLowerCase()
  const plain = isAscii(name) && !lower.split('.').some((label) => label.startsWith('xn--'))
  if (plain) return lower
  // Before lower-casing, which itself maps: the Kelvin sign becomes a plain k.
  if (!name.split('.').every(isStable)) return null
  let ascii: string
  try {
    ascii = new URL(`http://${lower}/`).hostname
  } catch {
    return null
  }
  const labels = lower.split('.')
  const mapped = ascii.split('.')
  const faithful = labels.every((label, i) => (isAscii(label) ? mapped[i] === label : mapped[i]?.startsWith('xn--')))
  return faithful && mapped.length === labels.length ? ascii : null
}

function isAscii(label: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII.
  return /^[\x00-\x7f]*$/.test(label)
}

function isStable(label: string): boolean {
  return isAscii(label) || (/^[\p{L}\p{M}\p{N}-]+$/u.test(label) && label === label.normalize('NFKC'))
}
