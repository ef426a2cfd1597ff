/**
 * orders.csv in Shopify's form: a line for each line item, the order's own columns on its first. Paged by line items, so
 * that one very long order weighs no more than many short ones.
 */
import { sql } from 'drizzle-orm'
import type { Address } from '@/db/schema/checkout'
import { DEFAULT_VARIANT_TITLE } from '@/lib/catalog/rules'
import { toDecimalString } from '@/lib/money'
import type { Cell } from './cells'
import { csvFile, timeText } from './file'

/** Line items a page, of so many orders at most. */
export const ORDER_LINES_PAGE = 250
const ORDERS_AT_ONCE = 200

interface Line {
  lineNo: number
  title: string
  variantTitle: string
  sku: string | null
  quantity: number
  fulfilledQuantity: number
  cancelledQuantity: number
  unitPriceMinor: number
  discountMinor: number
  taxMinor: number
  requiresShipping: boolean
  vendor: string | null
}

interface OrderLine {
  id: number
  first: boolean
  number: number
  email: string
  currency: string
  subtotalMinor: number
  discountMinor: number
  discountCode: string | null
  shippingMinor: number
  shippingRateName: string | null
  taxMinor: number
  totalMinor: number
  refundedMinor: number
  paymentStatus: string
  fulfillmentStatus: string
  shippingAddress: Address
  billingAddress: Address | null
  customerNote: string
  note: string
  tags: string[]
  source: string
  createdAt: string
  cancelledAt: string | null
  paidAt: string | null
  fulfilledAt: string | null
  paymentReference: string | null
  cardBrand: string | null
  line: Line | null
}

const ADDRESS = ['Name', 'Street', 'Address1', 'Address2', 'Company', 'City', 'Zip', 'Province', 'Country', 'Phone']
const LINE = [
  'quantity',
  'name',
  'price',
  'compare at price',
  'sku',
  'requires shipping',
  'taxable',
  'fulfillment status',
]
const HEADER = [
  ...['Name', 'Email', 'Financial Status', 'Paid at', 'Fulfillment Status', 'Fulfilled at', 'Accepts Marketing'],
  ...['Currency', 'Subtotal', 'Shipping', 'Taxes', 'Total', 'Discount Code', 'Discount Amount', 'Shipping Method'],
  'Created at',
  ...LINE.map((column) => `Lineitem ${column}`),
  ...ADDRESS.map((column) => `Billing ${column}`),
  ...ADDRESS.map((column) => `Shipping ${column}`),
  ...['Notes', 'Note Attributes', 'Cancelled at', 'Payment Method', 'Payment Reference', 'Refunded Amount', 'Vendor'],
  ...['Outstanding Balance', 'Id', 'Tags', 'Risk Level', 'Source', 'Lineitem discount'],
  ...[1, 2, 3, 4, 5].flatMap((n) => [`Tax ${n} Name`, `Tax ${n} Value`]),
  ...['Phone', 'Receipt Number', 'Duties', 'Billing Province Name', 'Shipping Province Name'],
  ...['Payment Terms Name', 'Next Payment Due At'],
]
/** Columns that every line has; the others are the order's. */
const EVERY_LINE = new Set(
  HEADER.filter(
    (column) => ['Name', 'Email', 'Vendor', 'Created at'].includes(column) || column.startsWith('Lineitem '),
  ),
)

export const ordersFile = csvFile<OrderLine, { id: number; lineNo: number }>({
  name: 'orders.csv',
  noun: 'orders',
  header: HEADER,
  pageSize: ORDER_LINES_PAGE,
  keyOf: ({ id, line }) => ({ id, lineNo: line?.lineNo ?? 0 }),
  begins: ({ first }) => first,
  // Lateral with a limit: row by row through the keys, whatever the planner believes of the tables' sizes.
  async page(tx, after, limit) {
    const { id, lineNo } = after ?? { id: 0, lineNo: 0 }
    const rows = await tx.execute<{ line: OrderLine }>(sql`
      select json_build_object('id', o.id, 'first', i.line_no is not distinct from (
          select min(line_no) from order_items where store_id = ${tx.storeId} and order_id = o.id),
        'number', o.order_number, 'email', o.customer_email, 'currency', o.currency, 'subtotalMinor', o.subtotal_minor,
        'discountMinor', o.discount_minor, 'discountCode', o.discount_code, 'shippingMinor', o.shipping_minor,
        'shippingRateName', o.shipping_rate_name, 'taxMinor', o.tax_minor, 'totalMinor', o.total_minor,
        'refundedMinor', o.refunded_minor, 'paymentStatus', o.payment_status, 'fulfillmentStatus', o.fulfillment_status,
        'shippingAddress', o.shipping_address, 'billingAddress', o.billing_address, 'customerNote', o.customer_note,
        'note', o.note, 'tags', o.tags, 'source', o.source, 'createdAt', o.created_at, 'cancelledAt', o.cancelled_at,
        'paidAt', p.captured_at, 'paymentReference', p.payment_intent_id, 'cardBrand', p.card_brand,
        'fulfilledAt', case when o.fulfillment_status = 'fulfilled' then (
          select max(created_at) from fulfillments where store_id = ${tx.storeId} and order_id = o.id) end,
        'line', case when i.line_no is not null then json_build_object('lineNo', i.line_no, 'title', i.title,
          'variantTitle', i.variant_title, 'sku', i.sku, 'quantity', i.quantity, 'unitPriceMinor', i.unit_price_minor,
          'fulfilledQuantity', i.fulfilled_quantity, 'cancelledQuantity', i.cancelled_quantity,
          'discountMinor', i.discount_minor, 'taxMinor', i.tax_minor, 'requiresShipping', i.requires_shipping,
          'vendor', (select vendor from products where store_id = ${tx.storeId} and id = i.product_id)) end) as line
      from (
        select o.id, i.line_no from (
          select id from orders where store_id = ${tx.storeId} and id >= ${id}::bigint order by id limit ${ORDERS_AT_ONCE}) o
        left join lateral (
          select line_no from order_items where store_id = ${tx.storeId} and order_id = o.id
            and line_no > case when o.id = ${id}::bigint then ${lineNo}::smallint else -1 end
          order by line_no limit ${limit}) i on true
        where o.id > ${id}::bigint or i.line_no is not null
        order by o.id, i.line_no limit ${limit}) k
      cross join lateral (select * from orders where store_id = ${tx.storeId} and id = k.id limit 1) o
      left join lateral (
        select * from order_items where store_id = ${tx.storeId} and order_id = k.id and line_no = k.line_no limit 1) i on true
      left join lateral (
        select captured_at, payment_intent_id, card_brand from payments
        where store_id = ${tx.storeId} and order_id = k.id order by id limit 1) p on true
      order by k.id, k.line_no`)
    return rows.map(({ line }) => line)
  },
  lines(row) {
    const cells = cellsOf(row)
    return [HEADER.map((column) => (row.first || EVERY_LINE.has(column) ? (cells[column] ?? null) : null))]
  },
})

function cellsOf(order: OrderLine): Record<string, Cell> {
  const money = (minor: number) => toDecimalString(minor, order.currency)
  const outstanding = order.paymentStatus === 'authorized' ? order.totalMinor : 0
  return {
    Name: `#${order.number}`,
    Email: order.email,
    'Financial Status': order.paymentStatus,
    'Paid at': timeText(order.paidAt),
    'Fulfillment Status': order.fulfillmentStatus,
    'Fulfilled at': timeText(order.fulfilledAt),
    'Accepts Marketing': 'no',
    Currency: order.currency,
    Subtotal: money(order.subtotalMinor),
    Shipping: money(order.shippingMinor),
    Taxes: money(order.taxMinor),
    Total: money(order.totalMinor),
    'Discount Code': order.discountCode,
    'Discount Amount': money(order.discountMinor),
    'Shipping Method': order.shippingRateName,
    'Created at': timeText(order.createdAt),
    ...(order.line ? lineCells(order.line, money) : {}),
    ...addressCells('Billing', order.billingAddress ?? order.shippingAddress),
    ...addressCells('Shipping', order.shippingAddress),
    Notes: order.customerNote,
    'Note Attributes': order.note === '' ? null : `Merchant note: ${order.note}`,
    'Cancelled at': timeText(order.cancelledAt),
    'Payment Method': order.cardBrand ? `Stripe (${order.cardBrand})` : 'Stripe',
    'Payment Reference': order.paymentReference,
    'Refunded Amount': money(order.refundedMinor),
    'Outstanding Balance': money(outstanding),
    Id: order.id,
    Tags: order.tags.join(', '),
    Source: order.source === 'draft_order' ? 'draft_order' : 'web',
    'Tax 1 Name': order.taxMinor > 0 ? 'Tax' : null,
    'Tax 1 Value': order.taxMinor > 0 ? money(order.taxMinor) : null,
    Phone: order.shippingAddress.phone ?? null,
  }
}

function lineCells(line: Line, money: (minor: number) => string): Record<string, Cell> {
  const plain = line.variantTitle === '' || line.variantTitle === DEFAULT_VARIANT_TITLE
  return {
    'Lineitem quantity': line.quantity,
    'Lineitem name': plain ? line.title : `${line.title} - ${line.variantTitle}`,
    'Lineitem price': money(line.unitPriceMinor),
    'Lineitem sku': line.sku,
    'Lineitem requires shipping': line.requiresShipping,
    'Lineitem taxable': line.taxMinor > 0,
    'Lineitem fulfillment status': sent(line),
    'Lineitem discount': money(line.discountMinor),
    Vendor: line.vendor,
  }
}

function sent({ quantity, fulfilledQuantity, cancelledQuantity }: Line): string {
  if (fulfilledQuantity === 0) return 'pending'
  return fulfilledQuantity + cancelledQuantity >= quantity ? 'fulfilled' : 'partial'
}

function addressCells(prefix: 'Billing' | 'Shipping', address: Address): Record<string, Cell> {
  const { name, address1, address2, city, province, zip, country, phone } = address
  return {
    [`${prefix} Name`]: name,
    [`${prefix} Street`]: [address1, address2].filter(Boolean).join(', '),
    [`${prefix} Address1`]: address1,
    [`${prefix} Address2`]: address2 ?? null,
    [`${prefix} City`]: city,
    [`${prefix} Zip`]: zip,
    [`${prefix} Province`]: province ?? null,
    [`${prefix} Country`]: country,
    [`${prefix} Phone`]: phone ?? null,
    [`${prefix} Province Name`]: province ?? null,
  }
}
