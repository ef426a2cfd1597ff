/**
 * An order, a refund and a parcel in the shape of Shopify's REST resources. Pure. Amounts are decimal texts in the order's
 * currency. A line's id is made of the order's id and the line's number, since lines have no id of their own here.
 */
import type { Address } from '@/db/schema/checkout'
import { toDecimalString } from '@/lib/money'
import { storeOrigin } from '@/lib/tenancy/store-hosts'
import type { LineRow, OrderRows } from './order-rows'
import { timeWriter } from './shopify-time'

const LINES_AN_ORDER = 1_000
const DEFAULT_TITLE = 'Default Title'

const FULFILLMENT_STATUS = { unfulfilled: null, partial: 'partial', fulfilled: 'fulfilled' } as const
const RESTOCK = { cancel: 'cancel', return: 'return' } as const
const TRANSACTION_STATUS = { pending: 'pending', succeeded: 'success', failed: 'failure' } as const
const regions = new Intl.DisplayNames(['en'], { type: 'region' })

export function orderPayload(rows: OrderRows) {
  const { order, customer, lines, cancellation, store } = rows
  const time = timeWriter(store.timeZone)
  const money = (minor: number) => toDecimalString(minor, order.currency)
  const goodsDiscount = lines.reduce((sum, line) => sum + line.discountMinor, 0)
  const email = order.email
  return {
    id: order.id,
    name: `#${order.orderNumber}`,
    order_number: order.orderNumber,
    token: order.token,
    email,
    contact_email: email,
    created_at: time(order.createdAt),
    updated_at: time(order.updatedAt),
    processed_at: time(order.createdAt),
    cancelled_at: time(order.cancelledAt),
    cancel_reason: cancellation?.reason ?? null,
    confirmed: true,
    currency: order.currency,
    presentment_currency: order.currency,
    financial_status: order.paymentStatus,
    fulfillment_status: FULFILLMENT_STATUS[order.fulfillmentStatus],
    total_line_items_price: money(order.subtotalMinor),
    total_discounts: money(order.discountMinor),
    subtotal_price: money(order.subtotalMinor - goodsDiscount),
    total_shipping_price_set: moneySet(money(order.shippingMinor), order.currency),
    total_tax: money(order.taxMinor),
    taxes_included: order.taxInclusive,
    total_price: money(order.totalMinor),
    total_price_set: moneySet(money(order.totalMinor), order.currency),
    total_weight: lines.reduce((sum, line) => sum + line.grams * line.quantity, 0),
    discount_codes: order.discounts.flatMap(({ code, amount, shippingAmount, kind }) =>
      code === null ? [] : [{ code, amount: money(amount + shippingAmount), type: codeType(kind) }],
    ),
    note: order.customerNote || null,
    tags: order.tags.join(', '),
    source_name: order.source === 'checkout' ? 'web' : 'draft_order',
    payment_gateway_names: ['stripe'],
    order_status_url: `${storeOrigin(store)}/orders/${order.token}`,
    customer: {
      id: customer.id,
      email: customer.email,
      ...namesOf(customer.name),
      created_at: time(customer.createdAt),
      updated_at: time(customer.updatedAt),
    },
    shipping_address: addressPayload(order.shippingAddress),
    billing_address: addressPayload(order.billingAddress ?? order.shippingAddress),
    shipping_lines: order.shippingRateName
      ? [
          {
            title: order.shippingRateName,
            code: order.shippingRateName,
            price: money(order.shippingMinor),
            source: 'stoa',
          },
        ]
      : [],
    line_items: lines.map((line) => linePayload(rows, line)),
    fulfillments: rows.parcels.map(({ id }) => fulfillmentPayload(rows, id)),
    refunds: rows.refunds.filter(({ status }) => status === 'succeeded').map(({ id }) => refundPayload(rows, id)),
  }
}

/** A parcel of the order, or null when it has none of this id. */
export function fulfillmentPayload(rows: OrderRows, fulfillmentId: number) {
  const index = rows.parcels.findIndex(({ id }) => id === fulfillmentId)
  const parcel = rows.parcels[index]
  if (!parcel) return null
  const time = timeWriter(rows.store.timeZone)
  return {
    id: parcel.id,
    order_id: rows.order.id,
    name: `#${rows.order.orderNumber}.${index + 1}`,
    status: 'success',
    created_at: time(parcel.createdAt),
    updated_at: time(parcel.createdAt),
    tracking_company: parcel.trackingCompany,
    tracking_number: parcel.trackingNumber,
    tracking_numbers: [parcel.trackingNumber].filter((each) => each !== null),
    tracking_url: parcel.trackingUrl,
    tracking_urls: [parcel.trackingUrl].filter((each) => each !== null),
    line_items: parcel.items.flatMap(({ lineNo, quantity }) => lineOf(rows, lineNo, quantity)),
  }
}

/** A refund of the order, or null when it has none of this id. */
export function refundPayload(rows: OrderRows, refundId: number) {
  const refund = rows.refunds.find(({ id }) => id === refundId)
  if (!refund) return null
  const time = timeWriter(rows.store.timeZone)
  const money = (minor: number) => toDecimalString(minor, refund.currency)
  return {
    id: refund.id,
    order_id: rows.order.id,
    created_at: time(refund.createdAt),
    processed_at: time(refund.updatedAt),
    note: refund.reason || null,
    refund_line_items: refund.items.map(({ lineNo, quantity, amountMinor, restock }) => ({
      line_item_id: lineId(rows, lineNo),
      quantity,
      restock_type: RESTOCK[restock as keyof typeof RESTOCK] ?? 'no_restock',
      subtotal: money(amountMinor),
      line_item: lineOf(rows, lineNo, quantity)[0] ?? null,
    })),
    order_adjustments:
      refund.shippingMinor > 0
        ? [
            {
              order_id: rows.order.id,
              refund_id: refund.id,
              kind: 'shipping_refund',
              amount: money(-refund.shippingMinor),
            },
          ]
        : [],
    transactions: [
      {
        order_id: rows.order.id,
        kind: 'refund',
        gateway: 'stripe',
        status: TRANSACTION_STATUS[refund.status],
        amount: money(refund.amountMinor),
        currency: refund.currency,
        authorization: refund.stripeRefundId,
        created_at: time(refund.createdAt),
      },
    ],
  }
}

/** Whether everything that is to be sent was sent with this parcel and those before it. */
export function isLastParcel({ lines, parcels }: OrderRows, fulfillmentId: number): boolean {
  const sent = parcels.filter(({ id }) => id <= fulfillmentId).flatMap(({ items }) => items)
  const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)
  const wanted = sum(lines.map((line) => line.quantity - line.cancelledQuantity))
  return sum(sent.map(({ quantity }) => quantity)) >= wanted
}

function linePayload(rows: OrderRows, line: LineRow) {
  const money = (minor: number) => toDecimalString(minor, rows.order.currency)
  const variantTitle = line.variantTitle === DEFAULT_TITLE ? '' : line.variantTitle
  const left = line.quantity - line.fulfilledQuantity - line.cancelledQuantity
  return {
    id: lineId(rows, line.lineNo),
    product_id: line.productId,
    variant_id: line.variantId,
    title: line.title,
    variant_title: variantTitle || null,
    name: variantTitle ? `${line.title} - ${variantTitle}` : line.title,
    sku: line.sku,
    quantity: line.quantity,
    current_quantity: line.quantity - line.refundedQuantity,
    fulfillable_quantity: left,
    fulfillment_status: line.fulfilledQuantity === 0 ? null : left > 0 ? 'partial' : 'fulfilled',
    price: money(line.unitPriceMinor),
    total_discount: money(line.discountMinor),
    tax_lines: line.taxMinor > 0 ? [{ title: 'Tax', price: money(line.taxMinor) }] : [],
    grams: line.grams,
    requires_shipping: line.requiresShipping,
  }
}

function lineOf(rows: OrderRows, lineNo: number, quantity: number) {
  const line = rows.lines.find((each) => each.lineNo === lineNo)
  return line ? [{ ...linePayload(rows, line), quantity }] : []
}

function lineId({ order }: OrderRows, lineNo: number): number {
  return order.id * LINES_AN_ORDER + lineNo
}

function moneySet(amount: string, currency: string) {
  const money = { amount, currency_code: currency }
  return { shop_money: money, presentment_money: money }
}

function codeType(kind: string): string {
  if (kind === 'free_shipping') return 'shipping'
  return kind === 'percentage' ? 'percentage' : 'fixed_amount'
}

function addressPayload(address: Address) {
  return {
    ...namesOf(address.name),
    name: address.name,
    address1: address.address1,
    address2: address.address2 ?? null,
    city: address.city,
    province_code: address.province ?? null,
    zip: address.zip,
    country: regions.of(address.country) ?? address.country,
    country_code: address.country,
    phone: address.phone ?? null,
  }
}

/** The last word is the family's name: Stoa keeps one field. */
function namesOf(name: string): { first_name: string; last_name: string } {
  const words = name.trim().split(/\s+/)
  return {
    first_name: words.slice(0, -1).join(' ') || (words[0] ?? ''),
    last_name: words.length > 1 ? (words.at(-1) ?? '') : '',
  }
}
