/** What a test delivery tells: an invented order and product, in the very shape of real ones. Nobody's data. */
import type { ProductView } from '@/lib/catalog/types'
import { draftPayload } from './draft-payload'
import { fulfillmentPayload, orderPayload, refundPayload } from './order-payload'
import type { LineRow, OrderRows } from './order-rows'
import type { PayloadStore } from './payload-store'
import { productPayload } from './product-payload'
import { sampleDraft } from './sample-draft'
import type { WebhookTopic } from './topics'

const ID = 1

/** The body of a test of this topic, for a store like this one. */
export function sampleBody(topic: WebhookTopic, store: PayloadStore, at: Date): string {
  return JSON.stringify(samplePayload(topic, store, at))
}

function samplePayload(topic: WebhookTopic, store: PayloadStore, at: Date): object | null {
  const rows = sampleOrder(store, at, topic)
  switch (topic) {
    case 'products/create':
    case 'products/update':
      return productPayload(sampleProduct(at), store)
    case 'draft_orders/create':
    case 'draft_orders/update':
      return draftPayload(sampleDraft(store, at), at, store, null)
    case 'products/delete':
      return { id: ID }
    case 'refunds/create':
      return refundPayload(rows, ID)
    case 'fulfillments/create':
      return fulfillmentPayload(rows, ID)
    default:
      return orderPayload(rows)
  }
}

function sampleOrder(store: PayloadStore, at: Date, topic: WebhookTopic): OrderRows {
  const sent = topic.includes('fulfil') ? (topic === 'orders/partially_fulfilled' ? 1 : 2) : 0
  const refunded = topic === 'refunds/create' ? 1 : 0
  const cancelled = topic === 'orders/cancelled'
  const address = {
    name: 'Jane Example',
    address1: '1 Example Street',
    city: 'Portland',
    province: 'OR',
    zip: '97201',
    country: 'US',
  }
  return {
    store,
    customer: { id: ID, name: address.name, email: 'jane@example.com', createdAt: at, updatedAt: at },
    cancellation: cancelled ? { reason: 'customer', createdAt: at } : null,
    lines: [sampleLine(sent, refunded)],
    parcels:
      sent > 0
        ? [
            {
              id: ID,
              trackingCompany: 'Example Post',
              trackingNumber: 'EX123456789',
              trackingUrl: 'https://example.com/track/EX123456789',
              createdAt: at,
              items: [{ lineNo: 0, quantity: sent }],
            },
          ]
        : [],
    refunds: refunded
      ? [
          {
            id: ID,
            amountMinor: 2_000,
            shippingMinor: 0,
            currency: store.currency,
            reason: 'Arrived damaged',
            status: 'succeeded',
            stripeRefundId: 're_example',
            createdAt: at,
            updatedAt: at,
            items: [{ lineNo: 0, quantity: 1, amountMinor: 2_000, restock: 'none' }],
          },
        ]
      : [],
    order: {
      id: ID,
      orderNumber: 1001,
      token: '0'.repeat(32),
      customerId: ID,
      email: 'jane@example.com',
      currency: store.currency,
      subtotalMinor: 4_000,
      discountMinor: 0,
      discountCode: null,
      shippingMinor: 500,
      shippingRateName: 'Standard',
      taxMinor: 0,
      taxInclusive: false,
      totalMinor: 4_500,
      paymentStatus: cancelled ? 'refunded' : refunded ? 'partially_refunded' : 'paid',
      fulfillmentStatus: sent === 0 ? 'unfulfilled' : sent === 1 ? 'partial' : 'fulfilled',
      shippingAddress: address,
      billingAddress: null,
      discounts: [],
      shippingTaxMinor: 0,
      refundedMinor: refunded * 2_000,
      refundedShippingMinor: 0,
      cancelledAt: cancelled ? at : null,
      note: '',
      customerNote: '',
      tags: ['test'],
      source: 'checkout',
      createdAt: at,
      updatedAt: at,
    },
  }
}

function sampleLine(fulfilledQuantity: number, refundedQuantity: number): LineRow {
  return {
    lineNo: 0,
    variantId: ID,
    productId: ID,
    title: 'Example product',
    variantTitle: 'Default Title',
    sku: 'EXAMPLE-1',
    imageKey: null,
    quantity: 2,
    fulfilledQuantity,
    unitPriceMinor: 2_000,
    discountMinor: 0,
    taxMinor: 0,
    totalMinor: 4_000,
    requiresShipping: true,
    cancelledQuantity: 0,
    refundedQuantity,
    returnedQuantity: 0,
    tracked: true,
    grams: 250,
  }
}

function sampleProduct(at: Date): ProductView {
  const variant = { id: ID, title: 'Default Title', optionValues: {}, sku: 'EXAMPLE-1', priceMinor: 2_000 }
  const stock = { tracked: true, policy: 'deny', available: 12, version: 1 } as const
  return {
    id: ID,
    handle: 'example-product',
    title: 'Example product',
    vendor: 'Example',
    productType: '',
    descriptionHtml: '<p>A product that does not exist.</p>',
    seoDescription: '',
    tags: ['test'],
    options: [],
    images: [],
    variants: [
      { ...variant, ...stock, compareAtMinor: null, requiresShipping: true, taxable: true, grams: 250, position: 1 },
    ],
    status: 'active',
    publishedAt: at.toISOString(),
    version: 1,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
  }
}
