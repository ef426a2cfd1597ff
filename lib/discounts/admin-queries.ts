/** The merchant's discounts, newest first, paged by id. What carts read is in queries.ts. */
import { and, desc, eq, ilike, lt, or, type SQL, sql } from 'drizzle-orm'
import { discounts } from '@/db/schema/selling'
import type { Tx } from '@/db/store'
import { notFound } from '@/lib/errors'

export const DISCOUNTS_PAGE_SIZE = 50
const QUERY_MAX = 100

export const DISCOUNT_STATES = ['active', 'scheduled', 'expired', 'off'] as const
export type DiscountState = (typeof DISCOUNT_STATES)[number]

export type AdminDiscount = Omit<typeof discounts.$inferSelect, 'storeId'> & { uses: number }

export interface DiscountFilter {
  q?: string
  state?: DiscountState
  /** Id of the last one of the page before. */
  after?: string
}

/** Where a discount is at `at`. */
export function stateOf(discount: Pick<AdminDiscount, 'active' | 'startsAt' | 'endsAt'>, at: Date): DiscountState {
  if (!discount.active) return 'off'
  if (discount.endsAt && at >= discount.endsAt) return 'expired'
  return discount.startsAt && at < discount.startsAt ? 'scheduled' : 'active'
}

export async function listAdminDiscounts(
  tx: Tx,
  filter: DiscountFilter,
  at: Date,
): Promise<{ discounts: AdminDiscount[]; next: string | null }> {
  const rows = await select(tx, and(...conditions(filter, at)), DISCOUNTS_PAGE_SIZE + 1)
  const page = rows.slice(0, DISCOUNTS_PAGE_SIZE)
  return { discounts: page, next: rows.length > page.length ? String(page.at(-1)?.id) : null }
}

/** @throws not_found */
export async function getAdminDiscount(tx: Tx, id: number): Promise<AdminDiscount> {
  const [row] = await select(tx, eq(discounts.id, id), 1)
  if (!row) throw notFound('This discount')
  return row
}

async function select(tx: Tx, which: SQL | undefined, limit: number): Promise<AdminDiscount[]> {
  const uses = sql<number>`(select count(*)::int from discount_redemptions r
    where r.store_id = ${tx.storeId} and r.discount_id = ${discounts.id})`
  const rows = await tx
    .select({ discount: discounts, uses })
    .from(discounts)
    .where(and(eq(discounts.storeId, tx.storeId), which))
    .orderBy(desc(discounts.id))
    .limit(limit)
  return rows.map(({ discount: { storeId: _, ...discount }, uses: n }) => ({ ...discount, uses: n }))
}

function conditions({ q, state, after }: DiscountFilter, at: Date): (SQL | undefined)[] {
  const time = sql`${at.toISOString()}::timestamptz`
  const over = sql`coalesce(${discounts.endsAt} <= ${time}, false)`
  const ahead = sql`coalesce(${discounts.startsAt} > ${time}, false)`
  const states: Record<DiscountState, SQL> = {
    off: sql`not ${discounts.active}`,
    expired: sql`${discounts.active} and ${over}`,
    scheduled: sql`${discounts.active} and not ${over} and ${ahead}`,
    active: sql`${discounts.active} and not ${over} and not ${ahead}`,
  }
  const text = q?.replaceAll('\0', ' ').trim().slice(0, QUERY_MAX)
  const pattern = `%${(text ?? '').replace(/[\\%_]/g, '\\$&')}%`
  return [
    state && states[state],
    text ? or(ilike(discounts.code, pattern), ilike(discounts.title, pattern)) : undefined,
    after && /^\d{1,15}$/.test(after) ? lt(discounts.id, Number(after)) : undefined,
  ]
}
