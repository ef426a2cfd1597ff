/**
 * What a plan holds, enforced where things are made. The store's row is locked while it is counted, so that two requests at
 * once cannot both take the last place. A change to a smaller plan that waits for its day counts already: nobody is over the
 * limit when it comes. What a store has beyond its limit stays; only more is refused.
 */
import { and, eq, ne, sql } from 'drizzle-orm'
import { products } from '@/db/schema/catalog'
import { customDomains, domainClaims } from '@/db/schema/hosts'
import { memberships, stores } from '@/db/schema/stores'
import { webhookSubscriptions } from '@/db/schema/webhooks'
import type { Tx } from '@/db/store'
import { DomainError, notFound } from '@/lib/errors'
import { COUNTED, type Counted, isSmaller, PLAN_ORDER, PLANS, type Plan } from './table'

/** As a merchant calls one, and several. */
export const COUNTED_WORDS: Record<Counted, [one: string, several: string]> = {
  products: ['product', 'products'],
  staff: ['team member', 'team members'],
  domains: ['domain', 'domains'],
  webhooks: ['webhook', 'webhooks'],
}

/**
 * Call in the transaction that adds `adding` more, before it does. Locks the store's row to the end of the transaction.
 * `field` is the form's that the refusal is shown at.
 * @throws plan_limit_reached, naming the plan that lifts it
 */
export async function requireRoom(
  tx: Tx,
  what: Counted,
  { adding = 1, field }: { adding?: number; field?: string } = {},
): Promise<void> {
  const [store] = await tx
    .select({ plan: stores.plan, nextPlan: stores.nextPlan })
    .from(stores)
    .where(eq(stores.id, tx.storeId))
    .for('no key update')
  if (!store) throw notFound('This store')
  const plan = store.nextPlan && isSmaller(store.nextPlan, store.plan) ? store.nextPlan : store.plan
  const limit = PLANS[plan].limits[what]
  const used = await countUsed(tx, what, limit)
  if (used + adding <= limit) return
  const message = refusal(plan, what, used + adding, plan !== store.plan)
  throw new DomainError('plan_limit_reached', message, field ? { fields: { [field]: message } } : {})
}

export type Usage = Record<Counted, number>

/** How much of everything the store has; beyond the largest plan's limit it is not counted further. */
export async function usageOf(tx: Tx): Promise<Usage> {
  const counts = await Promise.all(COUNTED.map((what) => countUsed(tx, what, PLANS.enterprise.limits[what])))
  return Object.fromEntries(COUNTED.map((what, index) => [what, counts[index] ?? 0])) as Usage
}

/** What stands in the way of a plan, one sentence each; empty when the store fits into it. */
export function excessOf(usage: Usage, plan: Plan): string[] {
  return COUNTED.flatMap((what) => {
    const limit = PLANS[plan].limits[what]
    if (usage[what] <= limit) return []
    return [`${PLANS[plan].name} holds ${amount(limit, what)}, and this store has ${usage[what].toLocaleString('en')}.`]
  })
}

function refusal(plan: Plan, what: Counted, wanted: number, soon: boolean): string {
  const { name, limits } = PLANS[plan]
  const why = soon ? `The store changes to the ${name} plan, which` : `The ${name} plan`
  const full = `${why} holds ${amount(limits[what], what)}.`
  const lift = PLAN_ORDER.find((larger) => isSmaller(plan, larger) && PLANS[larger].limits[what] >= wanted)
  if (!lift) return `${full} Remove some before you add more.`
  return `${full} ${PLANS[lift].name} holds ${PLANS[lift].limits[what].toLocaleString('en')}: change the plan under Settings, Plan.`
}

function amount(count: number, what: Counted): string {
  return `${count.toLocaleString('en')} ${COUNTED_WORDS[what][count === 1 ? 0 : 1]}`
}

/** Counted up to one more than `limit`, since more makes no difference. */
async function countUsed(tx: Tx, what: Counted, limit: number): Promise<number> {
  const rows = COUNTERS[what](tx)
    .limit(limit + 1)
    .as('counted')
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(rows)
  return row?.count ?? 0
}

const one = { one: sql<number>`1`.as('one') }
const COUNTERS = {
  products: (tx: Tx) => tx.select(one).from(products).where(eq(products.storeId, tx.storeId)).$dynamic(),
  staff: (tx: Tx) =>
    tx
      .select(one)
      .from(memberships)
      .where(and(eq(memberships.storeId, tx.storeId), ne(memberships.role, 'owner')))
      .$dynamic(),
  /** Those that route and those that still prove themselves; a claim that was accepted is a domain. */
  domains: (tx: Tx) =>
    tx
      .select(one)
      .from(
        sql`(select ${customDomains.domain} from ${customDomains} where ${customDomains.storeId} = ${tx.storeId}
          union select ${domainClaims.domain} from ${domainClaims}
            where ${domainClaims.storeId} = ${tx.storeId} and ${domainClaims.status} = 'pending') names`,
      )
      .$dynamic(),
  webhooks: (tx: Tx) =>
    tx.select(one).from(webhookSubscriptions).where(eq(webhookSubscriptions.storeId, tx.storeId)).$dynamic(),
}
