/**
 * Finds out what became of an attempt and brings it there: the one verb of the return page, the webhook and the sweeper.
 * It may be called at any time, any number of times, by any number of callers.
 */
import type Stripe from 'stripe'
import { readStore, withStore } from '@/db/store'
import { log } from '@/lib/log'
import { isOutOfReach, isStripeError, NOT_ACTIVE } from '@/lib/payments/failures'
import { createIntent, findIntent, retrieveIntent } from '@/lib/payments/intents'
import {
  type Attempt,
  getAttempt,
  isActive,
  isExpired,
  isUnsent,
  isWorkedOn,
  noteAttempt,
  UNANSWERED,
  UNSENT,
} from './attempts'
import { abandon, complete, EXPIRED, end, giveBack, recorded, settle } from './settle'
import type { AttemptOutcome } from './types'

/** For whoever waits for the answer: Stripe being away means "not known yet". @throws not_found */
export async function resolveAttempt(storeId: number, attemptId: string): Promise<AttemptOutcome> {
  try {
    return await pursueAttempt(storeId, attemptId)
  } catch (error) {
    if (!isStripeError(error)) throw error
    log.warn({ storeId, attemptId, err: error }, 'an attempt could not be looked up')
    return { state: 'pending' }
  }
}

/** For whoever comes back on an error. @throws not_found; Stripe's error when it cannot be asked */
export async function pursueAttempt(storeId: number, attemptId: string): Promise<AttemptOutcome> {
  const attempt = await readStore(storeId, (tx) => getAttempt(tx, attemptId))
  // Its shopper was told that the card was not charged: only the shopper's own repeat may charge it now.
  if (isUnsent(attempt) && !isExpired(attempt)) return { state: 'pending' }
  return resolve(storeId, attempt)
}

/** As `pursueAttempt`, for an attempt just read. */
export async function resolve(storeId: number, attempt: Attempt): Promise<AttemptOutcome> {
  if (!isActive(attempt.status)) return resolveEnded(storeId, attempt)
  if (isWorkedOn(attempt)) return { state: 'pending' }
  if (attempt.amountMinor === 0) return complete(storeId, attempt, null)
  try {
    const { stripeAccountId, paymentIntentId } = attempt
    if (paymentIntentId) return await settle(storeId, attempt, await retrieveIntent(stripeAccountId, paymentIntentId))
    return isExpired(attempt) ? await lookUp(storeId, attempt) : await authorise(storeId, attempt)
  } catch (error) {
    if (!isOutOfReach(error)) throw error
    // Nobody can confirm or capture it through us any more; what was authorised lapses.
    return end(storeId, attempt, undefined, NOT_ACTIVE)
  }
}

/**
 * Asks Stripe for the attempt's payment, the first time or again. What was certainly not charged is `unsent` afterwards,
 * what may have been is `unanswered`; both stay active for whoever asks next.
 */
export async function authorise(storeId: number, attempt: Attempt): Promise<AttemptOutcome> {
  const first = isWorkedOn(attempt)
  const answer = await createIntent({
    attemptId: attempt.id,
    account: attempt.stripeAccountId,
    params: attempt.paymentParams as Parameters<typeof createIntent>[0]['params'],
  })
  switch (answer.kind) {
    case 'intent':
      // A repeated answer is as old as the first one: read what the payment is by now.
      return settle(storeId, attempt, first ? answer.intent : await current(attempt, answer.intent))
    case 'declined': {
      const { intent, refusal } = answer
      if (!intent) return end(storeId, attempt, undefined, refusal)
      if (!first) return settle(storeId, attempt, await current(attempt, intent))
      return abandon(storeId, attempt, intent.id, refusal)
    }
    case 'refused':
      return end(storeId, attempt, undefined, answer.refusal)
    default: {
      if (answer.kind === 'unknown' && answer.replayed && !first) return lookUp(storeId, attempt)
      const unsent = answer.kind === 'unsent' && (first || attempt.errorCode === UNSENT)
      const errorCode = unsent ? UNSENT : UNANSWERED
      await withStore(storeId, (tx) => noteAttempt(tx, attempt.id, { errorCode }))
      return unsent ? { state: 'failed', code: 'unavailable', message: UNREACHABLE } : { state: 'pending' }
    }
  }
}

const UNREACHABLE = 'Payments cannot be reached right now. Your card was not charged. Try again in a moment.'

function current(attempt: Attempt, { id }: Stripe.PaymentIntent): Promise<Stripe.PaymentIntent> {
  return retrieveIntent(attempt.stripeAccountId, id)
}

/**
 * An attempt whose answer never came and will not: it has expired, and asking again would charge a shopper who has long gone;
 * or the same answer is repeated for ever. So only look.
 */
async function lookUp(storeId: number, attempt: Attempt): Promise<AttemptOutcome> {
  if (isUnsent(attempt)) return end(storeId, attempt, undefined, EXPIRED)
  const intent = await findIntent(attempt.stripeAccountId, attempt.id, madeAt(attempt.id))
  return intent ? settle(storeId, attempt, intent) : end(storeId, attempt, undefined, EXPIRED)
}

/** An ended attempt may still be paid: at the bank's page after the cancellation was lost, or while Stripe was away. */
async function resolveEnded(storeId: number, attempt: Attempt): Promise<AttemptOutcome> {
  const { status, paymentIntentId } = attempt
  if (status === 'refunding' && paymentIntentId) return giveBack(storeId, attempt, paymentIntentId)
  if ((status !== 'cancelled' && status !== 'declined') || !paymentIntentId) return recorded(storeId, attempt)
  const intent = await retrieveIntent(attempt.stripeAccountId, paymentIntentId).catch((error: unknown) => {
    if (isOutOfReach(error)) return null
    throw error
  })
  if (!intent) return recorded(storeId, attempt)
  const paid = intent.status === 'requires_capture' || intent.status === 'succeeded'
  return paid ? complete(storeId, attempt, intent) : recorded(storeId, attempt)
}

/** When the id was made (milliseconds), by the machine's clock: the first 48 bits of a uuidv7. */
function madeAt(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}
