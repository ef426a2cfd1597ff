/** When domains are looked at, and when one that stopped proving itself is let go. Pure. */
import { DAY, HOUR, SECOND } from '@/lib/clock'

/** A claim that nobody proved goes after this. */
export const CLAIM_MS = 7 * DAY

const FIRST_CHECK_MS = 5 * SECOND
const SLOWEST_CHECK_MS = HOUR

/** How long to wait after the `checks`th look that found no proof: doubling, from seconds to an hour. */
export function checkDelayMs(checks: number): number {
  return Math.min(SLOWEST_CHECK_MS, FIRST_CHECK_MS * 2 ** Math.min(checks, 20))
}

export const RECHECK_MS = DAY
const FAILURES_TO_RELEASE = 3
const RELEASE_AFTER_MS = 3 * DAY
/** Where the name servers do not answer, nobody knows that the record is gone: longer. */
const RELEASE_SILENT_AFTER_MS = 14 * DAY
/** The failures that a mail goes out for: each of those before an ordinary release, and once again in a long silence. */
const WARNED_FAILURES = [1, 2, 7]

export interface Failing {
  /** Counting this one. */
  failures: number
  /** When the proof was last seen. */
  since: Date
  /** The record is certainly gone, rather than not to be asked for. */
  certain: boolean
}

/** Three failures, and 72 hours since the proof was last seen. */
export function mustRelease({ failures, since, certain }: Failing, at: Date): boolean {
  const ageMs = at.getTime() - since.getTime()
  return failures >= FAILURES_TO_RELEASE && ageMs >= (certain ? RELEASE_AFTER_MS : RELEASE_SILENT_AFTER_MS)
}

/** When a domain that goes on failing is let go. */
export function releaseTime(since: Date, certain: boolean): Date {
  return new Date(since.getTime() + (certain ? RELEASE_AFTER_MS : RELEASE_SILENT_AFTER_MS))
}

export function isWarned(failures: number): boolean {
  return WARNED_FAILURES.includes(failures)
}
