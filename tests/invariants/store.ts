/**
 * What must be true of a store after anything: asked of the database as its superuser and of Stripe's own ledger, never of
 * the code under test. Each violation is one sentence; the list is empty when all is well.
 */
import type postgres from 'postgres'
import type { Ledger } from '@/tests/support/stripe-ledger'

export async function violations(admin: postgres.Sql, storeId: number, ledger: Ledger): Promise<string[]> {
  const found = await Promise.all([
    stockViolations(admin, storeId),
    orderViolations(admin, storeId),
    attemptViolations(admin, storeId),
    moneyViolations(admin, storeId, ledger),
  ])
  return found.flat()
}

async function stockViolations(sql: postgres.Sql, storeId: number): Promise<string[]> {
  const rows = await sql`
    select l.variant_id, l.available, l.policy,
      coalesce((select sum(quantity) from stock_reservations r
        where r.store_id = l.store_id and r.variant_id = l.variant_id), 0)::int as held,
      coalesce((select sum(delta) from inventory_movements m
        where m.store_id = l.store_id and m.variant_id = l.variant_id), 0)::int as moved,
      coalesce((select sum(-delta) from inventory_movements m
        where m.store_id = l.store_id and m.variant_id = l.variant_id and m.reason = 'sale'), 0)::int as sold,
      coalesce((select sum(i.quantity) from order_items i
        where i.store_id = l.store_id and i.variant_id = l.variant_id), 0)::int as ordered
    from inventory_levels l where l.store_id = ${storeId} and l.tracked`
  return rows.flatMap((row) => [
    ...(row.available + row.held === row.moved
      ? []
      : [`variant ${row.variant_id}: available ${row.available} + held ${row.held} is not ${row.moved} (movements)`]),
    ...(row.available >= 0 || row.policy === 'continue' ? [] : [`variant ${row.variant_id}: oversold`]),
    ...(row.sold === row.ordered ? [] : [`variant ${row.variant_id}: sold ${row.sold}, ordered ${row.ordered}`]),
  ])
}

async function orderViolations(sql: postgres.Sql, storeId: number): Promise<string[]> {
  const [numbers] = await sql`select count(*)::int as n, count(distinct order_number)::int as d,
    coalesce(min(order_number), 1001)::int as low, coalesce(max(order_number), 1000)::int as high
    from orders where store_id = ${storeId}`
  const wrongSums = await sql`select o.id from orders o
    join order_items i on i.store_id = o.store_id and i.order_id = o.id where o.store_id = ${storeId}
    group by o.id, o.subtotal_minor, o.discount_minor
    having sum(i.quantity * i.unit_price_minor) <> o.subtotal_minor or sum(i.discount_minor) <> o.discount_minor`
  const events = await sql`select o.id, count(e.id)::int as n from orders o
    left join outbox e on e.store_id = o.store_id and e.topic = 'order.created' and (e.payload->>'orderId')::bigint = o.id
    where o.store_id = ${storeId} group by o.id having count(e.id) <> 1`
  const gaps = numbers && (numbers.n !== numbers.d || numbers.high - numbers.low + 1 !== numbers.n)
  return [
    ...(gaps ? [`order numbers: ${numbers.n} orders from ${numbers.low} to ${numbers.high}`] : []),
    ...wrongSums.map((row) => `order ${row.id}: its lines do not sum to it`),
    ...events.map((row) => `order ${row.id}: ${row.n} order.created events`),
  ]
}

async function attemptViolations(sql: postgres.Sql, storeId: number): Promise<string[]> {
  const leaked = await sql`select a.id, a.status from checkout_requests a where a.store_id = ${storeId}
    and a.status not in ('reserved', 'paying', 'requires_action', 'processing')
    and exists (select from stock_reservations r where r.store_id = a.store_id and r.attempt_id = a.id)`
  const unmatched = await sql`select a.id, a.status, count(o.id)::int as orders from checkout_requests a
    left join orders o on o.store_id = a.store_id and o.attempt_id = a.id where a.store_id = ${storeId}
    group by a.id, a.status having (a.status = 'completed') <> (count(o.id) = 1)`
  return [
    ...leaked.map((row) => `attempt ${row.id} is ${row.status} and still holds stock`),
    ...unmatched.map((row) => `attempt ${row.id} is ${row.status} with ${row.orders} orders`),
  ]
}

/** Every payment that is or may be money belongs to exactly one order of the same sum, was given back, or is still under way. */
async function moneyViolations(sql: postgres.Sql, storeId: number, ledger: Ledger): Promise<string[]> {
  const rows = await sql`select p.payment_intent_id as id, p.amount_minor::int as amount, lower(p.currency) as currency,
    p.status, o.payment_status, o.total_minor::int as total, (o.refunded_minor - (
      select coalesce(sum(r.amount_minor), 0) from refunds r
      where r.store_id = o.store_id and r.order_id = o.id and r.status = 'pending'))::int as refunded from payments p
    join orders o on o.store_id = p.store_id and o.id = p.order_id where p.store_id = ${storeId}`
  const active = await sql`select id from checkout_requests where store_id = ${storeId}
    and status in ('reserved', 'paying', 'requires_action', 'processing', 'refunding')`
  const open = new Set(active.map((row) => String(row.id)))
  const refunded = new Set(ledger.refunds.map((refund) => refund.payment_intent))
  const found: string[] = []
  for (const intent of ledger.paymentIntents) {
    const mine = rows.filter((row) => row.id === intent.id)
    if (mine.length > 1) found.push(`payment ${intent.id} has ${mine.length} orders`)
    const [row] = mine
    if (row && (row.amount !== intent.amount || row.total !== intent.amount || row.currency !== intent.currency)) {
      found.push(`payment ${intent.id}: ${intent.amount} ${intent.currency}, its order ${row.total} ${row.currency}`)
    }
    if (row?.status === 'captured' && intent.status !== 'succeeded') found.push(`order of ${intent.id} says captured`)
    const paid = row && ['paid', 'partially_refunded', 'refunded'].includes(row.payment_status)
    if (row && (row.status === 'captured') !== paid) found.push(`${intent.id}: paid or not?`)
    const back = ledger.refunds.filter((refund) => refund.payment_intent === intent.id)
    const returned = back.reduce((sum, { amount }) => sum + amount, 0)
    if (row && row.refunded !== returned)
      found.push(`${intent.id}: ${returned} went back, its order says ${row.refunded}`)
    const money = intent.status === 'succeeded' || intent.status === 'requires_capture'
    if (!row && money && !refunded.has(intent.id) && !open.has(intent.metadata.attempt_id ?? '')) {
      found.push(`payment ${intent.id} is ${intent.status} and nobody's`)
    }
  }
  return found
}
