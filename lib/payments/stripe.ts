/**
 * The one Stripe client. STRIPE_API_BASE points it at any server that speaks Stripe's API; the API version is the SDK's
 * own. Retries are decided by the callers, who know whether a lost answer may mean a charge.
 */
import Stripe from 'stripe'
import { env } from '@/lib/env'
import { leavePlace } from '@/lib/fairness/place'

export const STRIPE_TIMEOUT_MS = 10_000
const MAX_NETWORK_RETRIES = 1

let client: Stripe | undefined

export function stripe(): Stripe {
  if (!client) {
    client = createClient(env().STRIPE_SECRET_KEY, env().STRIPE_API_BASE)
    client.on('request', leavePlace)
  }
  return client
}

/** Whether the configured key moves real money; every object and event must say the same of itself. */
export function isLivemode(): boolean {
  return /^(sk|rk)_live_/.test(env().STRIPE_SECRET_KEY)
}

function createClient(key: string, base: string | undefined): Stripe {
  const options = { timeout: STRIPE_TIMEOUT_MS, maxNetworkRetries: MAX_NETWORK_RETRIES, telemetry: false }
  if (!base) return new Stripe(key, options)
  const url = new URL(base)
  const protocol = url.protocol === 'http:' ? 'http' : 'https'
  return new Stripe(key, {
    ...options,
    protocol,
    host: url.hostname,
    port: url.port || (protocol === 'http' ? 80 : 443),
  })
}
