/**
 * Remembering who stands at the checkout: the address that a shopper typed, beside the cart. Asked for when the field is
 * left, never by paying, so that the way to an order carries none of it. A draft order's cart is the merchant's own matter.
 */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '@/db/store'
import { cartTokenHash } from '@/lib/cart/queries'
import { now } from '@/lib/clock'
import { secretToken } from '@/lib/ids'

/** After so long a checkout counts as left, where the store has not chosen. */
export const USUAL_HOURS = 10

export const rememberSchema = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email('Enter a valid email address.')),
})

/** Opens or renews the cart's story. A cart that was reminded of and not bought since is not begun anew: one mail is enough. */
export async function rememberCheckout(tx: Tx, cartToken: string | null, email: string): Promise<void> {
  const hash = cartTokenHash(cartToken)
  if (hash === null) return
  const at = now().toISOString()
  await tx.execute(sql`
    with cart as (
      select c.id, sum(i.quantity)::int as items, sum(i.quantity * v.price_minor)::bigint as value
      from carts c
      join cart_items i on i.store_id = ${tx.storeId} and i.cart_id = c.id
      join variants v on v.store_id = ${tx.storeId} and v.id = i.variant_id
      where c.store_id = ${tx.storeId} and c.token_hash = ${hash} and c.draft is null group by c.id),
    store as (
      select coalesce((settings ->> 'abandonedCheckoutHours')::int, ${USUAL_HOURS}::int) as hours from stores
      where id = ${tx.storeId})
    insert into abandoned_checkouts (store_id, cart_id, email, token, item_count, value_minor, due_at, created_at, updated_at)
    select ${tx.storeId}, cart.id, ${email}, ${secretToken()}, cart.items, cart.value,
      ${at}::timestamptz + make_interval(hours => store.hours), ${at}::timestamptz, ${at}::timestamptz
    from cart cross join store
    where not exists (
      select from abandoned_checkouts a where a.store_id = ${tx.storeId} and a.status = 'mailed'
        and (a.cart_id = cart.id or a.recovery_cart_id = cart.id))
    on conflict (store_id, cart_id) where status = 'open' do update set email = excluded.email,
      item_count = excluded.item_count, value_minor = excluded.value_minor, due_at = excluded.due_at,
      updated_at = excluded.updated_at`)
}
