/** A consumer written with the npm package `standardwebhooks`, and one written for Shopify, take what we send. */
import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { withStore } from '@/db/store'
import { placeOrder } from '@/lib/checkout/place-order'
import { createDraft, requestInvoice } from '@/lib/drafts/commands'
import { fulfilOrder } from '@/lib/orders/fulfil'
import { cancelOrder } from '@/lib/payments/cancel-order'
import { refundOrder } from '@/lib/payments/refund-order'
import { drainSubscription } from '@/lib/webhooks/drain'
import { fanOutEvent } from '@/lib/webhooks/fan-out'
import { sendTest } from '@/lib/webhooks/send-test'
import { dropPreviousSecret, rotateSecret } from '@/lib/webhooks/subscriptions'
import { WEBHOOK_TOPIC_NAMES } from '@/lib/webhooks/topics'
import { request } from '../checkout/shop'
import type { Received } from './consumer'
import { openWebhookShop } from './webhook-shop'

const place = openWebhookShop()

/** Throws when the signature does not fit. */
const verify = (secret: string, { body, headers }: Received) => new Webhook(secret).verify(body, headers)
const shopifyHmac = (secret: string, body: string) => createHmac('sha256', secret).update(body).digest('base64')

/** Fans out everything recorded so far and sends it. */
async function deliverAll(subscriptionId: number): Promise<Received[]> {
  for (const event of await place.recorded()) await fanOutEvent(place.at.storeId, event)
  const before = place.consumer.received.length
  await drainSubscription(place.at.storeId, subscriptionId)
  return place.consumer.received.slice(before)
}

function bodyOf(received: Received[], topic: string) {
  const found = received.filter(({ headers }) => headers['x-shopify-topic'] === topic)
  expect(found.map(({ headers }) => headers['x-shopify-topic'])).toEqual([topic])
  return JSON.parse(found[0]?.body ?? '')
}

describe('a delivery', () => {
  it('is verified by standardwebhooks and by Shopify’s HMAC, and names itself in the headers', async () => {
    const { id, secret } = await place.subscribe(['orders/create'])
    const orderId = await place.order()
    const [one, ...others] = await deliverAll(id)
    if (!one) throw new Error('nothing arrived')
    expect(others).toEqual([])
    expect(verify(secret, one)).toMatchObject({ id: orderId })
    expect(one.headers['x-shopify-hmac-sha256']).toBe(shopifyHmac(secret, one.body))
    const [delivery] = await place.deliveries()
    expect(one.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': delivery?.id,
      'x-shopify-webhook-id': delivery?.id,
      'x-shopify-event-id': delivery?.event_id,
      'x-shopify-topic': 'orders/create',
      'x-shopify-api-version': '2026-11',
      'x-shopify-shop-domain': expect.stringMatching(/^shop-\d+\.localhost/),
      'x-shopify-triggered-at': delivery?.triggered_at.toISOString(),
    })
    expect(one.headers).not.toHaveProperty('x-shopify-test')
  })

  it('is refused by a consumer with another secret, another body or another time', async () => {
    const { id, secret } = await place.subscribe(['orders/create'])
    const { secret: foreign } = await place.subscribe(['products/create'])
    await place.order()
    const [one] = await deliverAll(id)
    if (!one) throw new Error('nothing arrived')
    expect(() => verify(foreign, one)).toThrow()
    expect(() => verify(secret, { ...one, body: one.body.replace('Ada', 'Eve') })).toThrow()
    const later = String(Number(one.headers['webhook-timestamp']) + 60)
    expect(() => verify(secret, { ...one, headers: { ...one.headers, 'webhook-timestamp': later } })).toThrow()
  })

  it('fits the old secret and the new one for a day after a rotation, then the new one alone', async () => {
    const { id, secret: old } = await place.subscribe(['orders/create'])
    const { secret: fresh, previousUntil } = await withStore(place.at.storeId, (tx) => rotateSecret(tx, id))
    expect(fresh).not.toBe(old)
    expect(previousUntil.getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000)
    await place.order()
    const [during] = await deliverAll(id)
    if (!during) throw new Error('nothing arrived')
    verify(old, during)
    verify(fresh, during)
    // Shopify's header has room for one: the old one, until its time is over.
    expect(during.headers['x-shopify-hmac-sha256']).toBe(shopifyHmac(old, during.body))
    await place.shop.db.admin`update webhook_subscriptions set previous_secret_until = now() where id = ${id}`
    await place.order()
    const [after] = await deliverAll(id)
    if (!after) throw new Error('nothing arrived')
    verify(fresh, after)
    expect(() => verify(old, after)).toThrow()
    expect(after.headers['x-shopify-hmac-sha256']).toBe(shopifyHmac(fresh, after.body))
  })

  it('no longer fits the old secret once the merchant ends its time', async () => {
    const { id, secret: old } = await place.subscribe(['orders/create'])
    await withStore(place.at.storeId, (tx) => rotateSecret(tx, id))
    await withStore(place.at.storeId, (tx) => dropPreviousSecret(tx, id))
    await place.order()
    const [one] = await deliverAll(id)
    if (!one) throw new Error('nothing arrived')
    expect(() => verify(old, one)).toThrow()
  })
})

describe('a payload', () => {
  it('tells an order as Shopify’s REST API does', async () => {
    await place.shop.db.admin`update stores set time_zone = 'America/New_York' where id = ${place.at.storeId}`
    const { id } = await place.subscribe(['orders/create', 'orders/paid', 'orders/updated'])
    await place.order()
    const received = await deliverAll(id)
    expect(received.map(({ headers }) => headers['x-shopify-topic'])).toEqual([
      'orders/create',
      'orders/paid',
      'orders/updated',
    ])
    const order = bodyOf(received, 'orders/paid')
    expect(order).toMatchObject({
      name: expect.stringMatching(/^#\d+$/),
      currency: 'USD',
      financial_status: 'paid',
      fulfillment_status: null,
      total_line_items_price: '20.00',
      subtotal_price: '20.00',
      total_discounts: '0.00',
      total_tax: '0.00',
      total_price: '25.00',
      total_shipping_price_set: { shop_money: { amount: '5.00', currency_code: 'USD' } },
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-0[45]:00$/),
      cancelled_at: null,
      tags: '',
      customer: { email: 'ada@example.test', first_name: 'Ada', last_name: 'Okafor' },
      shipping_address: { city: 'Portland', country: 'United States', country_code: 'US', zip: '97201' },
      line_items: [{ title: 'Salt Roads', variant_title: 'Paperback', quantity: 1, price: '20.00', grams: 300 }],
      shipping_lines: [{ title: 'Post', price: '5.00' }],
    })
  })

  it('tells a product with its variants, and of a deleted one its id', async () => {
    const { id } = await place.subscribe(['products/update', 'products/delete'])
    const [row] = await place.shop.db.admin`select product_id::int as id from variants
      where store_id = ${place.at.storeId} and id = ${place.at.variantId}`
    await place.happen('product.updated', { productId: row?.id })
    await place.happen('product.deleted', { productId: row?.id })
    await place.happen('product.updated', { productId: 999_999 })
    const received = await deliverAll(id)
    expect(received).toHaveLength(2)
    expect(bodyOf(received, 'products/update')).toMatchObject({
      id: row?.id,
      title: 'Salt Roads',
      status: 'active',
      variants: [{ id: place.at.variantId, price: '20.00', compare_at_price: null, inventory_quantity: 1_000 }],
    })
    expect(bodyOf(received, 'products/delete')).toEqual({ id: row?.id })
  })
})

describe('a draft order', () => {
  it('is told when it is made, sent and paid, with its link and what was agreed', async () => {
    const { id } = await place.subscribe(['draft_orders/create', 'draft_orders/update'])
    const draftId = await withStore(place.at.storeId, (tx) =>
      createDraft(
        tx,
        {
          lines: [{ variantId: place.at.variantId, quantity: 2, unitPriceMinor: 1_500 }],
          email: 'ada@example.test',
          customerName: 'Ada Okafor',
          note: 'Wholesale',
          discount: { title: 'Trade', kind: 'percentage', value: 1_250 },
          shipping: { name: 'Courier', priceMinor: 900 },
        },
        null,
      ),
    )
    const made = bodyOf(await deliverAll(id), 'draft_orders/create')
    const token = /\/checkout\/draft\/([0-9a-f]{32})$/.exec(made.invoice_url)?.[1] ?? ''
    expect(made).toMatchObject({
      id: draftId,
      status: 'open',
      order_id: null,
      completed_at: null,
      note: 'Wholesale',
      applied_discount: { title: 'Trade', value_type: 'percentage', value: '12.50' },
      shipping_line: { title: 'Courier', price: '9.00' },
      line_items: [{ variant_id: place.at.variantId, quantity: 2, price: '15.00' }],
    })
    await withStore(place.at.storeId, (tx) => requestInvoice(tx, draftId))
    expect(bodyOf(await deliverAll(id), 'draft_orders/update')).toMatchObject({ status: 'invoice_sent' })
    const { order } = await placeOrder(place.at.storeId, request(token))
    expect(bodyOf(await deliverAll(id), 'draft_orders/update')).toMatchObject({
      status: 'completed',
      order_id: order.id,
      line_items: [{ quantity: 2, price: '15.00' }],
    })
  })
})

describe('what follows a sale', () => {
  it('tells a parcel, a refund and a cancellation, and which parcel is the last', async () => {
    const { id } = await place.subscribe([...WEBHOOK_TOPIC_NAMES])
    const token = await place.shop.cartWith(place.at.storeId, { [place.at.variantId]: 2 })
    const { order } = await placeOrder(place.at.storeId, request(token))
    await deliverAll(id)
    const send = (quantity: number) =>
      withStore(place.at.storeId, (tx) =>
        fulfilOrder(tx, { orderId: order.id, items: [{ lineNo: 1, quantity }], userId: null }),
      )
    await send(1)
    await send(1)
    const sent = await deliverAll(id)
    const topics = sent.map(({ headers }) => headers['x-shopify-topic'])
    // Both parcels were there when the first one's event came, and still it was not the last.
    expect(topics).toEqual([
      'orders/partially_fulfilled',
      'orders/updated',
      'fulfillments/create',
      'orders/fulfilled',
      'orders/updated',
      'fulfillments/create',
    ])
    expect(JSON.parse(sent[2]?.body ?? '')).toMatchObject({ order_id: order.id, name: `#${order.number}.1` })
    await refundOrder(place.at.storeId, {
      orderId: order.id,
      lines: [{ lineNo: 1, units: 'fulfilled', quantity: 1, restock: false }],
      shippingMinor: 200,
      amountMinor: 2_200,
      reason: 'Damaged',
      userId: null,
    })
    const refund = bodyOf(await deliverAll(id), 'refunds/create')
    expect(refund).toMatchObject({
      order_id: order.id,
      note: 'Damaged',
      refund_line_items: [{ quantity: 1, restock_type: 'no_restock', subtotal: '20.00' }],
      order_adjustments: [{ kind: 'shipping_refund', amount: '-2.00' }],
      transactions: [{ kind: 'refund', status: 'success', amount: '22.00', currency: 'USD' }],
    })
    const other = await place.order()
    await deliverAll(id)
    await cancelOrder(place.at.storeId, { orderId: other, reason: 'customer', note: '', restock: true, userId: null })
    const cancelled = bodyOf(await deliverAll(id), 'orders/cancelled')
    expect(cancelled).toMatchObject({ id: other, cancel_reason: 'customer', financial_status: 'refunded' })
    expect(cancelled.cancelled_at).not.toBeNull()
  })
})

describe('a test', () => {
  it.each(WEBHOOK_TOPIC_NAMES)('of %s is signed, marked as one, and made of nobody’s data', async (topic) => {
    const { id, secret } = await place.subscribe(['orders/create'])
    const { outcome } = await sendTest(place.at.storeId, { subscriptionId: id, topic })
    expect(outcome).toMatchObject({ ok: true, statusCode: 200 })
    const [one] = place.consumer.received
    if (!one) throw new Error('nothing arrived')
    expect(verify(secret, one)).toMatchObject({ id: 1 })
    expect(one.headers).toMatchObject({ 'x-shopify-topic': topic, 'x-shopify-test': 'true' })
  })
})
