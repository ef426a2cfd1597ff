/**
 * How many mails a store may send in a day: one shop must not spend the reputation that every shop's mails live on. What a
 * customer paid for comes out of a wide allowance; reminders and tests, which a stranger's address can be typed into, out of
 * a narrow one that also fails closed.
 */
import { DAY } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { kvKey } from '@/lib/kv'
import { log } from '@/lib/log'
import { rateLimit } from '@/lib/rate-limit/limit'

const LIMITS = {
  orders: { limit: 20_000, windowMs: DAY, failClosed: false },
  reminders: { limit: 1_000, windowMs: DAY, failClosed: true },
  tests: { limit: 50, windowMs: DAY, failClosed: true },
} as const

export type MailPurpose = keyof typeof LIMITS

/** @throws rate_limited: the mail may go tomorrow */
export async function allowMail(storeId: number, purpose: MailPurpose): Promise<void> {
  const { ok, retryAfter } = await rateLimit(kvKey(storeId, 'mails', purpose), LIMITS[purpose])
  if (ok) return
  log.warn({ storeId, purpose }, 'a store has sent all the mails of its day')
  throw new DomainError('rate_limited', `This store has sent its ${LIMITS[purpose].limit} mails of today.`, {
    retryAfter,
  })
}
