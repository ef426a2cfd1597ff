/**
 * Ends what nobody ended: attempts past their time or left by a request that died, refunds and captures that failed. Runs
 * each minute, from several processes at once if need be; every step it calls is repeatable.
 */
import { and, asc, eq, inArray, lte, or, sql } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { ACTIVE_ATTEMPT_STATES, checkoutRequests } from '@/db/schema/checkout'
import { payments } from '@/db/schema/orders'
import { withStore } from '@/db/store'
import { fromNow, MINUTE, now } from '@/lib/clock'
import { log } from '@/lib/log'
import { captureOrder } from '@/lib/payments/capture'
import { touchAttempt } from './attempts'
import { pursueAttempt } from './resolve-attempt'
import { STUCK_AFTER_MS } from './types'

/** Attempts worked on at the same time: each waits for Stripe. */
const PARALLEL = 8
/** A capture that the checkout itself did not finish by then is retried. */
const CAPTURE_AFTER_MS = MINUTE

export interface SweepReport {
  attempts: number
  captures: number
  /** How many could not be brought on; they are tried again by the next run. */
  failed: number
  /** Whether more may be waiting that another look would bring on. */
  more: boolean
}

/** Works on at most `limit` attempts and as many captures. */
export async function sweepAttempts(limit: number): Promise<SweepReport> {
  const [attempts, uncaptured] = await Promise.all([listStuck(limit), listUncaptured(limit)])
  let decided = 0
  const results = [
    ...(await inParallel(attempts, ({ storeId, id }) => sweepOne(storeId, id))),
    ...(await inParallel(uncaptured, async ({ storeId, orderId }) => {
      if ((await captureOrder(storeId, orderId)) !== 'pending') decided += 1
    })),
  ]
  const failed = results.filter((result) => !result).length
  const more = attempts.length === limit || (uncaptured.length === limit && decided > 0)
  return { attempts: attempts.length, captures: uncaptured.length, failed, more }
}

/** What stays as it is goes to the end of the queue, so that many of it do not keep others from their turn. */
async function sweepOne(storeId: number, id: string): Promise<void> {
  try {
    const { state } = await pursueAttempt(storeId, id)
    if (state === 'pending') await withStore(storeId, (tx) => touchAttempt(tx, id))
  } catch (error) {
    await withStore(storeId, (tx) => touchAttempt(tx, id))
    throw error
  }
}

function listStuck(limit: number): Promise<{ storeId: number; id: string }[]> {
  const { status, expiresAt, updatedAt } = checkoutRequests
  return readPlatform((tx) =>
    tx
      .select({ storeId: checkoutRequests.storeId, id: checkoutRequests.id })
      .from(checkoutRequests)
      .where(
        and(
          inArray(status, [...ACTIVE_ATTEMPT_STATES, 'refunding']),
          or(
            lte(expiresAt, now()),
            and(
              inArray(status, ['reserved', 'paying', 'processing', 'refunding']),
              lte(updatedAt, fromNow(-STUCK_AFTER_MS)),
            ),
          ),
        ),
      )
      .orderBy(asc(updatedAt))
      .limit(limit),
  )
}

/** Any of them: those that Stripe refuses for days, of one account it has stopped, keep no other from its turn. */
function listUncaptured(limit: number): Promise<{ storeId: number; orderId: number }[]> {
  return readPlatform((tx) =>
    tx
      .select({ storeId: payments.storeId, orderId: payments.orderId })
      .from(payments)
      .where(and(eq(payments.status, 'authorized'), lte(payments.createdAt, fromNow(-CAPTURE_AFTER_MS))))
      .orderBy(sql`random()`)
      .limit(limit),
  )
}

/** For each item whether `work` went through; what it throws is logged. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<boolean[]> {
  const results: boolean[] = []
  const queue = [...items]
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      results.push(
        await work(item).then(
          () => true,
          (error: unknown) => {
            log.warn({ item, err: error }, 'the sweep could not bring this on')
            return false
          },
        ),
      )
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  return results
}
