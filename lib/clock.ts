/** The application's clock. Tests of expiry shift it by STOA_CLOCK_OFFSET_MS; nothing else in the product reads the time. */
import { env } from './env'

export function now(): Date {
  return new Date(Date.now() + env().STOA_CLOCK_OFFSET_MS)
}

/** A date `ms` milliseconds from now (negative: ago). */
export function fromNow(ms: number): Date {
  return new Date(now().getTime() + ms)
}

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
