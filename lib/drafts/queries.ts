/** Reads of draft orders: one for the merchant, one for whoever has its link, and the list, last changed first. */
import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { cartItems, carts, type DraftTerms } from '@/db/schema/checkout'
import { draftOrders } from '@/db/schema/drafts'
import { orders } from '@/db/schema/orders'
import type { Tx } from '@/db/store'
import { getDraftCart } from '@/lib/cart/queries'
import { MAX_CART_LINES } from '@/lib/cart/types'
import { notFound } from '@/lib/errors'
import { invariant } from '@/lib/invariant'
import { priceCart } from '@/lib/pricing/rules'
import type { DraftStatus } from './status'
import type { Draft } from './types'

export const DRAFTS_PAGE_SIZE = 50
const TOKEN = /^[0-9a-f]{32}$/

/** @throws not_found */
export async function getDraft(tx: Tx, id: number): Promise<Draft> {
  const draft = await readDraft(tx, eq(draftOrders.id, id))
  if (!draft) throw notFound('This draft')
  return draft
}

/** The draft whose link has this token, or null. */
export function findDraftByToken(tx: Tx, token: string): Promise<Draft | null> {
  return TOKEN.test(token) ? readDraft(tx, eq(draftOrders.token, token)) : Promise.resolve(null)
}

async function readDraft(tx: Tx, which: SQL): Promise<Draft | null> {
  const [row] = await tx
    .select({ draft: draftOrders, terms: carts.draft, orderNumber: orders.orderNumber, orderToken: orders.token })
    .from(draftOrders)
    .innerJoin(carts, and(eq(carts.storeId, draftOrders.storeId), eq(carts.id, draftOrders.cartId)))
    .leftJoin(orders, and(eq(orders.storeId, draftOrders.storeId), eq(orders.id, draftOrders.orderId)))
    .where(and(eq(draftOrders.storeId, tx.storeId), which))
    .limit(1)
  if (!row) return null
  const { draft, terms, orderNumber, orderToken } = row
  invariant(terms, 'the cart of a draft has its terms')
  const { id, status, token, email, customerName, note, orderId } = draft
  return {
    id,
    status,
    token,
    email,
    customerName,
    note,
    order: orderId && orderNumber && orderToken ? { id: orderId, number: orderNumber, token: orderToken } : null,
    invoiceSentAt: draft.invoiceSentAt?.toISOString() ?? null,
    createdAt: draft.createdAt.toISOString(),
    terms,
    ownPrices: await readOwnPrices(tx, draft.cartId),
    cart: await getDraftCart(tx, token),
  }
}

async function readOwnPrices(tx: Tx, cartId: number): Promise<Record<number, number>> {
  const rows = await tx
    .select({ variantId: cartItems.variantId, price: cartItems.unitPriceMinor })
    .from(cartItems)
    .where(and(eq(cartItems.storeId, tx.storeId), eq(cartItems.cartId, cartId), isNotNull(cartItems.unitPriceMinor)))
    .limit(MAX_CART_LINES)
  return Object.fromEntries(rows.map(({ variantId, price }) => [variantId, price ?? 0]))
}

export interface ListedDraft {
  id: number
  status: DraftStatus
  email: string
  customerName: string
  /** ISO 8601. */
  updatedAt: string
  itemCount: number
  /** Goods after the agreed discount, before shipping and tax; of a paid draft, what was paid. */
  totalMinor: number
  orderNumber: number | null
}

interface ListedRow extends Omit<ListedDraft, 'itemCount' | 'totalMinor'> {
  terms: DraftTerms
  lines: { quantity: number; unitPrice: number }[]
  paidMinor: number | null
  paidItems: number | null
}

/** `after` is the cursor of the page before. */
export async function listDrafts(
  tx: Tx,
  { status, after, currency }: { status?: DraftStatus; after?: string; currency: string },
): Promise<{ drafts: ListedDraft[]; next: string | null }> {
  const cursor = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z)_(\d{1,15})$/.exec(after ?? '')
  const conditions = [
    status ? sql`and d.status = ${status}` : sql``,
    cursor ? sql`and (d.updated_at, d.id) < (${cursor[1]}::timestamptz, ${cursor[2]}::bigint)` : sql``,
  ]
  const rows = await tx.execute<{ row: ListedRow; cursor: string }>(sql`
    select json_build_object(
      'id', d.id, 'status', d.status, 'email', d.email, 'customerName', d.customer_name, 'terms', c.draft,
      'updatedAt', to_char(d.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'orderNumber', o.order_number, 'paidMinor', o.total_minor,
      'paidItems', (select sum(i.quantity)::int from order_items i
        where i.store_id = ${tx.storeId} and i.order_id = d.order_id),
      'lines', (select coalesce(json_agg(json_build_object('quantity', i.quantity,
          'unitPrice', coalesce(i.unit_price_minor, v.price_minor))), '[]'::json)
        from cart_items i join variants v on v.store_id = ${tx.storeId} and v.id = i.variant_id
        where i.store_id = ${tx.storeId} and i.cart_id = d.cart_id)) as row,
      to_char(d.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || d.id as cursor
    from (
      select * from draft_orders d where d.store_id = ${tx.storeId} ${sql.join(conditions, sql` `)}
      order by d.updated_at desc, d.id desc limit ${DRAFTS_PAGE_SIZE + 1}) d
    join carts c on c.store_id = ${tx.storeId} and c.id = d.cart_id
    left join orders o on o.store_id = ${tx.storeId} and o.id = d.order_id
    order by d.updated_at desc, d.id desc`)
  const page = rows.slice(0, DRAFTS_PAGE_SIZE)
  const next = rows.length > page.length ? (page.at(-1)?.cursor ?? null) : null
  return { drafts: page.map(({ row }) => toListed(row, currency)), next }
}

function toListed({ terms, lines, paidMinor, paidItems, ...draft }: ListedRow, currency: string): ListedDraft {
  const itemCount = paidItems ?? lines.reduce((sum, line) => sum + line.quantity, 0)
  return { ...draft, itemCount, totalMinor: paidMinor ?? goodsTotal(lines, terms, currency) }
}

/** What the goods come to under the agreed terms. */
function goodsTotal(lines: ListedRow['lines'], terms: DraftTerms, currency: string): number {
  const priced = lines.map((line, index) => ({
    ...line,
    variantId: index,
    productId: index,
    title: '',
    variantTitle: '',
    sku: null,
    imageKey: null,
    requiresShipping: false,
    tracked: false,
    taxable: false,
  }))
  return priceCart({
    currency,
    taxInclusive: true,
    taxShipping: false,
    lines: priced,
    discounts: [],
    agreed: terms.discount,
    shippingRate: null,
    taxRateBps: 0,
  }).total
}
