/**
 * Short proofs that a value was stated by this deployment: HMAC-SHA-256 under a key of its own for each purpose, derived
 * from AUTH_SECRET. Used for the host that Next carries along when it fetches from itself, for the resolver route, and for
 * shoppers who know a shop's password.
 */

type Purpose = 'host' | 'resolver' | 'shop'

const MAX_KEPT = 10_000
const keys = new Map<string, Promise<CryptoKey>>()
const proofs = new Map<string, string>()
const encoder = new TextEncoder()

/** 64 hex digits. Kept for the hosts seen last: a hot host costs one map lookup. */
export async function prove(secret: string, purpose: Purpose, value: string): Promise<string> {
  const name = `${purpose}:${value}:${secret}`
  const kept = proofs.get(name)
  if (kept) return kept
  const bytes = await crypto.subtle.sign('HMAC', await keyOf(secret, purpose), encoder.encode(value))
  const proof = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  if (proofs.size >= MAX_KEPT) proofs.clear()
  proofs.set(name, proof)
  return proof
}

/** Whether `proof` is the one of `value`. Constant time. */
export async function isProven(
  secret: string,
  purpose: Purpose,
  value: string,
  proof: string | null,
): Promise<boolean> {
  if (!proof || !/^[0-9a-f]{64}$/.test(proof)) return false
  const bytes = Uint8Array.from(proof.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return crypto.subtle.verify('HMAC', await keyOf(secret, purpose), bytes, encoder.encode(value))
}

function keyOf(secret: string, purpose: Purpose): Promise<CryptoKey> {
  const name = `${purpose}:${secret}`
  const existing = keys.get(name)
  if (existing) return existing
  const material = encoder.encode(`stoa/tenancy/${purpose}/v1:${secret}`)
  const key = crypto.subtle.importKey('raw', material, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  keys.set(name, key)
  return key
}
