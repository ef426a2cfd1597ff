/**
 * How often one may try to log in: per account, per address (where a trusted proxy tells it) and for the whole platform.
 * Without the counter no one logs in: guessing passwords at leisure would be the worse outcome.
 */
import { MINUTE } from '@/lib/clock'
import { sha256 } from '@/lib/ids'
import { rateLimit } from '@/lib/rate-limit/limit'
import { clientAddress } from '@/lib/tenancy/request-headers'

const PER_ACCOUNT = { limit: 20, windowMs: 15 * MINUTE, failClosed: true }
const PER_ADDRESS = { limit: 60, windowMs: 15 * MINUTE, failClosed: true }
const GLOBAL = { limit: 1200, windowMs: MINUTE, failClosed: true }
const SIGN_UPS = { limit: 200, windowMs: MINUTE, failClosed: true }

export interface LimitAnswer {
  ok: boolean
  /** Seconds. */
  retryAfter: number
}

/** Counts one attempt against every limit; the first that is exceeded answers. */
export async function limitLogin(email: string, from: Headers): Promise<LimitAnswer> {
  const address = clientAddress(from)
  const checks = [
    rateLimit(`login:account:${sha256(email)}`, PER_ACCOUNT),
    rateLimit('login:all', GLOBAL),
    ...(address ? [rateLimit(`login:address:${address}`, PER_ADDRESS)] : []),
  ]
  const answers = await Promise.all(checks)
  return answers.find((answer) => !answer.ok) ?? { ok: true, retryAfter: 0 }
}

/** Counts one new account; each costs a password hash. */
export async function limitSignUp(from: Headers): Promise<LimitAnswer> {
  const address = clientAddress(from)
  const checks = [
    rateLimit('signup:all', SIGN_UPS),
    ...(address ? [rateLimit(`signup:address:${address}`, PER_ADDRESS)] : []),
  ]
  const answers = await Promise.all(checks)
  return answers.find((answer) => !answer.ok) ?? { ok: true, retryAfter: 0 }
}
