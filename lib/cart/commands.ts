/**
 * Changes of a cart. Each command is one statement that takes the cart's row lock and upserts lines atomically, and one
 * that reads the cart behind it, pipelined: one round trip. Limits are checked on what was read; the refusal rolls back.
 * Two commands on one cart wait for each other, so that no addition is lost and no limit is overstepped together.
 *
 * A cart is never created under a token that the client chose: an unknown token gets a new one. The cart of a draft order is
 * unknown to all of these: what a merchant put together is not a shopper's to change.
 */
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { CHECK_VIOLATION, pgErrorOf } from '@/db/errors'
import { carts } from '@/db/schema/checkout'
import type { Tx } from '@/db/store'
import { DomainError, notFound } from '@/lib/errors'
import { secretToken, sha256 } from '@/lib/ids'
import { cartTokenHash, selectCart } from './queries'
import { checkedDetails, checkedItems, refuseOverstepped } from './rules'
import { type CartDetails, type CartItemInput, type CartView, MAX_LINE_QUANTITY } from './types'

/** The cart after a change, and the token that names it (new when the given one was null or unknown). */
export interface ChangedCart {
  token: string
  cart: CartView
}

/**
 * Adds quantities to the cart, creating it when `token` is null or unknown.
 *
 * @throws invalid_request (quantity 1..9999, 250 lines), not_found (a variant that is not for sale), out_of_stock.
 */
export async function addToCart(tx: Tx, token: string | null, items: readonly CartItemInput[]): Promise<ChangedCart> {
  const wanted = checkedItems(items, 1)
  const known = cartTokenHash(token)
  const fresh = secretToken()
  const [opened, cart] = await changing(
    tx,
    known === null ? [sha256(fresh)] : [known, sha256(fresh)],
    sql`
    with existing as (${touched(tx, known)}),
    created as (
      insert into carts (store_id, token_hash)
      select ${tx.storeId}::bigint, ${sha256(fresh)}::text where not exists (select from existing)
      returning id
    ),
    cart as (select id from existing union all select id from created),
    added as (
      insert into cart_items (store_id, cart_id, variant_id, quantity)
      select ${tx.storeId}::bigint, cart.id, v.id, wanted.quantity
      from cart, ${recordset(wanted)} ${forSale(tx)}
      on conflict (store_id, cart_id, variant_id) do update set quantity = cart_items.quantity + excluded.quantity
    )
    select not exists (select from existing) as changed`,
  )
  refuseOverstepped(cart, wanted)
  return { token: opened || token === null ? fresh : token, cart }
}

/** The token of the shopper's cart, which is created empty when `token` is null or unknown. */
export async function openCart(tx: Tx, token: string | null): Promise<string> {
  if (token !== null && (await isShoppersCart(tx, token))) return token
  const fresh = secretToken()
  await tx.insert(carts).values({ storeId: tx.storeId, tokenHash: sha256(fresh) })
  return fresh
}

async function isShoppersCart(tx: Tx, token: string): Promise<boolean> {
  const hash = cartTokenHash(token)
  if (hash === null) return false
  const rows = await tx
    .select({ id: carts.id })
    .from(carts)
    .where(and(eq(carts.storeId, tx.storeId), eq(carts.tokenHash, hash), isNull(carts.draft)))
    .limit(1)
  return rows.length > 0
}

/** Sets one line's quantity; 0 removes it. See setQuantities. */
export function setQuantity(tx: Tx, token: string | null, variantId: number, quantity: number): Promise<CartView> {
  return setQuantities(tx, token, [{ variantId, quantity }])
}

/**
 * Sets the quantities of these lines, adding those the cart does not have; 0 removes.
 *
 * @throws invalid_request, not_found (the cart, or a variant that is not for sale), out_of_stock.
 */
export async function setQuantities(tx: Tx, token: string | null, items: readonly CartItemInput[]): Promise<CartView> {
  const wanted = checkedItems(items, 0)
  const known = cartTokenHash(token)
  const [changed, cart] = await changing(
    tx,
    known === null ? [] : [known],
    sql`
    with cart as (${touched(tx, known)}),
    removed as (
      delete from cart_items ci using cart, ${recordset(wanted)}
      where ci.store_id = ${tx.storeId} and ci.cart_id = cart.id and ci.variant_id = wanted."variantId"
        and wanted.quantity = 0
    ),
    changed as (
      insert into cart_items (store_id, cart_id, variant_id, quantity)
      select ${tx.storeId}::bigint, cart.id, v.id, wanted.quantity
      from cart, ${recordset(wanted)} ${forSale(tx)}
      where wanted.quantity > 0
      on conflict (store_id, cart_id, variant_id) do update set quantity = excluded.quantity
    )
    select exists (select from cart) as changed`,
  )
  if (!changed && wanted.some((item) => item.quantity > 0)) throw notFound('This cart')
  refuseOverstepped(cart, wanted)
  return cart
}

/** Removes every line, note, attribute and code. An unknown cart is empty already. */
export async function clearCart(tx: Tx, token: string | null): Promise<CartView> {
  const known = cartTokenHash(token)
  const [, cart] = await changing(
    tx,
    known === null ? [] : [known],
    sql`
    with cart as (
      update carts set version = version + 1, updated_at = now(), note = '', attributes = '{}', discount_code = null
      where store_id = ${tx.storeId} and token_hash = ${known}::text and draft is null returning id
    ),
    removed as (
      delete from cart_items ci using cart where ci.store_id = ${tx.storeId} and ci.cart_id = cart.id
    )
    select exists (select from cart) as changed`,
  )
  return cart
}

/**
 * Changes what is said beside the lines; members that are absent stay. Attributes are merged; an empty value removes one.
 *
 * @throws invalid_request (too long, too many), not_found (the cart).
 */
export async function setCartDetails(tx: Tx, token: string | null, details: CartDetails): Promise<CartView> {
  const { note, attributes, discountCode } = checkedDetails(details)
  const known = cartTokenHash(token)
  const sets: SQL[] = [sql`version = version + 1`, sql`updated_at = now()`]
  if (note !== undefined) sets.push(sql`note = ${note}`)
  if (discountCode !== undefined) sets.push(sql`discount_code = ${discountCode}`)
  if (attributes !== undefined) {
    sets.push(sql`attributes = (
      select coalesce(jsonb_object_agg(a.key, a.value), '{}'::jsonb)
      from jsonb_each_text(attributes || ${JSON.stringify(attributes)}::jsonb) a where a.value <> '')`)
  }
  const [changed, cart] = await changing(
    tx,
    known === null ? [] : [known],
    sql`
    with cart as (
      update carts set ${sql.join(sets, sql`, `)}
      where store_id = ${tx.storeId} and token_hash = ${known}::text and draft is null returning id
    )
    select exists (select from cart) as changed`,
  )
  if (!changed) throw notFound('This cart')
  checkedDetails({ attributes: cart.attributes })
  return cart
}

/** Locks the cart of this hash until the transaction ends and marks the change; no row for null or an unknown one. */
function touched(tx: Tx, hash: string | null): SQL {
  return sql`update carts set version = version + 1, updated_at = now()
    where store_id = ${tx.storeId} and token_hash = ${hash}::text and draft is null returning id`
}

function recordset(items: readonly CartItemInput[]): SQL {
  return sql`jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as wanted ("variantId" bigint, quantity int)`
}

/** Variants of active products only: a line must not tell that a draft exists. */
function forSale(tx: Tx): SQL {
  return sql`join variants v on v.store_id = ${tx.storeId} and v.id = wanted."variantId"
    join products p on p.store_id = ${tx.storeId} and p.id = v.product_id and p.status = 'active'`
}

/** Runs the change and reads the cart as it left it, pipelined in this order. */
async function changing(tx: Tx, hashes: readonly string[], change: SQL): Promise<[boolean, CartView]> {
  try {
    // Drizzle sends a statement when it is first awaited: `then` sends this one now, ahead of the reading.
    const changed = tx.execute<{ changed: boolean }>(change).then((rows) => rows[0]?.changed ?? false)
    return await Promise.all([changed, selectCart(tx, hashes)])
  } catch (error) {
    const cause = pgErrorOf(error)
    if (cause?.code !== CHECK_VIOLATION || cause.constraint_name !== 'cart_items_quantity') throw error
    const message = `A line holds at most ${MAX_LINE_QUANTITY} units.`
    throw new DomainError('invalid_request', message, { fields: { quantity: message } })
  }
}
