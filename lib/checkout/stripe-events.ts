/**
 * What a connected account's event sets in motion. An event is a hint that something changed, never a fact to act on: the
 * payment or the account is read from Stripe again, so deliveries may come late, twice and in any order.
 *
 * A payment that no row names is answered with success and left alone: it is the merchant's own, or our answer to the
 * shopper is still under way, and then the request itself or the sweeper ends it. Asking Stripe to deliver again would
 * disable the endpoint of every merchant who also sells elsewhere.
 */
import { log } from '@/lib/log'
import { disconnectAccount, refreshAccountStatus } from '@/lib/payments/account-status'
import { captureOrder } from '@/lib/payments/capture'
import { findRefundByStripe, recheckRefund } from '@/lib/payments/refund-order'
import type { StoredEvent } from '@/lib/stripe-events/stored-event'
import { findAttemptByPayment, isForeignClaim } from './attempt-by-payment'
import { pursueAttempt } from './resolve-attempt'

export type EventResult = 'handled' | 'ignored'

/** Handles an event whose signature was checked. @throws when it should be tried again */
export async function handleConnectEvent(event: StoredEvent): Promise<EventResult> {
  const { account, objectId } = event
  if (!account || !objectId) return 'ignored'
  switch (event.type) {
    case 'payment_intent.amount_capturable_updated':
    case 'payment_intent.succeeded':
    case 'payment_intent.payment_failed':
    case 'payment_intent.canceled':
      return handlePayment(event, account, objectId)
    case 'refund.updated':
    case 'refund.failed':
    case 'charge.refund.updated':
      return handleRefund(account, objectId)
    case 'account.updated':
      await refreshAccountStatus(account)
      return 'handled'
    case 'account.application.deauthorized':
      await disconnectAccount(account)
      return 'handled'
    default:
      return 'ignored'
  }
}

async function handlePayment(event: StoredEvent, account: string, paymentIntentId: string): Promise<EventResult> {
  const attempt = await findAttemptByPayment(account, paymentIntentId)
  if (!attempt) {
    const { claimedAttempt } = event
    if (claimedAttempt && (await isForeignClaim(claimedAttempt, account, paymentIntentId))) {
      log.warn(
        { security: true, account, paymentIntentId, claimedAttempt, type: event.type },
        'a payment names an attempt that is not its own',
      )
    }
    return 'ignored'
  }
  const outcome = await pursueAttempt(attempt.storeId, attempt.attemptId)
  // Captured or cancelled behind our back, or by a request that died before it could say so.
  if (outcome.state === 'completed' && outcome.order.paymentStatus === 'authorized') {
    await captureOrder(attempt.storeId, outcome.order.id)
  }
  return 'handled'
}

async function handleRefund(account: string, stripeRefundId: string): Promise<EventResult> {
  const refund = await findRefundByStripe(account, stripeRefundId)
  if (!refund) return 'ignored'
  await recheckRefund(refund.storeId, refund.refundId)
  return 'handled'
}
