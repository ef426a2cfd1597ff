/**
 * Secrets that the database may hold and not read: AES-256-GCM under a key of its own for each purpose, derived from
 * AUTH_SECRET. What a text belongs to is authenticated with it, so that a row's secret opens in that row alone.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from './env'

type Purpose = 'operator-totp' | 'operator-enrolment'

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** `secret`, readable again by `unseal` with the same purpose and owner. */
export function seal(purpose: Purpose, owner: string, secret: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', derivedKey(purpose, '', 32), nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()])
  return `${VERSION}.${sealed.toString('base64url')}`
}

/** What was sealed; null for anything else: another owner's, altered, or of another AUTH_SECRET. */
export function unseal(purpose: Purpose, owner: string, sealed: string): Buffer | null {
  const [version, text = ''] = sealed.split('.')
  const bytes = Buffer.from(text, 'base64url')
  if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) return null
  try {
    const key = derivedKey(purpose, '', 32)
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(owner))
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}

/** `length` bytes that only this deployment can name, the same ones for the same `value` (HKDF, RFC 5869). */
export function derivedKey(purpose: Purpose, value: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', `stoa/${purpose}/v1:${value}`, length))
}
