/**
 * What no event brings: trials that end without a plan, plans of stores that are to be deleted, and subscriptions whose period
 * is over while nothing was heard of the next one. Each is repeatable; a store that fails is met again by the next run.
 */
import { and, asc, eq, inArray, isNotNull, isNull, lte, ne } from 'drizzle-orm'
import { readPlatform, withPlatform } from '@/db/platform'
import { stores } from '@/db/schema/stores'
import { fromNow, HOUR, now } from '@/lib/clock'
import { log } from '@/lib/log'
import { endBilling } from './end-plan'
import { ENDED_TRIAL, syncPlan, tellHosts, write } from './sync-plan'

/** Stripe renews within the hour after a period's end; its events may take a little. */
const SILENT_MS = 3 * HOUR

/** Pauses at most `limit` stores whose trial is over and which chose no plan; how many. */
export async function endTrials(limit: number): Promise<number> {
  const due = await readPlatform((tx) =>
    tx.select({ id: stores.id }).from(stores).where(trialIsOver()).orderBy(asc(stores.trialEndsAt)).limit(limit),
  )
  for (const { id } of due) {
    const { paused } = await withPlatform(async (tx) => {
      // Asked again under the lock: a plan may have been chosen meanwhile.
      const [still] = await tx
        .select({ id: stores.id })
        .from(stores)
        .where(and(eq(stores.id, id), trialIsOver()))
        .for('no key update')
      return still ? write(tx, id, ENDED_TRIAL) : { paused: false }
    })
    if (paused) await tellHosts(id)
  }
  return due.length
}

/** Asks Stripe about at most `limit` stores whose period ended hours ago; how many. */
export async function askAboutSilent(limit: number): Promise<number> {
  const silent = await readPlatform((tx) =>
    tx
      .select({ id: stores.id })
      .from(stores)
      .where(
        and(
          isNotNull(stores.stripeSubscriptionId),
          lte(stores.planPeriodEndsAt, fromNow(-SILENT_MS)),
          inArray(stores.planStatus, ['trialing', 'active', 'past_due']),
        ),
      )
      .orderBy(asc(stores.planPeriodEndsAt))
      .limit(limit),
  )
  await each(silent, syncPlan, 'a plan could not be compared with Stripe')
  return silent.length
}

/** Ends the plans of at most `limit` stores whose owners deleted them, so that nothing more is charged; how many. */
export async function endPlansOfDeleted(limit: number): Promise<number> {
  const deleted = await readPlatform((tx) =>
    tx
      .select({ id: stores.id })
      .from(stores)
      .where(
        and(isNotNull(stores.deleteAfter), isNotNull(stores.stripeSubscriptionId), ne(stores.planStatus, 'canceled')),
      )
      .orderBy(asc(stores.deleteAfter))
      .limit(limit),
  )
  await each(deleted, endBilling, 'the plan of a deleted store could not be ended')
  return deleted.length
}

async function each(rows: { id: number }[], work: (storeId: number) => Promise<void>, failed: string): Promise<void> {
  for (const { id } of rows) {
    await work(id).catch((error: unknown) => log.warn({ err: error, storeId: id }, failed))
  }
}

function trialIsOver() {
  return and(eq(stores.planStatus, 'trialing'), isNull(stores.stripeSubscriptionId), lte(stores.trialEndsAt, now()))
}
