/** A refund that the bank sends back after it had succeeded: Stripe says so by an event, weeks later perhaps. */
import { beforeAll, expect, it, vi } from 'vitest'
import { placeOrder } from '@/lib/checkout/place-order'
import { handleConnectEvent } from '@/lib/checkout/stripe-events'
import { refundOrder } from '@/lib/payments/refund-order'
import { stripe } from '@/lib/payments/stripe'
import { openShop, request } from '../checkout/shop'

const shop = openShop()
let storeId: number

beforeAll(async () => {
  storeId = await shop.createStore()
})

it('gives its amount back to what can be refunded, and the order its status', async () => {
  const variantId = await shop.createProduct(storeId, { stock: 5 })
  const { order } = await placeOrder(storeId, request(await shop.cartWith(storeId, { [variantId]: 1 })))
  const wish = { lines: [], shippingMinor: 0, amountMinor: order.total, reason: '', userId: null }
  await refundOrder(storeId, { orderId: order.id, ...wish })
  const [refund] = await shop.db.admin`select r.stripe_refund_id as id, p.stripe_account_id as account from refunds r
    join payments p on p.store_id = r.store_id and p.id = r.payment_id where r.store_id = ${storeId}`
  const event = {
    type: 'refund.failed',
    account: String(refund?.account),
    objectId: String(refund?.id),
    paymentIntentId: null,
    customerId: null,
    claimedAttempt: null,
  }
  const state = async () => {
    const [row] = await shop.db.admin`select o.payment_status, o.refunded_minor::int as refunded, r.status, (
        select count(*)::int from outbox b where b.store_id = o.store_id and b.topic = 'order.refund_failed') as told
      from orders o join refunds r on r.store_id = o.store_id and r.order_id = o.id
      where o.store_id = ${storeId}`
    return row
  }
  // An event that is older than what Stripe says by now changes nothing.
  expect(await handleConnectEvent(event)).toBe('handled')
  expect(await state()).toEqual({ payment_status: 'refunded', refunded: order.total, status: 'succeeded', told: 0 })

  const found = await stripe().refunds.retrieve(event.objectId, {}, { stripeAccount: event.account })
  const sentBack = { ...found, status: 'failed', failure_reason: 'lost_or_stolen_card' }
  const retrieve = vi.spyOn(stripe().refunds, 'retrieve').mockResolvedValue(sentBack)
  await Promise.all([handleConnectEvent(event), handleConnectEvent(event)])
  await handleConnectEvent(event)
  retrieve.mockRestore()
  expect(await state()).toEqual({ payment_status: 'paid', refunded: 0, status: 'failed', told: 1 })
})
