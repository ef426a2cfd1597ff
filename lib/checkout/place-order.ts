/**
 * A shopper pays: the one function behind the checkout page and POST /api/checkout.
 *
 * (1) One transaction prices, records and holds. (2) Stripe authorises, with no transaction open. (3) One transaction writes
 * the order. (4) Stripe captures; one transaction says so. The key's second use answers what its first use came to, and an
 * answer that never came is "in progress", never "failed": whether the card was charged is asked, not guessed.
 */
import { readStore, withStore } from '@/db/store'
import { findCartId } from '@/lib/cart/queries'
import { MINUTE } from '@/lib/clock'
import { DiscountGoneError } from '@/lib/discounts/redemptions'
import { DomainError } from '@/lib/errors'
import { kvKey } from '@/lib/kv'
import { log } from '@/lib/log'
import { getOrderAnswer } from '@/lib/orders/queries'
import type { OrderAnswer } from '@/lib/orders/types'
import { retrieveIntent } from '@/lib/payments/intents'
import { rateLimit } from '@/lib/rate-limit/limit'
import type { GivenTaxes } from '@/lib/tax/basis'
import {
  type Attempt,
  findActiveAttempt,
  findAttemptByKey,
  inProgress,
  isActive,
  isUnsent,
  isWorkedOn,
} from './attempts'
import { beginAttempt, emptyCart, requestHash } from './begin'
import { throughGate } from './gate'
import { authorise, resolve } from './resolve-attempt'
import { abandon, complete, end, REPLACED, recorded, settle } from './settle'
import { withTaxes } from './taxes'
import { type AttemptOutcome, CART_ATTEMPTS_A_MINUTE, type CheckoutInput, IDEMPOTENCY_KEY } from './types'

/** Rounds of "somebody else was first, look again" within one request. */
const MAX_ROUNDS = 3

export interface PlacedOrder {
  order: OrderAnswer
  /** The order had been placed by an earlier request with this key. */
  replayed: boolean
}

/**
 * Places the order of the cart behind `input.cartToken`.
 *
 * @throws invalid_request, price_changed (`details.quote`), out_of_stock (`details.lines`), payments_not_active,
 * payment_declined, payment_action_required (`details`: clientSecret, nextActionUrl, attemptId), checkout_in_progress,
 * idempotency_key_reused, rate_limited, unavailable (also for taxes that cannot be worked out; the card was certainly not charged)
 */
export async function placeOrder(storeId: number, input: CheckoutInput): Promise<PlacedOrder> {
  requireKey(input.idempotencyKey)
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const { cartId, own, rival } = await lookAround(storeId, input)
    if (cartId === null) throw emptyCart()
    if (own) return answerKnown(storeId, own, requestHash(cartId, input))
    if (rival) await setAside(storeId, rival)
    await admit(storeId, cartId)
    const attempt = await withTaxes(storeId, { scope: input.cartToken }, (taxes) =>
      throughGate(storeId, 'ordinary', () => begin(storeId, cartId, input, taxes)),
    )
    if (attempt) return pay(storeId, attempt)
  }
  throw inProgress()
}

function requireKey(key: string): void {
  if (IDEMPOTENCY_KEY.test(key)) return
  const message = 'Send an Idempotency-Key header of 8 to 64 letters, digits, - or _.'
  throw new DomainError('invalid_request', message, { fields: { 'Idempotency-Key': message } })
}

/** A COMMIT whose answer was lost may have made the attempt: the key's repeat finds out, and nobody is told "not charged". */
async function begin(
  storeId: number,
  cartId: number,
  input: CheckoutInput,
  taxes: GivenTaxes,
): Promise<Attempt | null> {
  try {
    return await withStore(storeId, (tx) => beginAttempt(tx, cartId, input, taxes))
  } catch (error) {
    if (error instanceof Error && error.name === 'ConnectionLostError') throw inProgress()
    // Used up since it was quoted: the next round quotes without it.
    if (error instanceof DiscountGoneError) return null
    throw error
  }
}

interface Surroundings {
  cartId: number | null
  /** The attempt of this very key. */
  own: Attempt | null
  /** The cart's active attempt under another key. */
  rival: Attempt | null
}

function lookAround(storeId: number, { cartToken, idempotencyKey }: CheckoutInput): Promise<Surroundings> {
  return readStore(storeId, async (tx) => {
    const [cartId, own] = await Promise.all([findCartId(tx, cartToken), findAttemptByKey(tx, idempotencyKey)])
    const rival = cartId === null || own ? null : await findActiveAttempt(tx, cartId)
    return { cartId, own, rival }
  })
}

async function pay(storeId: number, attempt: Attempt): Promise<PlacedOrder> {
  const outcome = await asking(() =>
    attempt.amountMinor === 0 ? complete(storeId, attempt, null) : authorise(storeId, attempt),
  )
  return answer(outcome, attempt.id)
}

/** The key was used before: the same request gets what that came to, and helps along what nobody is working on. */
async function answerKnown(storeId: number, attempt: Attempt, hash: string): Promise<PlacedOrder> {
  if (attempt.requestHash !== hash) {
    throw new DomainError('idempotency_key_reused', 'This Idempotency-Key was used for another request. Use a new one.')
  }
  if (attempt.orderId !== null) {
    const { orderId } = attempt
    return { order: await readStore(storeId, (tx) => getOrderAnswer(tx, orderId)), replayed: true }
  }
  if (!isActive(attempt.status)) return answer(await recorded(storeId, attempt), attempt.id)
  if (isWorkedOn(attempt)) throw inProgress()
  return answer(await asking(() => resolve(storeId, attempt)), attempt.id)
}

/** Another key is paying for this cart: wait for it while it is at work, put an end to it when the shopper left it. */
async function setAside(storeId: number, rival: Attempt): Promise<void> {
  if (isWorkedOn(rival)) throw inProgress()
  const outcome = await asking(() => replace(storeId, rival))
  if (outcome.state === 'pending' || outcome.state === 'action_required') throw inProgress()
}

async function replace(storeId: number, attempt: Attempt): Promise<AttemptOutcome> {
  const { status, stripeAccountId, paymentIntentId } = attempt
  if (isUnsent(attempt)) return end(storeId, attempt, undefined, REPLACED)
  if (status !== 'requires_action' || !paymentIntentId) return resolve(storeId, attempt)
  const intent = await retrieveIntent(stripeAccountId, paymentIntentId)
  if (intent.status === 'requires_action') return abandon(storeId, attempt, intent.id, REPLACED)
  return settle(storeId, attempt, intent)
}

/**
 * Whatever breaks while an attempt is under way, Stripe or the database: the card may have been charged, so to the shopper
 * it is "in progress" and never a failure. The next repeat or the sweeper goes on where this stopped.
 */
async function asking(ask: () => Promise<AttemptOutcome>): Promise<AttemptOutcome> {
  try {
    return await ask()
  } catch (error) {
    log.error({ err: error }, 'a checkout under way was interrupted')
    return { state: 'pending' }
  }
}

async function admit(storeId: number, cartId: number): Promise<void> {
  const limit = { limit: CART_ATTEMPTS_A_MINUTE, windowMs: MINUTE, failClosed: true }
  const { ok, retryAfter } = await rateLimit(kvKey(storeId, 'pay', cartId), limit)
  if (ok) return
  throw new DomainError('rate_limited', 'Too many attempts to pay for this cart. Wait a minute and try again.', {
    retryAfter,
  })
}

function answer(outcome: AttemptOutcome, attemptId: string): PlacedOrder {
  switch (outcome.state) {
    case 'completed':
      return { order: outcome.order, replayed: false }
    case 'pending':
      throw inProgress()
    case 'action_required':
      throw new DomainError('payment_action_required', 'Your bank asks you to confirm this payment.', {
        details: { clientSecret: outcome.clientSecret, nextActionUrl: outcome.nextActionUrl, attemptId },
      })
    case 'refunded':
      throw new DomainError('out_of_stock', outcome.message, { details: { lines: [] } })
    case 'failed': {
      const { code, message, fields } = outcome
      throw new DomainError(code, message, { fields, ...(code === 'unavailable' ? { retryAfter: 5 } : {}) })
    }
  }
}
