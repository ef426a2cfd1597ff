/** Identifiers that are made outside the database. */
import { createHash, randomBytes } from 'node:crypto'

/** UUID version 7 (RFC 9562): 48 bits of milliseconds, then 74 random bits, so that rows arrive in index order. */
export function uuidv7(now = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The milliseconds that a UUID of version 7 was made at; null for any other text. */
export function timeOfUuidv7(id: string): number | null {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/.test(id)) return null
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** 128 random bits as 32 hex digits: names something private by knowing it (order page, cart). */
export function secretToken(): string {
  return randomBytes(16).toString('hex')
}

/** SHA-256 as 64 hex digits. */
export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}
