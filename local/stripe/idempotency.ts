/**
 * Idempotency keys, scoped by account: the first answer is kept and given again; the same key with other parameters is an
 * error, and so is the same key while the first request is still running.
 */
import { createHash } from 'node:crypto'
import { invalid, StripeFailure } from './errors'
import type { KeptAnswer, State } from './state'

const MAX_KEY_LENGTH = 255

export class IdempotencyKeys {
  private readonly running = new Set<string>()

  constructor(private readonly state: State) {}

  /** The kept answer, or null when this request is the first: then it runs until `end`. Throws 400 and 409. */
  begin(key: string, fingerprint: string): KeptAnswer | null {
    const kept = this.state.answers.get(key)
    const shown = key.slice(key.indexOf(' ') + 1)
    if (shown.length > MAX_KEY_LENGTH) throw invalid('Idempotency keys can have up to 255 characters.')
    if (kept && kept.fingerprint !== fingerprint) {
      const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${shown}' if you meant to execute a different request.`
      throw new StripeFailure(400, { type: 'idempotency_error', message })
    }
    if (kept) return kept
    if (this.running.has(key)) {
      const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${shown}. Try again later.`
      throw new StripeFailure(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message })
    }
    this.running.add(key)
    return null
  }

  end(key: string): void {
    this.running.delete(key)
  }
}

/** Same method, path and parameters, in whatever order: same fingerprint. */
export function fingerprintOf(method: string, path: string, body: string): string {
  const fields = body.split('&').sort().join('&')
  return createHash('sha256').update(`${method} ${path}\n${fields}`).digest('base64')
}
