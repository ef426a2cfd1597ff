/** When a delivery is tried again, and when it is given up. */
import { MINUTE, SECOND } from '@/lib/clock'

/** After the first try, the second ...: eight tries over four hours. */
const PAUSES_MS = [
  30 * SECOND,
  2 * MINUTE,
  6 * MINUTE,
  15 * MINUTE,
  32 * MINUTE,
  62 * MINUTE,
  122 * MINUTE + 30 * SECOND,
] as const
export const MAX_TRIES = PAUSES_MS.length + 1
/** So many deliveries given up in a row stop a subscription. */
export const MAX_GIVEN_UP = 8

/** Milliseconds until the next try after `tries` failed ones; null: given up. `random` (0 to 1) takes up to a tenth off. */
export function pauseAfter(tries: number, random = Math.random()): number | null {
  const pause = PAUSES_MS[tries - 1]
  return pause === undefined ? null : Math.round(pause * (1 - random / 10))
}
