/**
 * Who sends what. A worker takes due deliveries of one subscription by moving their next try ahead; one that dies lets go
 * of them when that time comes, and the same delivery goes out again under the same id. Taking counts as a try, so that a
 * delivery which kills its worker is not tried for ever.
 *
 * Invariant: the first try of a delivery is not begun before the first tries of earlier ones about the same thing, to the
 * same subscription, have ended. Later tries wait for nobody: one that fails does not hold up the rest for hours.
 */
import { eq, sql } from 'drizzle-orm'
import { stores } from '@/db/schema/stores'
import type { Tx } from '@/db/store'
import { fromNow, now, SECOND } from '@/lib/clock'
import { DomainError } from '@/lib/errors'
import { tenancyConfig } from '@/lib/tenancy/config'
import { hold, lock } from './subscriptions'

/** Longer than a try may take, with its writing down. */
export const LEASE_MS = 45 * SECOND

export interface ClaimedDelivery {
  id: string
  eventId: string
  topic: string
  body: string
  test: boolean
  triggeredAt: Date
  /** This try's number, from 1. */
  attempts: number
}

export type Subscription = Awaited<ReturnType<typeof lock>>

export interface ClaimedBatch {
  subscription: Subscription
  /** The store's subdomain, as in `X-Shopify-Shop-Domain`. */
  shopDomain: string
  deliveries: ClaimedDelivery[]
}

/** Takes at most `limit` due deliveries; null when the subscription is gone, paused or stopped. */
export async function claimDeliveries(tx: Tx, subscriptionId: number, limit: number): Promise<ClaimedBatch | null> {
  const subscription = await lock(tx, subscriptionId).catch((error: unknown) => {
    if (error instanceof DomainError) return null
    throw error
  })
  if (!subscription) return null
  if (subscription.status !== 'active') {
    await hold(tx, subscriptionId)
    return null
  }
  // Materialized: inside a join PostgreSQL may run a locking subquery anew for each row, past its limit.
  const rows = await tx.execute<{
    id: string
    event_id: string
    topic: string
    body: string
    test: boolean
    triggered_at: string
    attempts: number
  }>(sql`
    with due as materialized (
      select c.id from webhook_deliveries c
      where c.store_id = ${tx.storeId} and c.subscription_id = ${subscriptionId} and c.status = 'pending'
        and c.next_attempt_at <= ${now().toISOString()}::timestamptz
        and (c.resource = '' or not exists (
          select from webhook_deliveries e
          where e.store_id = c.store_id and e.subscription_id = c.subscription_id and e.status = 'pending'
            and e.resource = c.resource and (e.event_id, e.id) < (c.event_id, c.id)
            and not exists (select from webhook_attempts a where a.store_id = e.store_id and a.delivery_id = e.id)))
      order by c.event_id, c.id limit ${limit} for update skip locked)
    update webhook_deliveries d
    set attempts = d.attempts + 1, next_attempt_at = ${fromNow(LEASE_MS).toISOString()}::timestamptz, updated_at = now()
    from due where d.store_id = ${tx.storeId} and d.id = due.id
    returning d.id, d.event_id, d.topic, d.body, d.test, d.triggered_at, d.attempts`)
  const deliveries = rows.map(({ event_id, triggered_at, ...rest }) => ({
    ...rest,
    eventId: event_id,
    triggeredAt: new Date(triggered_at),
  }))
  return {
    subscription,
    shopDomain: await shopDomainOf(tx),
    deliveries: deliveries.sort((a, b) => (order(a) < order(b) ? -1 : 1)),
  }
}

export async function shopDomainOf(tx: Tx): Promise<string> {
  const [store] = await tx.select({ slug: stores.slug }).from(stores).where(eq(stores.id, tx.storeId)).limit(1)
  return `${store?.slug}.${tenancyConfig().storesAddress}`
}

function order({ eventId, id }: ClaimedDelivery): string {
  return `${eventId}${id}`
}
