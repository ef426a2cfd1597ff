/**
 * What must be true once a shop has come to rest: nothing is under way, nothing is held, and Stripe keeps no payment that
 * could still be confirmed for an attempt that is over. As everywhere here, asked past the code under test.
 */
import type postgres from 'postgres'
import type { Ledger } from '@/tests/support/stripe-ledger'

/** Basis points of goods after discounts, by plan: said here once more, so that the product's own table is checked. */
const FEE_BPS: Record<string, number> = { basic: 200, professional: 100, enterprise: 50 }
const CANCELLABLE = new Set(['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture'])

export async function restViolations(sql: postgres.Sql, storeId: number, ledger: Ledger): Promise<string[]> {
  const found = await Promise.all([
    holds(sql, storeId),
    fees(sql, storeId, ledger),
    taxes(sql, storeId),
    events(sql, storeId),
  ])
  return found.flat()
}

async function holds(sql: postgres.Sql, storeId: number): Promise<string[]> {
  const rows = await sql`select r.attempt_id, a.status from stock_reservations r
    join checkout_requests a on a.store_id = r.store_id and a.id = r.attempt_id where r.store_id = ${storeId}`
  return rows.map((row) => `attempt ${row.attempt_id} (${row.status}) still holds stock`)
}

/**
 * Payments that could still be confirmed or captured for an attempt that is over. By the metadata that the stand-in was given:
 * this check may trust it, since no merchant of these shops forges any.
 */
export async function cancellable(sql: postgres.Sql, storeId: number, { paymentIntents }: Ledger): Promise<string[]> {
  const rows = await sql`select id, status from checkout_requests where store_id = ${storeId}`
  const statuses = new Map(rows.map((row) => [String(row.id), String(row.status)]))
  return paymentIntents.flatMap(({ id, status, metadata }) => {
    const attempt = statuses.get(metadata.attempt_id ?? '')
    if (attempt === undefined) return [`payment ${id} is ${status} and has no attempt`]
    return CANCELLABLE.has(status) ? [`payment ${id} is ${status}, its attempt is ${attempt}`] : []
  })
}

async function fees(sql: postgres.Sql, storeId: number, ledger: Ledger): Promise<string[]> {
  const rows = await sql`select p.payment_intent_id as id, p.fee_minor::int as fee, s.plan,
      (o.subtotal_minor - o.discount_minor)::int as goods, o.total_minor::int as total
    from payments p join orders o on o.store_id = p.store_id and o.id = p.order_id
    join stores s on s.id = p.store_id where p.store_id = ${storeId}`
  return rows.flatMap((row) => {
    const expected = Math.min(Math.floor((row.goods * (FEE_BPS[row.plan] ?? Number.NaN)) / 10_000), row.total)
    const charged = ledger.paymentIntents.find(({ id }) => id === row.id)?.application_fee_amount ?? 0
    if (row.fee === expected && charged === expected) return []
    return [`payment ${row.id}: fee ${row.fee}, Stripe ${charged}, the formula says ${expected}`]
  })
}

async function taxes(sql: postgres.Sql, storeId: number): Promise<string[]> {
  const rows = await sql`select o.id from orders o
    join order_items i on i.store_id = o.store_id and i.order_id = o.id where o.store_id = ${storeId}
    group by o.id, o.tax_minor, o.shipping_tax_minor, o.subtotal_minor, o.discount_minor, o.shipping_minor, o.total_minor,
      o.tax_inclusive
    having sum(i.tax_minor) + o.shipping_tax_minor <> o.tax_minor or o.total_minor <> o.subtotal_minor - o.discount_minor
      + o.shipping_minor + case when o.tax_inclusive then 0 else o.tax_minor end`
  return rows.map((row) => `order ${row.id}: its parts are not its total`)
}

/** What happened has its event, once; every event was sent. */
async function events(sql: postgres.Sql, storeId: number): Promise<string[]> {
  const rows = await sql`
    with expected as (
      select 'order.payment_captured' as topic, order_id::text as subject from payments
        where store_id = ${storeId} and status = 'captured'
      union all select 'order.refunded_unfulfillable', id::text from checkout_requests
        where store_id = ${storeId} and status = 'refunded'
      union all select 'order.cancelled', order_id::text from order_cancellations where store_id = ${storeId}
      union all select 'order.refunded', order_id::text || '/' || id::text from refunds
        where store_id = ${storeId} and status = 'succeeded'),
    recorded as (
      select topic, case topic when 'order.refunded_unfulfillable' then payload->>'attemptId'
        when 'order.refunded' then (payload->>'orderId') || '/' || (payload->>'refundId')
        else payload->>'orderId' end as subject from outbox
      where store_id = ${storeId} and topic in (select distinct topic from expected))
    select e.topic, e.subject, count(r.subject)::int as n from expected e
    left join recorded r on r.topic = e.topic and r.subject = e.subject
    group by e.topic, e.subject having count(r.subject) <> 1`
  return rows.map((row) => `${row.topic} of ${row.subject} was recorded ${row.n} times`)
}
