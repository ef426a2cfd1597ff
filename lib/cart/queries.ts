/**
 * Reads of a cart, by the token in the shopper's cookie; the table knows only its hash. One round trip. The cart of a draft
 * order is read by getDraftCart alone: to a shopper's cookie it does not exist.
 */
import { and, eq, sql } from 'drizzle-orm'
import { carts } from '@/db/schema/checkout'
import type { Tx } from '@/db/store'
import { imageJson } from '@/lib/catalog/card-sql'
import { sellable, unitsLeft } from '@/lib/catalog/rules'
import { notFound } from '@/lib/errors'
import { sha256 } from '@/lib/ids'
import type { CartLine, CartView } from './types'

const TOKEN = /^[0-9a-f]{32}$/

/** What the table holds in place of the token, or null for what cannot be one. */
export function cartTokenHash(token: string | null): string | null {
  return token !== null && TOKEN.test(token) ? sha256(token) : null
}

/** The cart of this token; empty for null and for a token that this store does not know. */
export function getCart(tx: Tx, token: string | null): Promise<CartView> {
  const hash = cartTokenHash(token)
  return selectCart(tx, hash === null ? [] : [hash])
}

/** The cart of the draft order with this token, with the prices agreed; empty for any other token. */
export function getDraftCart(tx: Tx, token: string): Promise<CartView> {
  const hash = cartTokenHash(token)
  return selectCart(tx, hash === null ? [] : [hash], 'draft')
}

/** The cart of this token, a draft order's as well: both are paid alike. */
export async function findCartId(tx: Tx, token: string | null): Promise<number | null> {
  const hash = cartTokenHash(token)
  if (hash === null) return null
  const [row] = await tx
    .select({ id: carts.id })
    .from(carts)
    .where(and(eq(carts.storeId, tx.storeId), eq(carts.tokenHash, hash)))
    .limit(1)
  return row?.id ?? null
}

type LineRow = Omit<CartLine, 'lineTotalMinor' | 'sellable' | 'left'> & {
  options: { name: string }[]
  active: boolean
  tracked: boolean
  policy: 'deny' | 'continue'
  available: number
}
interface CartRow {
  currency: string
  note: string | null
  attributes: Record<string, string> | null
  discountCode: string | null
  draft: CartView['draft']
  lines: LineRow[]
}

/** The cart whose token has one of these hashes (at most one exists), lines newest first. @throws not_found for no store */
export async function selectCart(
  tx: Tx,
  hashes: readonly string[],
  whose: 'shopper' | 'draft' = 'shopper',
): Promise<CartView> {
  const rows = await tx.execute<{ cart: CartRow }>(sql`
    select json_build_object(
      'currency', s.currency, 'note', c.note, 'attributes', c.attributes, 'discountCode', c.discount_code,
      'draft', c.draft,
      'lines', (
        select coalesce(json_agg(json_build_object(
          'variantId', v.id, 'productId', p.id, 'handle', p.handle, 'title', p.title, 'variantTitle', v.title,
          'optionValues', v.option_values, 'options', p.options, 'vendor', p.vendor, 'productType', p.product_type, 'sku', v.sku,
          'quantity', ci.quantity, 'unitPriceMinor', coalesce(ci.unit_price_minor, v.price_minor), 'compareAtMinor', v.compare_at_minor,
          'requiresShipping', v.requires_shipping, 'grams', v.grams, 'taxable', v.taxable,
          'active', p.status = 'active', 'tracked', coalesce(l.tracked, false),
          'policy', coalesce(l.policy, 'deny'), 'available', coalesce(l.available, 0),
          'image', (
            select ${imageJson} from product_images i where i.store_id = ${tx.storeId} and i.product_id = p.id
            order by i.position, i.id limit 1)
        ) order by ${whose === 'draft' ? sql`ci.added_at, ci.variant_id` : sql`ci.added_at desc, ci.variant_id desc`}), '[]'::json)
        from cart_items ci
        join variants v on v.store_id = ${tx.storeId} and v.id = ci.variant_id
        join products p on p.store_id = ${tx.storeId} and p.id = v.product_id
        left join inventory_levels l on l.store_id = ${tx.storeId} and l.variant_id = v.id
        where ci.store_id = ${tx.storeId} and ci.cart_id = c.id)
    ) as cart
    from stores s
    left join carts c on c.store_id = ${tx.storeId} and c.draft is ${whose === 'draft' ? sql`not null` : sql`null`}
      and c.token_hash = any(${`{${hashes.join(',')}}`}::text[])
    where s.id = ${tx.storeId} limit 1`)
  const row = rows[0]?.cart
  if (!row) throw notFound('This store')
  return toView(row)
}

function toView(row: CartRow): CartView {
  const lines = row.lines.map(({ options, active, tracked, policy, available, ...line }): CartLine => {
    const stock = { tracked, policy, available }
    return {
      ...line,
      optionValues: inOrder(line.optionValues, options),
      lineTotalMinor: line.quantity * line.unitPriceMinor,
      sellable: active && sellable(stock, line.quantity),
      left: active ? unitsLeft(stock) : 0,
    }
  })
  return {
    lines,
    note: row.note ?? '',
    attributes: row.attributes ?? {},
    discountCode: row.discountCode,
    currency: row.currency,
    subtotalMinor: lines.reduce((total, line) => total + line.lineTotalMinor, 0),
    itemCount: lines.reduce((total, line) => total + line.quantity, 0),
    requiresShipping: lines.some((line) => line.requiresShipping),
    draft: row.draft,
  }
}

/** In the order of the product's options, which jsonb does not keep. */
function inOrder(values: Record<string, string>, options: readonly { name: string }[]): Record<string, string> {
  return Object.fromEntries(options.flatMap(({ name }) => (name in values ? [[name, values[name] ?? '']] : [])))
}
