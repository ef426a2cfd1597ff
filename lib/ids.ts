/** Identifiers that are made outside the database. */
import { createHash, randomBytes } from 'node:crypto'

/** A millisecond's first number is below this, so that many can follow it. */
const FIRST_BELOW = 0x400
const LAST_NUMBER = 0xfff

let latest = { time: 0, number: 0 }

/**
 * UUID version 7 (RFC 9562, 6.2 method 1): 48 bits of milliseconds, 12 of a number that rises within one, 62 random bits. One
 * process's ids rise in the order they were made, so rows arrive in index order and events of one moment keep theirs.
 */
export function uuidv7(): string {
  const bytes = randomBytes(16)
  latest = next(Date.now(), bytes.readUInt16BE(6) % FIRST_BELOW)
  bytes.writeUIntBE(latest.time, 0, 6)
  bytes.writeUInt16BE(0x7000 | latest.number, 6)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Also when the clock goes back, or a millisecond has no number left: then the next one begins early. */
function next(time: number, first: number): typeof latest {
  if (time > latest.time) return { time, number: first }
  if (latest.number < LAST_NUMBER) return { time: latest.time, number: latest.number + 1 }
  return { time: latest.time + 1, number: first }
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
