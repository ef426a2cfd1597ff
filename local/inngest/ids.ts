/** Ids of runs and events: ULIDs, so that they sort by time. */
import { createHash, randomBytes } from 'node:crypto'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function ulid(now = Date.now()): string {
  let time = ''
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32] + time
  return time + [...randomBytes(16)].map((byte) => ALPHABET[byte % 32]).join('')
}

/** The id of an event sent without one: the SDK's seed makes it the same when the SDK sends again. */
export function seededId(seed: string, index: number): string {
  const digest = createHash('sha256').update(`${seed}:${index}`).digest()
  return [...digest.subarray(0, 26)].map((byte) => ALPHABET[byte % 32]).join('')
}
