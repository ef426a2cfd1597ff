/**
 * A reminder's link opened: in the shopper's own browser the cart is there already; elsewhere a copy of it is made, once, so
 * that a mail scanner that follows the link takes nobody's cart away. The copy's cookie token is the link's secret.
 */
import { and, eq, sql } from 'drizzle-orm'
import { abandonedCheckouts } from '@/db/schema/notifications'
import type { Tx } from '@/db/store'
import { findCartId } from '@/lib/cart/queries'
import { sha256 } from '@/lib/ids'

const TOKEN = /^[0-9a-f]{32}$/

/** The token of the cart to go on with, or null when this store knows no such link. */
export async function openAbandoned(tx: Tx, token: string, currentToken: string | null): Promise<string | null> {
  if (!TOKEN.test(token)) return null
  const [left] = await tx
    .select({
      id: abandonedCheckouts.id,
      cartId: abandonedCheckouts.cartId,
      recoveryCartId: abandonedCheckouts.recoveryCartId,
    })
    .from(abandonedCheckouts)
    .where(and(eq(abandonedCheckouts.storeId, tx.storeId), eq(abandonedCheckouts.token, token)))
    .limit(1)
  if (!left) return null
  const current = await findCartId(tx, currentToken)
  if (current !== null && (current === left.cartId || current === left.recoveryCartId)) return currentToken
  if (left.recoveryCartId === null) await copyCart(tx, left, token)
  return token
}

/** Two openings at once make one copy: carts have one row a token. */
async function copyCart(tx: Tx, { id, cartId }: { id: number; cartId: number }, token: string): Promise<void> {
  await tx.execute(sql`
    with copy as (
      insert into carts (store_id, token_hash, note, attributes, discount_code)
      select store_id, ${sha256(token)}, note, attributes, discount_code from carts
      where store_id = ${tx.storeId} and id = ${cartId}
      on conflict (store_id, token_hash) do nothing returning id),
    filled as (
      insert into cart_items (store_id, cart_id, variant_id, quantity)
      select ${tx.storeId}, copy.id, i.variant_id, i.quantity from copy, cart_items i
      where i.store_id = ${tx.storeId} and i.cart_id = ${cartId})
    update abandoned_checkouts set recovery_cart_id = copy.id from copy
    where store_id = ${tx.storeId} and abandoned_checkouts.id = ${id}`)
}
