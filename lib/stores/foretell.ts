/** What is ahead of stores and their owners should hear of in time: a deletion in 7 days and in 1, a trial that ends in 3. */
import { sql } from 'drizzle-orm'
import { withPlatform } from '@/db/platform'
import { DAY, fromNow, now } from '@/lib/clock'
import { recordDue } from '@/lib/events/record-due'

/** Days before a deletion, the earlier first; each is told until the next one's time has come. */
const DELETION_DAYS = [7, 1] as const
const TRIAL_DAYS_BEFORE = 3

/** Records what is due for at most `limit` stores of each kind; how many were new. */
export async function foretell(limit: number): Promise<{ deletions: number; trials: number }> {
  let deletions = 0
  for (const [index, days] of DELETION_DAYS.entries()) {
    deletions += await deletionsWithin(days, DELETION_DAYS[index + 1] ?? 0, limit)
  }
  return { deletions, trials: await trialsEnding(limit) }
}

function deletionsWithin(days: number, next: number, limit: number): Promise<number> {
  const due = sql`select id as store_id, delete_after as at,
      ${String(days)}::text || ':' || extract(epoch from delete_after) as key,
      jsonb_build_object('deleteAt', floor(extract(epoch from delete_after) * 1000)::bigint, 'daysLeft', ${days}::int) as payload
    from stores where delete_after > ${at(next * DAY)} and delete_after <= ${at(days * DAY)}`
  return withPlatform((tx) => recordDue(tx, 'store.deletion_near', due, limit))
}

function trialsEnding(limit: number): Promise<number> {
  const due = sql`select id as store_id, trial_ends_at as at, extract(epoch from trial_ends_at)::text as key,
      '{}'::jsonb as payload
    from stores where plan_status = 'trialing' and stripe_subscription_id is null and status = 'active'
      and trial_ends_at > ${now().toISOString()}::timestamptz and trial_ends_at <= ${at(TRIAL_DAYS_BEFORE * DAY)}`
  return withPlatform((tx) => recordDue(tx, 'store.trial_ending', due, limit))
}

function at(ahead: number) {
  return sql`${fromNow(ahead).toISOString()}::timestamptz`
}
