/**
 * Sends what is due of one subscription, a few at a time, until nothing is, the time is up, or its server does not answer.
 * A server that hangs keeps one worker busy for one round; the minute's sweep comes back to it.
 */
import { withStore } from '@/db/store'
import { SECOND } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { type ClaimedBatch, type ClaimedDelivery, claimDeliveries } from './claim'
import type { Outcome } from './post'
import { recordAttempt } from './record-attempt'
import { MAX_TRIES } from './schedule'
import { type SendOptions, sendSigned } from './send'

/** Requests to one consumer at once. */
export const PARALLEL = 4
const BUDGET_MS = 25 * SECOND

export type DrainOptions = SendOptions & { budgetMs?: number }

/** `more`: something is still due, and its server answers. */
export async function drainSubscription(
  storeId: number,
  subscriptionId: number,
  options: DrainOptions = {},
): Promise<{ sent: number; more: boolean }> {
  const started = performance.now()
  let sent = 0
  for (;;) {
    const batch = await withStore(storeId, (tx) => claimDeliveries(tx, subscriptionId, PARALLEL))
    if (!batch || batch.deliveries.length === 0) return { sent, more: false }
    const outcomes = await Promise.all(batch.deliveries.map((each) => deliver(storeId, batch, each, options)))
    sent += outcomes.length
    if (outcomes.every((outcome) => outcome?.statusCode === null)) return { sent, more: false }
    if (performance.now() - started > (options.budgetMs ?? BUDGET_MS)) return { sent, more: true }
  }
}

async function deliver(
  storeId: number,
  { subscription, shopDomain }: ClaimedBatch,
  delivery: ClaimedDelivery,
  options: DrainOptions,
): Promise<Outcome | undefined> {
  const { id: deliveryId, attempts: tries } = delivery
  const sent = tries > MAX_TRIES ? null : await sendSigned(subscription, { ...delivery, shopDomain }, options)
  const attempt = { subscriptionId: subscription.id, deliveryId, tries, sent }
  await withStore(storeId, (tx) => recordAttempt(tx, attempt)).catch((error: unknown) => {
    // Deleted while it was being sent.
    if (!(error instanceof DomainError)) throw error
  })
  return sent?.outcome
}
