/**
 * From a PaymentIntent's state to the attempt's: order, wait, or end. Every road out of `paying` leads through here, whoever
 * asks. Invariant: stock is given back only after the payment was cancelled or cannot exist, so nobody pays for what was
 * handed to somebody else.
 */

import { and, eq, inArray } from 'drizzle-orm'
import type Stripe from 'stripe'
import { type AttemptState, checkoutRequests } from '@/db/schema/checkout'
import { readStore, type Tx, withStore } from '@/db/store'
import { now } from '@/lib/clock'
import { recordEvent } from '@/lib/events/record'
import { log } from '@/lib/log'
import { getOrderAnswer } from '@/lib/orders/queries'
import { askForMoney, type CaptureResult, noteCapture } from '@/lib/payments/capture'
import { declineOf, isOutOfReach, type Refusal } from '@/lib/payments/failures'
import { cancelIntent, returnMoney } from '@/lib/payments/intents'
import { type Attempt, endAttempt, getAttempt, isExpired, noteAttempt, recordedRefusal } from './attempts'
import { finalize } from './finalize'
import type { AttemptOutcome } from './types'

export const EXPIRED: Refusal = {
  code: 'payment_declined',
  message: 'The payment was not confirmed in time. Your card was not charged.',
}
export const REPLACED: Refusal = {
  code: 'payment_declined',
  message: 'This payment was replaced by a newer one. Your card was not charged for it.',
}
const UNFULFILLABLE: Refusal = {
  code: 'out_of_stock',
  message:
    'Your payment arrived too late: what you chose had gone to somebody else. It was returned in full; your bank may take some days.',
}
const NOT_RETURNABLE: Refusal = {
  code: 'payments_not_active',
  message: 'This shop takes no payments through us any more, so we could not return yours. Ask the shop or your bank.',
}

/** Brings the attempt to where its PaymentIntent (as just read from Stripe) is. @throws Stripe's error */
export async function settle(storeId: number, attempt: Attempt, intent: Stripe.PaymentIntent): Promise<AttemptOutcome> {
  switch (intent.status) {
    case 'requires_capture':
    case 'succeeded':
      return complete(storeId, attempt, intent)
    case 'requires_action':
      return isExpired(attempt) ? abandon(storeId, attempt, intent.id, EXPIRED) : awaitShopper(storeId, attempt, intent)
    case 'processing':
      await withStore(storeId, (tx) =>
        noteAttempt(tx, attempt.id, { status: 'processing', paymentIntentId: intent.id, errorCode: null }),
      )
      return { state: 'pending' }
    case 'canceled':
      return end(storeId, attempt, intent.id, EXPIRED)
    default:
      return abandon(storeId, attempt, intent.id, declineOf(intent.last_payment_error))
  }
}

/** Writes the order of an authorised attempt (`intent` null: one that costs nothing), then takes the money. */
export async function complete(
  storeId: number,
  attempt: Attempt,
  intent: Stripe.PaymentIntent | null,
): Promise<AttemptOutcome> {
  const result = await finalize(storeId, attempt, intent)
  if (result.state === 'unfulfillable') {
    if (!intent) return end(storeId, attempt, undefined, EXPIRED)
    return giveBack(storeId, attempt, intent.id)
  }
  const { orderId } = result
  const collected = intent && (await collect(attempt, intent))
  const order = await withStore(storeId, async (tx) => {
    if (collected) await noteCapture(tx, orderId, intent.id, collected)
    return getOrderAnswer(tx, orderId)
  })
  return { state: 'completed', order }
}

function collect({ id, stripeAccountId }: Attempt, intent: Stripe.PaymentIntent): Promise<CaptureResult> {
  if (intent.status === 'succeeded') return Promise.resolve('captured')
  return askForMoney({ attemptId: id, stripeAccountId, paymentIntentId: intent.id })
}

/** Cancels the payment, then gives the stock back. The shopper may be quicker: then there is an order after all. */
export async function abandon(
  storeId: number,
  attempt: Attempt,
  paymentIntentId: string,
  why: Refusal,
): Promise<AttemptOutcome> {
  const intent = await cancelIntent(attempt.stripeAccountId, paymentIntentId)
  if (intent.status === 'requires_capture' || intent.status === 'succeeded') return complete(storeId, attempt, intent)
  if (intent.status !== 'canceled') return { state: 'pending' }
  return end(storeId, attempt, paymentIntentId, why)
}

/** Ends an attempt whose payment is known not to exist or to be cancelled. */
export async function end(
  storeId: number,
  attempt: Attempt,
  paymentIntentId: string | undefined,
  why: Refusal,
): Promise<AttemptOutcome> {
  const status = why === EXPIRED || why === REPLACED ? 'cancelled' : 'declined'
  const ended = await withStore(storeId, (tx) => endAttempt(tx, attempt.id, status, why, paymentIntentId))
  if (ended) return { state: 'failed', ...why }
  return recorded(storeId, await readStore(storeId, (tx) => getAttempt(tx, attempt.id)))
}

/** Sends the money of an attempt back that cannot become an order. Repeatable at every point. */
export async function giveBack(storeId: number, attempt: Attempt, paymentIntentId: string): Promise<AttemptOutcome> {
  const returning = await withStore(storeId, async (tx) => {
    await endAttempt(tx, attempt.id, 'cancelled', UNFULFILLABLE, paymentIntentId)
    return moveEnded(tx, attempt.id, ['declined', 'cancelled', 'refunding'], {
      to: 'refunding',
      why: UNFULFILLABLE,
      paymentIntentId,
    })
  })
  // It became an order, or was refunded, in the meantime: that stands.
  if (!returning) return recorded(storeId, await readStore(storeId, (tx) => getAttempt(tx, attempt.id)))
  try {
    await returnMoney(attempt.stripeAccountId, paymentIntentId, attempt.id)
  } catch (error) {
    if (!isOutOfReach(error)) throw error
    // An authorisation lapses; only the account's owner can return what was captured.
    log.error({ storeId, attemptId: attempt.id, paymentIntentId, err: error }, 'a payment is out of reach to return')
    await withStore(storeId, (tx) =>
      moveEnded(tx, attempt.id, ['refunding'], { to: 'cancelled', why: NOT_RETURNABLE, paymentIntentId }),
    )
    return { state: 'failed', ...NOT_RETURNABLE }
  }
  await withStore(storeId, async (tx) => {
    const moved = await moveEnded(tx, attempt.id, ['refunding'], {
      to: 'refunded',
      why: UNFULFILLABLE,
      paymentIntentId,
    })
    if (moved) await recordEvent(tx, 'order.refunded_unfulfillable', { attemptId: attempt.id })
  })
  return { state: 'refunded', message: UNFULFILLABLE.message }
}

/** What an ended attempt's row says; `pending` for one that is still active. */
export async function recorded(storeId: number, attempt: Attempt): Promise<AttemptOutcome> {
  const { orderId } = attempt
  switch (attempt.status) {
    case 'completed':
      if (orderId === null) return { state: 'pending' }
      return { state: 'completed', order: await readStore(storeId, (tx) => getOrderAnswer(tx, orderId)) }
    case 'declined':
    case 'cancelled':
      return { state: 'failed', ...recordedRefusal(attempt) }
    case 'refunded':
      return { state: 'refunded', message: UNFULFILLABLE.message }
    default:
      return { state: 'pending' }
  }
}

async function awaitShopper(storeId: number, attempt: Attempt, intent: Stripe.PaymentIntent): Promise<AttemptOutcome> {
  const { client_secret: clientSecret } = intent
  await withStore(storeId, (tx) =>
    noteAttempt(tx, attempt.id, {
      status: 'requires_action',
      paymentIntentId: intent.id,
      clientSecret,
      errorCode: null,
    }),
  )
  return {
    state: 'action_required',
    clientSecret,
    nextActionUrl: intent.next_action?.redirect_to_url?.url ?? null,
  }
}

async function moveEnded(
  tx: Tx,
  id: string,
  from: AttemptState[],
  { to, why, paymentIntentId }: { to: 'refunding' | 'refunded' | 'cancelled'; why: Refusal; paymentIntentId: string },
): Promise<boolean> {
  const rows = await tx
    .update(checkoutRequests)
    .set({ status: to, paymentIntentId, errorCode: why.code, errorMessage: why.message, updatedAt: now() })
    .where(
      and(
        eq(checkoutRequests.storeId, tx.storeId),
        eq(checkoutRequests.id, id),
        inArray(checkoutRequests.status, from),
      ),
    )
    .returning({ id: checkoutRequests.id })
  return rows.length > 0
}
