/**
 * Numbers of the desk's home. Days are UTC: a store has no time zone of its own yet, and the page says so. Voided orders
 * do not count; refunds are not taken off.
 */
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/store'
import { DAY, now } from '@/lib/clock'

export const CHART_DAYS = 14

/** Orders, their totals in minor units, and units sold, in one stretch of time. */
export interface Takings {
  orders: number
  salesMinor: number
  units: number
}

export interface DayOfSales {
  /** YYYY-MM-DD, UTC. */
  day: string
  orders: number
  salesMinor: number
}

export interface Statistics {
  today: Takings
  /** Yesterday up to the same time of day. */
  yesterday: Takings
  /** Oldest first, the last one is today; CHART_DAYS of them. */
  days: DayOfSales[]
  /** Orders with something left to send. */
  toFulfil: number
}

/** Counting stops here: the desk says "999+" rather than read a million rows. */
export const TO_FULFIL_MAX = 999

export async function readStatistics(tx: Tx): Promise<Statistics> {
  const time = now()
  const today = new Date(Math.floor(time.getTime() / DAY) * DAY)
  const [sold, soldBefore, days, waiting] = await Promise.all([
    takings(tx, today, time),
    takings(tx, new Date(today.getTime() - DAY), new Date(time.getTime() - DAY)),
    salesByDay(tx, today),
    tx.execute<{ n: number }>(sql`
      select count(*)::int as n from (
        select 1 from orders where store_id = ${tx.storeId} and fulfillment_status in ('unfulfilled', 'partial')
          and payment_status not in ('voided', 'refunded') limit ${TO_FULFIL_MAX + 1}) o`),
  ])
  return { today: sold, yesterday: soldBefore, days, toFulfil: waiting[0]?.n ?? 0 }
}

async function takings(tx: Tx, from: Date, to: Date): Promise<Takings> {
  const [row] = await tx.execute<{ orders: number; sales: string; units: number }>(sql`
    select count(*)::int as orders, coalesce(sum(o.total_minor), 0)::text as sales, coalesce(sum(i.units), 0)::int as units
    from orders o
    left join lateral (select sum(quantity) as units from order_items where store_id = ${tx.storeId} and order_id = o.id) i on true
    where o.store_id = ${tx.storeId} and o.created_at >= ${from.toISOString()}::timestamptz
      and o.created_at <= ${to.toISOString()}::timestamptz and o.payment_status <> 'voided'`)
  return { orders: row?.orders ?? 0, salesMinor: Number(row?.sales ?? 0), units: row?.units ?? 0 }
}

async function salesByDay(tx: Tx, today: Date): Promise<DayOfSales[]> {
  const first = new Date(today.getTime() - (CHART_DAYS - 1) * DAY)
  const rows = await tx.execute<{ day: string; orders: number; sales: string }>(sql`
    select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as orders,
      sum(total_minor)::text as sales
    from orders where store_id = ${tx.storeId} and created_at >= ${first.toISOString()}::timestamptz
      and payment_status <> 'voided' group by 1`)
  const byDay = new Map(rows.map((row) => [row.day, row]))
  return Array.from({ length: CHART_DAYS }, (_, index) => {
    const day = new Date(first.getTime() + index * DAY).toISOString().slice(0, 10)
    const row = byDay.get(day)
    return { day, orders: row?.orders ?? 0, salesMinor: Number(row?.sales ?? 0) }
  })
}
