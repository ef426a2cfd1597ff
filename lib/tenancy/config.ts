/**
 * What tenancy needs of the environment, at the edge as in Node, so without lib/env.ts and its schema; instrumentation.ts
 * has checked the whole environment before the first request.
 */
import { canonicalHost, type HostNames } from './host'

export interface TenancyConfig extends HostNames {
  /** As configured, with port: for addresses that people see. */
  platformAddress: string
  storesAddress: string
  /** `Host` values of this server's own listening socket. */
  internalHosts: readonly string[]
  /** Where the edge asks for a store: this very server. */
  internalOrigin: string
  /** A proxy in front overwrites X-Forwarded-*. */
  trustProxy: boolean
  onVercel: boolean
  development: boolean
  /** Whether cards are typed into Stripe's own fields. */
  paymentElement: boolean
  /** Of a Stripe that is not Stripe's. */
  stripeOrigin: string | null
  secret: string
}

/** How a server is named by what runs beside it, or by itself when bound to every address. */
const OWN_NAMES = ['localhost', '127.0.0.1', '[::1]', '0.0.0.0']

let cached: TenancyConfig | undefined

/** The configuration of this process. @throws Error naming the malformed variable. */
export function tenancyConfig(): TenancyConfig {
  cached ??= readTenancyConfig(process.env)
  return cached
}

export function readTenancyConfig(source: Record<string, string | undefined>): TenancyConfig {
  const port = source.PORT || '3000'
  const platformAddress = (source.PLATFORM_HOST || `localhost:${port}`).toLowerCase()
  const storesAddress = (source.STORES_DOMAIN || `localhost:${port}`).toLowerCase()
  const onVercel = source.VERCEL === '1'
  const internalOrigin =
    source.STOA_INTERNAL_ORIGIN || (onVercel ? `https://${platformAddress}` : `http://127.0.0.1:${port}`)
  const secret = source.AUTH_SECRET ?? ''
  if (secret.length < 16) throw new Error('Configuration: AUTH_SECRET is missing or shorter than 16 characters.')
  return {
    platformHost: required(platformAddress, 'PLATFORM_HOST'),
    storesDomain: required(storesAddress, 'STORES_DOMAIN'),
    platformAddress,
    storesAddress,
    internalHosts: onVercel ? [] : [...OWN_NAMES.map((name) => `${name}:${port}`), new URL(internalOrigin).host],
    internalOrigin,
    trustProxy: onVercel || source.TRUSTED_PROXY === '1',
    onVercel,
    development: source.NODE_ENV === 'development',
    paymentElement: Boolean(source.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY),
    stripeOrigin: source.STRIPE_API_BASE ? new URL(source.STRIPE_API_BASE).origin : null,
    secret,
  }
}

function required(address: string, variable: string): string {
  const host = canonicalHost(address)
  if (!host) throw new Error(`Configuration: ${variable} is not a host name with an optional port: "${address}".`)
  return host
}
