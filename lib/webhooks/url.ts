/**
 * Which addresses a merchant may have webhooks sent to, as far as the text tells. Where its name leads is target.ts's
 * question, asked again before each delivery.
 */
import { isIP } from 'node:net'
import { isOwnAddress, isPublicAddress } from '@/lib/public-address'

export const MAX_URL_CHARACTERS = 2_000
const PORTS = ['', '443', '8443']

export interface UrlRules {
  /** Development: http, any port, this machine and private networks. */
  allowPrivate: boolean
  /** Hosts of the platform itself, with everything below them. */
  ownHosts: readonly string[]
}

/** The URL, or the reason against it as a sentence for the merchant. */
export function checkUrl(text: string, { allowPrivate, ownHosts }: UrlRules): { url: URL } | { reason: string } {
  const trimmed = text.trim()
  if (trimmed.length > MAX_URL_CHARACTERS) return { reason: `Use at most ${MAX_URL_CHARACTERS} characters.` }
  if (!URL.canParse(trimmed)) return { reason: 'Enter a whole address, such as https://example.com/webhooks.' }
  const url = new URL(trimmed)
  const schemes = allowPrivate ? ['https:', 'http:'] : ['https:']
  if (!schemes.includes(url.protocol)) return { reason: 'The address must begin with https://.' }
  if (url.username || url.password) return { reason: 'The address must not hold a user name or a password.' }
  if (url.hash) return { reason: 'The part after # never reaches a server. Leave it out.' }
  if (!allowPrivate && !PORTS.includes(url.port)) return { reason: 'Only ports 443 and 8443 are allowed.' }
  const host = hostOf(url)
  if (isIP(host)) {
    if (!isAllowedAddress(host, allowPrivate)) return { reason: `${host} is not an address on the public internet.` }
  } else if (!allowPrivate) {
    if (!host.includes('.')) return { reason: `${host} is not a name on the public internet.` }
    if (ownHosts.some((own) => host === own || host.endsWith(`.${own}`))) {
      return { reason: 'Webhooks cannot be sent to this platform itself.' }
    }
  }
  return { url }
}

/** The host of the URL as an address or a name: without brackets and trailing dot. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

export function isAllowedAddress(address: string, allowPrivate: boolean): boolean {
  return isPublicAddress(address) || (allowPrivate && isOwnAddress(address))
}
