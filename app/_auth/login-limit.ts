/**
 * How often one may try to log in: per account, per address (where a trusted proxy tells it) and for the whole platform.
 * Without the counter no one logs in: guessing passwords at leisure would be the worse outcome.
 */
import { MINUTE } from '@/lib/clock'
import { sha256 } from '@/lib/ids'
import { type RateAnswer, rateLimit, rateLimits } from '@/lib/rate-limit/limit'
import { clientAddress } from '@/lib/tenancy/request-headers'

const PER_ACCOUNT = { limit: 20, windowMs: 15 * MINUTE, failClosed: true }
const PER_ADDRESS = { limit: 60, windowMs: 15 * MINUTE, failClosed: true }
const SECOND_STEPS = { limit: 8, windowMs: 15 * MINUTE, failClosed: true }
const GLOBAL = { limit: 1200, windowMs: MINUTE, failClosed: true }
const SIGN_UPS = { limit: 200, windowMs: MINUTE, failClosed: true }

/** Counts one attempt against every limit; the first that is exceeded answers. */
export function limitLogin(email: string, from: Headers): Promise<RateAnswer> {
  const address = clientAddress(from)
  return rateLimits([
    [`login:account:${sha256(email)}`, PER_ACCOUNT],
    ['login:all', GLOBAL],
    ...(address ? [[`login:address:${address}`, PER_ADDRESS] as const] : []),
  ])
}

/** Counts one new account; each costs a password hash. */
export function limitSignUp(from: Headers): Promise<RateAnswer> {
  const address = clientAddress(from)
  return rateLimits([
    ['signup:all', SIGN_UPS],
    ...(address ? [[`signup:address:${address}`, PER_ADDRESS] as const] : []),
  ])
}

/** Counts one try of an operator's code: a million codes, three of them right at a time. */
export function limitSecondStep(userId: number): Promise<RateAnswer> {
  return rateLimit(`operator:code:${userId}`, SECOND_STEPS)
}
