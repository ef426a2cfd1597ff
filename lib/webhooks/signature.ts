/**
 * How a consumer knows that a delivery is ours: Standard Webhooks (https://www.standardwebhooks.com, one signature for each
 * valid secret) and Shopify's HMAC of the body. While a secret is being changed over, Shopify's header, which has room for one,
 * is still made with the old one.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { DAY } from '@/lib/clock'

export const API_VERSION = '2026-11'
/** How long the secret before the last rotation is still signed with. */
export const ROTATION_MS = DAY
const SECRET_BYTES = 32
const PREFIX = 'whsec_'

export function newSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64')
}

export interface Secrets {
  secret: string
  previousSecret: string | null
  previousSecretUntil: Date | null
}

export interface Signed {
  /** The delivery's id, the same over all tries. */
  id: string
  eventId: string
  topic: string
  body: string
  triggeredAt: Date
  test: boolean
  shopDomain: string
}

/** The headers of one try at the time `at`. */
export function deliveryHeaders(delivery: Signed, secrets: Secrets, at: Date): Record<string, string> {
  const valid = validSecrets(secrets, at)
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const content = `${delivery.id}.${timestamp}.${delivery.body}`
  const oldest = valid.at(-1) ?? secrets.secret
  return {
    'content-type': 'application/json',
    'user-agent': 'Stoa-Webhooks/1.0',
    'webhook-id': delivery.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': valid.map((secret) => `v1,${hmac(keyOf(secret), content)}`).join(' '),
    'x-shopify-topic': delivery.topic,
    'x-shopify-hmac-sha256': hmac(oldest, delivery.body),
    'x-shopify-shop-domain': delivery.shopDomain,
    'x-shopify-api-version': API_VERSION,
    'x-shopify-webhook-id': delivery.id,
    'x-shopify-event-id': delivery.eventId,
    'x-shopify-triggered-at': delivery.triggeredAt.toISOString(),
    ...(delivery.test ? { 'x-shopify-test': 'true' } : {}),
  }
}

/** Newest first. */
function validSecrets({ secret, previousSecret, previousSecretUntil }: Secrets, at: Date): string[] {
  const stillValid = previousSecret && previousSecretUntil && previousSecretUntil > at
  return stillValid ? [secret, previousSecret] : [secret]
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64')
}

function hmac(key: string | Buffer, content: string): string {
  return createHmac('sha256', key).update(content).digest('base64')
}
