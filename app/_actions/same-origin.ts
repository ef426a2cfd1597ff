/**
 * Whether a browser says that the page which sent this is of the host it was sent to. The host is the one that middleware
 * vouches for; a page of it that came without TLS is another origin where the host is spoken to with TLS.
 */
import { schemeOf } from '@/lib/scheme'

interface HeaderReader {
  get(name: string): string | null
}

export function isSameOrigin(from: HeaderReader): boolean {
  const site = from.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = from.get('origin')
  return origin === null ? site !== null : isOriginOf(origin, from.get('x-forwarded-host') ?? from.get('host') ?? '')
}

/** A browser's request names where it came from by at least one of these. */
export function saysWhereFrom(from: HeaderReader): boolean {
  return from.get('origin') !== null || from.get('sec-fetch-site') !== null
}

function isOriginOf(origin: string, address: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, host } = new URL(origin)
  const secure = protocol === 'https:'
  return host === address.toLowerCase() && (secure || (protocol === 'http:' && schemeOf(address) === 'http'))
}
