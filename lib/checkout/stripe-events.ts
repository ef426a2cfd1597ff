/**
 * What a connected account's event sets in motion. An event is a hint that something changed, never a fact to act on: the
 * payment or the account is read from Stripe again, so deliveries may come late, twice and in any order.
 *
 * A payment that no row names is answered with success and left alone: it is the merchant's own, or our answer to the
 * shopper is still under way, and then the request itself or the sweeper ends it. Asking Stripe to deliver again would
 * disable the endpoint of every merchant who also sells elsewhere.
 */
import { reconcileStore } from '@/lib/ledger/reconcile'
import { storesOfAccount } from '@/lib/ledger/stores'
import { log } from '@/lib/log'
import { disconnectAccount, refreshAccountStatus } from '@/lib/payments/account-status'
import { captureOrder } from '@/lib/payments/capture'
import {
  ACCOUNT_EVENTS,
  DEAUTHORIZATION_EVENTS,
  DISPUTE_EVENTS,
  PAYMENT_EVENTS,
  PAYOUT_EVENTS,
  REFUND_EVENTS,
} from '@/lib/payments/connect-events'
import { findRefundByStripe, recheckRefund } from '@/lib/payments/refund-order'
import { syncDispute } from '@/lib/payments/sync-dispute'
import type { StoredEvent } from '@/lib/stripe-events/stored-event'
import { findAttemptByPayment, isForeignClaim } from './attempt-by-payment'
import { pursueAttempt } from './resolve-attempt'

export type EventResult = 'handled' | 'ignored'

type Handler = (event: StoredEvent, account: string, objectId: string) => Promise<EventResult>

/** An event of any other type is kept as ignored and costs nothing more. */
const HANDLERS: ReadonlyMap<string, Handler> = new Map([
  ...of(handlePayment, PAYMENT_EVENTS),
  ...of(handleRefund, REFUND_EVENTS),
  ...of(handleAccount, ACCOUNT_EVENTS),
  ...of(handleDeauthorization, DEAUTHORIZATION_EVENTS),
  ...of(handleDispute, DISPUTE_EVENTS),
  ...of(handlePayout, PAYOUT_EVENTS),
])

function of(handler: Handler, types: readonly string[]): [string, Handler][] {
  return types.map((type) => [type, handler])
}

/** Handles an event whose signature was checked. @throws when it should be tried again */
export async function handleConnectEvent(event: StoredEvent): Promise<EventResult> {
  const { account, objectId } = event
  const handler = HANDLERS.get(event.type)
  return account && objectId && handler ? handler(event, account, objectId) : 'ignored'
}

async function handlePayment(event: StoredEvent, account: string, paymentIntentId: string): Promise<EventResult> {
  const attempt = await findAttemptByPayment(account, paymentIntentId)
  if (!attempt) {
    await reportForeignClaim(event, account, paymentIntentId)
    return 'ignored'
  }
  const outcome = await pursueAttempt(attempt.storeId, attempt.attemptId)
  // Captured or cancelled behind our back, or by a request that died before it could say so.
  if (outcome.state === 'completed' && outcome.order.paymentStatus === 'authorized') {
    await captureOrder(attempt.storeId, outcome.order.id)
  }
  return 'handled'
}

/** Somebody wrote another store's ids on a payment of their own: nothing comes of it, and it is said. */
async function reportForeignClaim({ claimedAttempt, type }: StoredEvent, account: string, paymentIntentId: string) {
  if (!claimedAttempt || !(await isForeignClaim(claimedAttempt, account, paymentIntentId))) return
  log.warn(
    { security: true, account, paymentIntentId, claimedAttempt, type },
    'a payment names an attempt that is not its own',
  )
}

async function handleRefund(_: StoredEvent, account: string, stripeRefundId: string): Promise<EventResult> {
  const refund = await findRefundByStripe(account, stripeRefundId)
  if (!refund) return 'ignored'
  await recheckRefund(refund.storeId, refund.refundId)
  return 'handled'
}

async function handleDispute(event: StoredEvent, account: string, disputeId: string): Promise<EventResult> {
  const synced = await syncDispute(account, disputeId)
  if (synced) {
    await bookMovements(synced.storeId)
    return 'handled'
  }
  if (event.paymentIntentId) await reportForeignClaim(event, account, event.paymentIntentId)
  return 'ignored'
}

async function handleAccount(_: StoredEvent, account: string): Promise<EventResult> {
  await refreshAccountStatus(account)
  return 'handled'
}

async function handleDeauthorization(_: StoredEvent, account: string): Promise<EventResult> {
  await disconnectAccount(account)
  return 'handled'
}

async function handlePayout(_: StoredEvent, account: string): Promise<EventResult> {
  const stores = await storesOfAccount(account)
  for (const storeId of stores) await bookMovements(storeId)
  return stores.length > 0 ? 'handled' : 'ignored'
}

/** Money of the store has moved: the books follow now and not only in their hourly round, which is what a failure here waits for. */
async function bookMovements(storeId: number): Promise<void> {
  await reconcileStore(storeId).catch((error: unknown) =>
    log.warn({ storeId, err: error }, 'the books could not be brought up to date'),
  )
}
