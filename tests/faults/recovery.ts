/**
 * Waiting for the shop to come to rest after a fault: every attempt ended, everything captured, refunded, sent and mailed.
 * What takes longer than its limit is a violation, in words.
 */
import type { Lab } from './lab'
import { sweepOnce } from './product'
import type { Shop } from './shop'
import { THREE_D_SECURE } from './shopper'

/** From the moment that everything is up again. */
export const ATTEMPTS_LIMIT_MS = 2 * 60_000
/** Captures, refunds and events wait for their own turn of the minute's sweep, after the attempts'. */
const REST_LIMIT_MS = 4 * 60_000
const HURRYING_LIMIT_MS = 20_000
const LOOK_EVERY_MS = 300

export interface Recovery {
  /** How long the last attempt of any of the shops took to end (ms). */
  attemptsMs: number
  restMs: number
  /** By store. */
  late: Map<number, string[]>
}

/**
 * `waiting`: by the clock, as the minute's jobs of the executor come. `hurrying`: time is made to pass in the database and
 * the sweep is called from here, for runs that have no minutes.
 */
export async function recover(lab: Lab, shops: readonly Shop[], pace: 'waiting' | 'hurrying'): Promise<Recovery> {
  const began = Date.now()
  const ids = shops.map(({ storeId }) => storeId)
  const late = new Map<number, string[]>()
  const until = async (longestMs: number, open: () => Promise<Open[]>): Promise<number> => {
    const limitMs = pace === 'hurrying' ? HURRYING_LIMIT_MS : longestMs
    for (;;) {
      const left = await open()
      const passed = Date.now() - began
      if (left.length === 0) return passed
      if (passed > limitMs) {
        for (const { storeId, what } of left) {
          late.set(storeId, [...(late.get(storeId) ?? []), `${what} ${Math.round(passed / 1000)} s after recovery`])
        }
        return passed
      }
      await letShoppersLeave(lab, ids)
      if (pace === 'hurrying') {
        await passAMinute(lab, ids)
        await sweepOnce(lab)
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
  }
  const attemptsMs = await until(ATTEMPTS_LIMIT_MS, () => openAttempts(lab, ids))
  const restMs = await until(REST_LIMIT_MS, () => openRest(lab, ids))
  return { attemptsMs, restMs, late }
}

interface Open {
  storeId: number
  what: string
}

async function openAttempts({ admin }: Lab, ids: number[]): Promise<Open[]> {
  const rows = await admin`select store_id, id, status from checkout_requests where store_id = any(${ids})
    and status in ('reserved', 'paying', 'requires_action', 'processing', 'refunding')`
  return rows.map((row) => ({ storeId: Number(row.store_id), what: `attempt ${row.id} is still ${row.status}` }))
}

async function openRest({ admin }: Lab, ids: number[]): Promise<Open[]> {
  const rows = await admin`
    select store_id, 'the payment of order ' || order_id || ' is still authorized' as what from payments
      where status = 'authorized' and store_id = any(${ids})
    union all select store_id, 'refund ' || id || ' is still pending' from refunds
      where status = 'pending' and store_id = any(${ids})
    union all select store_id, 'event ' || id || ' (' || topic || ') is still not sent' from outbox
      where sent_at is null and store_id = any(${ids})
    union all select s.id, 'event ' || e.id || ' (' || e.type || ') of Stripe is still not handled' from stripe_events e
      join stores s on s.stripe_account_id = e.account where e.status = 'received' and s.id = any(${ids})`
  return rows.map((row) => ({ storeId: Number(row.store_id), what: row.what }))
}

/**
 * Who has not come back from the bank's page, and who was told that the card was not charged and did not try again, has a
 * quarter of an hour; here it is over at once, also for those of whom the shop does not know yet that they are at the bank.
 * Nothing else is waited for by the product.
 */
async function letShoppersLeave({ admin }: Lab, ids: number[]): Promise<void> {
  await admin`update checkout_requests set expires_at = now() where store_id = any(${ids})
    and expires_at > now() and (status = 'requires_action' or error_code = 'unsent'
      or payment_params ->> 'payment_method' = ${THREE_D_SECURE})`
}

/** As if a minute had passed for everything that waits for one. */
async function passAMinute({ admin }: Lab, ids: number[]): Promise<void> {
  await admin.begin(async (sql) => {
    await sql`update checkout_requests set updated_at = updated_at - interval '1 minute'
      where store_id = any(${ids}) and status in ('reserved', 'paying', 'requires_action', 'processing', 'refunding')`
    await sql`update payments set created_at = created_at - interval '1 minute'
      where store_id = any(${ids}) and status = 'authorized'`
    await sql`update refunds set updated_at = updated_at - interval '1 minute'
      where store_id = any(${ids}) and status = 'pending'`
    await sql`update outbox set available_at = now() where store_id = any(${ids}) and sent_at is null`
    await sql`update processed_events set lease_until = now() where store_id = any(${ids}) and status = 'claimed'`
    await sql`update stripe_events set available_at = now() where status = 'received'`
  })
}
