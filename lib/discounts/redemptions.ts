/**
 * Uses of discounts, held as stock is: taken when an attempt to pay begins, given back when it ends without an order, so that
 * a limit holds however many shoppers pay at once. Only a discount with a limit has its row locked; a use is recorded either
 * way. Lock order of a checkout: cart, attempt, discounts (by id), stock.
 *
 * Invariant: while a discount has a limit, its `times_used` is the number of its redemptions.
 */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { AppliedDiscount } from '@/db/schema/checkout'
import { discounts } from '@/db/schema/selling'
import type { Tx } from '@/db/store'
import { DomainError } from '@/lib/errors'
import type { Discount } from './rules'

/** An automatic discount was used up between the quote and the payment: quote again, without it. */
export class DiscountGoneError extends Error {
  override readonly name = 'DiscountGoneError'
}

type Redeemable = Pick<Discount, 'id' | 'code' | 'usageLimit' | 'perCustomerLimit'>

/**
 * The two statements of a use, sent in their places among a Promise.all's: behind the INSERT of the attempt, before the
 * stock. The second one counts the customer's uses under the lock that the first one took. Deliberately not async.
 */
export function redeem(tx: Tx, attemptId: string, email: string, uses: readonly Redeemable[]) {
  const attempt = sql`exists (select from checkout_requests where store_id = ${tx.storeId} and id = ${attemptId}::uuid)`
  const counted = tx.execute<{ id: string }>(sql`
    update discounts d set times_used = d.times_used + 1
    from (
      select id from discounts where store_id = ${tx.storeId} and id = any(${idsOf(uses.filter(isLimited))}::bigint[])
      order by id for update) locked
    where d.store_id = ${tx.storeId} and d.id = locked.id and (d.usage_limit is null or d.times_used < d.usage_limit)
      and ${attempt}
    returning d.id`)
  const recorded = tx.execute<{ id: string }>(sql`
    insert into discount_redemptions (store_id, discount_id, attempt_id, customer_key)
    select d.store_id, d.id, ${attemptId}::uuid, ${email} from discounts d
    where d.store_id = ${tx.storeId} and d.id = any(${idsOf(uses)}::bigint[]) and ${attempt}
      and (d.per_customer_limit is null or d.per_customer_limit > (
        select count(*) from discount_redemptions r
        where r.store_id = d.store_id and r.discount_id = d.id and r.customer_key = ${email}))
    returning discount_id as id`)
  return { counted, recorded }
}

/**
 * For an attempt that had ended, given its uses back, and is paid after all: takes them again, within the limits of now. A
 * discount that was deleted since has none.
 *
 * @throws what requireRedeemed throws
 */
export async function redeemAgain(
  tx: Tx,
  attemptId: string,
  email: string,
  applied: readonly Pick<AppliedDiscount, 'discountId'>[],
): Promise<void> {
  const ids = applied.flatMap(({ discountId }) => discountId ?? [])
  if (ids.length === 0) return
  const { id, code, usageLimit, perCustomerLimit } = discounts
  const known = await tx
    .select({ id, code, usageLimit, perCustomerLimit })
    .from(discounts)
    .where(and(eq(discounts.storeId, tx.storeId), inArray(id, ids)))
    .limit(ids.length)
  const { counted, recorded } = redeem(tx, attemptId, email, known)
  requireRedeemed(known, ...(await Promise.all([counted, recorded])))
}

/** @throws invalid_request for a code, DiscountGoneError for an automatic discount; both must roll the transaction back */
export function requireRedeemed(
  uses: readonly Redeemable[],
  counted: readonly { id: string }[],
  recorded: readonly { id: string }[],
): void {
  const within = new Set(counted.map((row) => Number(row.id)))
  const own = new Set(recorded.map((row) => Number(row.id)))
  for (const discount of uses) {
    const usedUp = isLimited(discount) && !within.has(discount.id)
    if (!usedUp && own.has(discount.id)) continue
    if (discount.code === null) throw new DiscountGoneError(`discount ${discount.id} is used up`)
    const message = usedUp
      ? `The code ${discount.code} has been used up.`
      : `You have used the code ${discount.code} as often as it allows.`
    throw new DomainError('invalid_request', message, { fields: { discountCode: message } })
  }
}

/** Gives an ended attempt's uses back. Nothing happens the second time. */
export async function releaseRedemptions(tx: Tx, attemptId: string): Promise<void> {
  await tx.execute(sql`
    with gone as (
      delete from discount_redemptions where store_id = ${tx.storeId} and attempt_id = ${attemptId}::uuid
      returning discount_id),
    locked as (
      select d.id from discounts d join gone on gone.discount_id = d.id where d.store_id = ${tx.storeId}
        and (d.usage_limit is not null or d.per_customer_limit is not null)
      order by d.id for update of d)
    update discounts d set times_used = greatest(0, d.times_used - 1) from locked
    where d.store_id = ${tx.storeId} and d.id = locked.id`)
}

function isLimited({ usageLimit, perCustomerLimit }: Redeemable): boolean {
  return usageLimit !== null || perCustomerLimit !== null
}

/** An array literal: bigint ids are digits, so nothing needs quoting. */
function idsOf(uses: readonly Redeemable[]): string {
  return `{${uses.map(({ id }) => id).join(',')}}`
}
