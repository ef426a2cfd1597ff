/** Refunds and cancellations against the Stripe stand-in's own ledger: exact, once, and never more than was paid. */
import { describe, expect, it } from 'vitest'
import { withStore } from '@/db/store'
import { placeOrder } from '@/lib/checkout/place-order'
import { fulfilOrder } from '@/lib/orders/fulfil'
import type { RefundWish } from '@/lib/orders/refund-rules'
import { cancelOrder } from '@/lib/payments/cancel-order'
import { refundOrder, settlePendingRefunds, settleRefund } from '@/lib/payments/refund-order'
import { scene } from '../checkout/scene'
import { tally } from '../checkout/shop'

const { shop, at, newRequest } = scene

async function ordered(quantity = 3) {
  const cartToken = await shop.cartWith(at.storeId, { [at.variantId]: quantity })
  const { order } = await placeOrder(at.storeId, { ...(await newRequest()), cartToken })
  return order
}

const units = (quantity: number, restock = true): RefundWish['lines'] => [
  { lineNo: 1, units: 'unfulfilled', quantity, restock },
]

const refund = (orderId: number, more: Partial<RefundWish> & { seenRefundedMinor?: number } = {}) =>
  refundOrder(at.storeId, {
    orderId,
    reason: '',
    userId: null,
    lines: [],
    shippingMinor: 0,
    amountMinor: null,
    ...more,
  })

async function row(orderId: number) {
  const [found] = await shop.db.admin`select payment_status, fulfillment_status, total_minor::int as total,
    refunded_minor::int as refunded, cancelled_at from orders where store_id = ${at.storeId} and id = ${orderId}`
  return found
}

const refundedAtStripe = async () =>
  (await shop.ledger(at.storeId)).refunds.reduce((sum, { amount }) => sum + amount, 0)

async function events(topic: string) {
  const [found] = await shop.db.admin`select count(*)::int as n from outbox
    where store_id = ${at.storeId} and topic = ${topic}`
  return found?.n
}

describe('a refund', () => {
  it('of some units gives back what they are worth, puts them on the shelf and leaves the rest to be sent', async () => {
    const order = await ordered()
    const before = await scene.available()
    const answer = await refund(order.id, { lines: units(1) })
    expect(answer).toMatchObject({ status: 'succeeded', amountMinor: Math.floor((order.total - order.shipping) / 3) })
    expect(await row(order.id)).toMatchObject({ payment_status: 'partially_refunded', refunded: answer.amountMinor })
    expect(await refundedAtStripe()).toBe(answer.amountMinor)
    expect(await scene.available()).toBe(before + 1)
    const sent = await withStore(at.storeId, (tx) => fulfilOrder(tx, { orderId: order.id, userId: null }))
    expect(sent.status).toBe('fulfilled')
    const [line] = await shop.db.admin`select fulfilled_quantity, cancelled_quantity from order_items
      where store_id = ${at.storeId} and order_id = ${order.id}`
    expect(line).toEqual({ fulfilled_quantity: 2, cancelled_quantity: 1 })
  })

  it('in three steps sums to the order to the minor unit, the platform’s fee with it', async () => {
    const order = await ordered()
    await refund(order.id, { lines: units(1) })
    await refund(order.id, { lines: units(1), shippingMinor: order.shipping })
    await refund(order.id, { lines: units(1) })
    expect(await row(order.id)).toMatchObject({ payment_status: 'refunded', refunded: order.total })
    expect(await refundedAtStripe()).toBe(order.total)
    const [fees] = await shop.db
      .admin`select sum(r.fee_minor)::int as back, min(p.fee_minor)::int as taken from refunds r
      join payments p on p.store_id = r.store_id and p.id = r.payment_id where r.store_id = ${at.storeId}`
    expect(fees?.back).toBe(fees?.taken)
    await expect(refund(order.id, { amountMinor: 1 })).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('asked for ten times at once never gives back more than was paid', async () => {
    const order = await ordered()
    const amountMinor = Math.floor(order.total / 3)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        refund(order.id, { amountMinor }).then(
          ({ status }) => status,
          (e) => e.code,
        ),
      ),
    )
    expect(tally(answers)).toEqual({ succeeded: 3, invalid_request: 7 })
    expect(await refundedAtStripe()).toBe(amountMinor * 3)
  })

  it('that was decided before another one went through is refused: an amount asked for twice goes back once', async () => {
    const order = await ordered()
    const once = () => refund(order.id, { amountMinor: 500, seenRefundedMinor: 0 }).then(({ status }) => status)
    const answers = await Promise.allSettled([once(), once()])
    expect(tally(answers.map(({ status }) => status))).toEqual({ fulfilled: 1, rejected: 1 })
    await expect(once()).rejects.toMatchObject({ code: 'conflict' })
    expect(await refundedAtStripe()).toBe(500)
    expect((await refund(order.id, { amountMinor: 500, seenRefundedMinor: 500 })).status).toBe('succeeded')
  })

  it('whose answer was lost is settled by the sweep, and the money moves once', async () => {
    const order = await ordered()
    await shop.breakStripe({ match: { method: 'POST', path: '/v1/refunds' }, times: 2, kind: 'cut_after' })
    const { refundId, status } = await refund(order.id, { amountMinor: 100 })
    expect(status).toBe('pending')
    await shop.db.admin`update refunds set updated_at = now() - interval '2 minutes' where store_id = ${at.storeId}`
    expect(await settlePendingRefunds(10)).toEqual({ refunds: 1, failed: 0 })
    expect(await settleRefund(at.storeId, refundId)).toBe('succeeded')
    expect(await refundedAtStripe()).toBe(100)
    expect(await events('order.refunded')).toBe(1)
  })

  it('that Stripe refuses gives its amount back to what can be refunded', async () => {
    const order = await ordered()
    await shop.breakStripe({ match: { method: 'POST', path: '/v1/refunds' }, times: 1, kind: 'status', status: 400 })
    expect((await refund(order.id, { amountMinor: 100 })).status).toBe('failed')
    expect(await row(order.id)).toMatchObject({ payment_status: 'paid', refunded: 0 })
    expect((await refund(order.id, { amountMinor: order.total })).status).toBe('succeeded')
  })
})

describe('an order’s payment status', () => {
  it('counts what went back, not what is only asked for', async () => {
    const order = await ordered()
    await shop.breakStripe({ match: { method: 'POST', path: '/v1/refunds' }, times: 2, kind: 'cut_before' })
    const first = await refund(order.id, { amountMinor: 100 })
    expect(first.status).toBe('pending')
    await refund(order.id, { amountMinor: order.total - 100 })
    expect(await row(order.id)).toMatchObject({ payment_status: 'partially_refunded', refunded: order.total })
    await shop.breakStripe({ match: { method: 'POST', path: '/v1/refunds' }, times: 1, kind: 'status', status: 400 })
    expect(await settleRefund(at.storeId, first.refundId)).toBe('failed')
    expect(await row(order.id)).toMatchObject({ payment_status: 'partially_refunded', refunded: order.total - 100 })
    expect((await refund(order.id, { amountMinor: 100 })).status).toBe('succeeded')
    expect(await row(order.id)).toMatchObject({ payment_status: 'refunded', refunded: order.total })
  })
})

describe('cancelling an order', () => {
  const cancel = (orderId: number) =>
    cancelOrder(at.storeId, { orderId, reason: 'customer', note: '', restock: true, userId: null })

  it('gives the whole payment back and the units to the shelf, once', async () => {
    const stock = await scene.available()
    const order = await ordered()
    const answers = await Promise.all(
      [order.id, order.id].map((id) =>
        cancel(id).then(
          ({ refund }) => refund,
          (e) => e.code,
        ),
      ),
    )
    expect(tally(answers)).toEqual({ succeeded: 1, conflict: 1 })
    expect(await row(order.id)).toMatchObject({ payment_status: 'refunded', refunded: order.total })
    expect(await scene.available()).toBe(stock)
    expect(await events('order.cancelled')).toBe(1)
  })

  it('that was only authorised cancels the payment and charges nothing', async () => {
    const path = '^/v1/payment_intents/.*/capture$'
    await shop.breakStripe({ match: { path }, times: 4, kind: 'status', status: 503 })
    const order = await ordered()
    expect(order.paymentStatus).toBe('authorized')
    expect(await cancel(order.id)).toEqual({ refund: null })
    expect(await row(order.id)).toMatchObject({ payment_status: 'voided' })
    expect((await scene.onlyIntent()).status).toBe('canceled')
  })

  it('of which something was sent is refused', async () => {
    const order = await ordered()
    const items = [{ lineNo: 1, quantity: 1 }]
    await withStore(at.storeId, (tx) => fulfilOrder(tx, { orderId: order.id, items, userId: null }))
    await expect(cancel(order.id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await refundedAtStripe()).toBe(0)
  })

  it('keeps its goods from being sent while the payment is being cancelled', async () => {
    const capture = '^/v1/payment_intents/.*/capture$'
    await shop.breakStripe({ match: { path: capture }, times: 4, kind: 'status', status: 503 })
    const order = await ordered()
    await shop.breakStripe({ match: { path: '^/v1/payment_intents/.*/cancel$' }, times: 1, kind: 'hold_before' })
    const cancelling = cancel(order.id)
    await shop.untilStripeHolds()
    const sending = withStore(at.storeId, (tx) => fulfilOrder(tx, { orderId: order.id, userId: null }))
    await expect(sending).rejects.toMatchObject({ code: 'conflict' })
    await shop.mendStripe()
    expect(await cancelling).toEqual({ refund: null })
    expect(await row(order.id)).toMatchObject({ payment_status: 'voided', fulfillment_status: 'unfulfilled' })
  })

  it('that Stripe cannot be asked for leaves the order as it was', async () => {
    const capture = '^/v1/payment_intents/.*/capture$'
    await shop.breakStripe({ match: { path: capture }, times: 4, kind: 'status', status: 503 })
    const order = await ordered()
    await shop.mendStripe()
    const path = '^/v1/payment_intents/.*/cancel$'
    await shop.breakStripe({ match: { path }, times: 4, kind: 'status', status: 503 })
    await expect(cancel(order.id)).rejects.toThrow()
    expect(await row(order.id)).toMatchObject({ payment_status: 'authorized', cancelled_at: null })
    await shop.mendStripe()
    expect(await cancel(order.id)).toEqual({ refund: null })
  })

  it('that broke off is finished by asking again, and sends nothing until then', async () => {
    const order = await ordered()
    await shop.db.admin`update orders set cancelled_at = now() where store_id = ${at.storeId} and id = ${order.id}`
    const sending = withStore(at.storeId, (tx) => fulfilOrder(tx, { orderId: order.id, userId: null }))
    await expect(sending).rejects.toMatchObject({ code: 'conflict' })
    expect(await cancel(order.id)).toEqual({ refund: 'succeeded' })
    await expect(cancel(order.id)).rejects.toMatchObject({ code: 'conflict' })
  })
})
