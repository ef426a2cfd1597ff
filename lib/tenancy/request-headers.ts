/** The headers that pages, actions and handlers behind middleware see: none of a client's words about stores among them. */
import { schemeOf } from '@/lib/scheme'
import type { TenancyConfig } from './config'
import { prove } from './proof'
import { type HeaderReader, PROOF_HEADER, type RequestHost } from './request-host'

export const REQUEST_ID_HEADER = 'x-request-id'
/** The client's address as a trusted proxy reports it; absent when nobody trustworthy says it. */
export const CLIENT_HEADER = 'x-stoa-client'

/**
 * What a client may not say: which store, what middleware said, and the policy from which Next takes a nonce (a cached page
 * made for such a request would carry the client's nonce for everybody).
 */
const CONTEXT = /^(x-(stoa|store|middleware|shopify)-|x-nonce$|content-security-policy)/
const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/

/** The proxy's id when one in front is trusted, else a new one. */
export function requestIdOf(headers: HeaderReader, { trustProxy }: Pick<TenancyConfig, 'trustProxy'>): string {
  const given = headers.get(REQUEST_ID_HEADER)
  return trustProxy && given && REQUEST_ID.test(given) ? given : crypto.randomUUID()
}

/**
 * A copy of `received` without forged context, and with what middleware vouches for: the host in X-Forwarded-Host (Next
 * compares an action's Origin with it), the request id, the client's address, and the host's proof wherever Next may fetch
 * from itself.
 */
export async function trustedHeaders(
  received: Headers,
  method: string,
  at: RequestHost & { host: string },
  requestId: string,
  config: TenancyConfig,
): Promise<Headers> {
  const headers = new Headers()
  for (const [name, value] of received) if (!CONTEXT.test(name)) headers.set(name, value)
  headers.set('x-forwarded-host', at.address)
  if (!config.trustProxy) headers.set('x-forwarded-proto', schemeOf(at.address))
  headers.set(REQUEST_ID_HEADER, requestId)
  const client = config.trustProxy ? received.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (client && /^[0-9a-fA-F:.]{2,45}$/.test(client)) headers.set(CLIENT_HEADER, client)
  if (at.forwarded || !['GET', 'HEAD'].includes(method)) {
    headers.set(PROOF_HEADER, await prove(config.secret, 'host', at.host))
  }
  return headers
}

/** The client's address, or null when this server is not behind a proxy that says it: then limit by something else. */
export function clientAddress(headers: HeaderReader): string | null {
  return headers.get(CLIENT_HEADER)
}
