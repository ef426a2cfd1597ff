/**
 * The one answer to "which host is this request for?", for middleware, actions and route handlers alike.
 *
 * `Host` is the address. `X-Forwarded-Host` counts in two cases only:
 * - a proxy in front overwrites it (TRUSTED_PROXY=1, or Vercel). A list of several values is refused: a proxy that
 *   overwrites sends one.
 * - `Host` is this server's own origin and the request carries a proof, made by our middleware, of that very host name.
 *   Next fetches from itself after an action that redirects, or whose page does not bundle it, and then sends the action's
 *   request headers along, so the proof travels with them. On a developer's machine the platform's host *is* the server's
 *   own origin; without the proof, anyone could pick a store there by a header.
 */
import type { TenancyConfig } from './config'
import { canonicalHost } from './host'
import { isProven } from './proof'

export const PROOF_HEADER = 'x-stoa-proof'

export interface HeaderReader {
  get(name: string): string | null
}

export interface RequestHost {
  /** Canonical, or null when malformed. */
  host: string | null
  /** As the client wrote it (port included): what Next compares an Origin with. */
  address: string
  /** The server's own socket, named by no one else: only machines call it. */
  internal: boolean
  /** The host came by a proven X-Forwarded-Host. */
  forwarded: boolean
}

type Config = Pick<TenancyConfig, 'trustProxy' | 'internalHosts' | 'secret'>

/** The host that `headers` are addressed to. Never throws. */
export async function requestHost(headers: HeaderReader, config: Config): Promise<RequestHost> {
  const own = headers.get('host') ?? ''
  const forwarded = headers.get('x-forwarded-host')
  if (config.trustProxy && forwarded !== null) return named(forwarded, config, false)
  if (forwarded !== null && forwarded !== own && isInternal(own, config)) {
    const host = canonicalHost(forwarded)
    if (host && (await isProven(config.secret, 'host', host, headers.get(PROOF_HEADER)))) {
      return { host, address: forwarded.toLowerCase(), internal: false, forwarded: true }
    }
  }
  return named(own, config, false)
}

function named(address: string, config: Config, forwarded: boolean): RequestHost {
  return {
    host: canonicalHost(address),
    address: address.toLowerCase(),
    internal: isInternal(address, config),
    forwarded,
  }
}

function isInternal(address: string, config: Config): boolean {
  return config.internalHosts.includes(address.toLowerCase())
}
