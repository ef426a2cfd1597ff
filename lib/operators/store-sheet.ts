/**
 * One store as an operator sees it: whose it is, how it stands, what it has. Orders by number and amount, without the people
 * who placed them: who needs more opens the store's desk, which is logged.
 */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { readPlatform } from '@/db/platform'
import { products } from '@/db/schema/catalog'
import { customDomains, domainClaims } from '@/db/schema/hosts'
import { orders } from '@/db/schema/orders'
import { memberships, stores, users } from '@/db/schema/stores'
import { readStore } from '@/db/store'

export const ORDERS_SHOWN = 10
const DOMAINS_SHOWN_MAX = 50
/** More are shown as "1,000+": counting on would cost and say no more. */
export const COUNTED_MAX = 1_000

export type StoreSheet = NonNullable<Awaited<ReturnType<typeof findStoreSheet>>>

export async function findStoreSheet(storeId: number) {
  const [store] = await readPlatform((tx) =>
    tx
      .select(columns)
      .from(stores)
      .innerJoin(users, eq(users.id, stores.ownerId))
      .where(eq(stores.id, storeId))
      .limit(1),
  )
  if (!store) return null
  const [{ domains, claims, staff }, { recent, productCount }] = await Promise.all([
    platformSide(storeId),
    storeSide(storeId),
  ])
  return { ...store, domains, claims, staff, recent, productCount }
}

const columns = {
  id: stores.id,
  slug: stores.slug,
  name: stores.name,
  email: stores.email,
  ownerName: users.name,
  ownerEmail: users.email,
  plan: stores.plan,
  planStatus: stores.planStatus,
  nextPlan: stores.nextPlan,
  trialEndsAt: stores.trialEndsAt,
  planPeriodEndsAt: stores.planPeriodEndsAt,
  planEndsAtPeriodEnd: stores.planEndsAtPeriodEnd,
  status: stores.status,
  currency: stores.currency,
  country: stores.country,
  primaryDomain: stores.primaryDomain,
  stripeAccountId: stores.stripeAccountId,
  chargesEnabled: stores.chargesEnabled,
  payoutsEnabled: stores.payoutsEnabled,
  closedAt: stores.closedAt,
  deleteAfter: stores.deleteAfter,
  createdAt: stores.createdAt,
  updatedAt: stores.updatedAt,
}

function platformSide(storeId: number) {
  return readPlatform(async (tx) => {
    const [domains, claims, [counted]] = await Promise.all([
      tx
        .select()
        .from(customDomains)
        .where(eq(customDomains.storeId, storeId))
        .orderBy(asc(customDomains.domain))
        .limit(DOMAINS_SHOWN_MAX),
      tx
        .select({ domain: domainClaims.domain, status: domainClaims.status, expiresAt: domainClaims.expiresAt })
        .from(domainClaims)
        .where(and(eq(domainClaims.storeId, storeId), inArray(domainClaims.status, ['pending', 'expired'])))
        .orderBy(asc(domainClaims.domain))
        .limit(DOMAINS_SHOWN_MAX),
      tx.execute<{ n: number }>(sql`select count(*)::int as n from (select from ${memberships}
        where ${eq(memberships.storeId, storeId)} limit ${COUNTED_MAX + 1}) m`),
    ])
    return { domains, claims, staff: counted?.n ?? 0 }
  })
}

function storeSide(storeId: number) {
  return readStore(storeId, async (tx) => {
    const [recent, [counted]] = await Promise.all([
      tx
        .select({
          id: orders.id,
          number: orders.orderNumber,
          createdAt: orders.createdAt,
          currency: orders.currency,
          totalMinor: orders.totalMinor,
          paymentStatus: orders.paymentStatus,
          fulfillmentStatus: orders.fulfillmentStatus,
        })
        .from(orders)
        .where(eq(orders.storeId, storeId))
        .orderBy(desc(orders.createdAt), desc(orders.id))
        .limit(ORDERS_SHOWN),
      tx.execute<{ n: number }>(sql`select count(*)::int as n from (select from ${products}
        where ${eq(products.storeId, storeId)} limit ${COUNTED_MAX + 1}) p`),
    ])
    return { recent, productCount: counted?.n ?? 0 }
  })
}
