/** Returns: never more than was sent, received once, and on the shelf exactly what was said to be fit for it. */
import { describe, expect, it } from 'vitest'
import { withStore } from '@/db/store'
import { placeOrder } from '@/lib/checkout/place-order'
import { DomainError } from '@/lib/errors'
import { fulfilOrder } from '@/lib/orders/fulfil'
import { readOrderHistory } from '@/lib/orders/history'
import { getOrder } from '@/lib/orders/queries'
import { cancelReturn, openReturn, receiveReturn } from '@/lib/orders/returns'
import { refundOrder } from '@/lib/payments/refund-order'
import { scene } from '../checkout/scene'
import { tally } from '../checkout/shop'

const { shop, at, newRequest } = scene

/** An order of three units, of which `sent` have left. */
async function sold(sent = 3): Promise<number> {
  const cartToken = await shop.cartWith(at.storeId, { [at.variantId]: 3 })
  const { order } = await placeOrder(at.storeId, { ...(await newRequest()), cartToken })
  const items = [{ lineNo: 1, quantity: sent }]
  await withStore(at.storeId, (tx) => fulfilOrder(tx, { orderId: order.id, items, userId: null }))
  return order.id
}

const open = (orderId: number, quantity: number) =>
  withStore(at.storeId, (tx) =>
    openReturn(tx, { orderId, lines: [{ lineNo: 1, quantity, reason: 'Too small' }], trackingNumber: null, userId: 7 }),
  )
const receive = (returnId: number, quantity: number) =>
  withStore(at.storeId, (tx) => receiveReturn(tx, { returnId, restock: [{ lineNo: 1, quantity }], userId: 7 }))
const cancel = (returnId: number) => withStore(at.storeId, (tx) => cancelReturn(tx, { returnId, userId: 7 }))

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof DomainError) return error.code
      throw error
    },
  )

async function line(orderId: number) {
  const [row] = await shop.db.admin`select fulfilled_quantity as sent, returned_quantity as returned,
    refunded_quantity as refunded from order_items where store_id = ${at.storeId} and order_id = ${orderId}`
  return row
}

async function restocked(): Promise<number> {
  const [row] = await shop.db.admin`select coalesce(sum(delta), 0)::int as n from inventory_movements
    where store_id = ${at.storeId} and reason = 'restock'`
  return row?.n
}

describe('opening a return', () => {
  it('takes sent units only, and none that are on their way back already', async () => {
    const orderId = await sold(2)
    expect(await codeOf(open(orderId, 3))).toBe('conflict')
    await open(orderId, 1)
    expect(await codeOf(open(orderId, 2))).toBe('conflict')
    await open(orderId, 1)
    expect(await codeOf(open(orderId, 1))).toBe('conflict')
    expect(await codeOf(open(orderId, 0))).toBe('invalid_request')
  })

  it('asked for ten times at once takes no unit twice', async () => {
    const orderId = await sold()
    const answers = await Promise.all(Array.from({ length: 10 }, () => codeOf(open(orderId, 1))))
    expect(tally(answers)).toEqual({ done: 3, conflict: 7 })
  })

  it('frees its units again when it is cancelled', async () => {
    const orderId = await sold()
    const first = await open(orderId, 3)
    await cancel(first)
    expect(await codeOf(cancel(first))).toBe('conflict')
    expect(await codeOf(receive(first, 0))).toBe('conflict')
    await open(orderId, 3)
    expect(await line(orderId)).toEqual({ sent: 3, returned: 0, refunded: 0 })
  })
})

describe('receiving a return', () => {
  it('shelves exactly what is fit to be sold, and says so to everybody', async () => {
    const orderId = await sold()
    const before = await scene.available()
    const returnId = await open(orderId, 3)
    expect(await codeOf(receive(returnId, 4))).toBe('invalid_request')
    await receive(returnId, 2)
    expect(await scene.available()).toBe(before + 2)
    expect(await restocked()).toBe(2)
    expect(await line(orderId)).toEqual({ sent: 3, returned: 3, refunded: 0 })
    const [order, history] = await withStore(at.storeId, (tx) =>
      Promise.all([getOrder(tx, orderId), readOrderHistory(tx, orderId)]),
    )
    expect(order.returns).toMatchObject([
      { status: 'received', items: [{ lineNo: 1, quantity: 3, restockedQuantity: 2, reason: 'Too small' }] },
    ])
    expect(history.events).toMatchObject([{ kind: 'return_received', details: { returnId }, userId: 7 }])
    const [told] = await shop.db.admin`select count(*)::int as n from outbox
      where store_id = ${at.storeId} and topic = 'order.return_received'`
    expect(told?.n).toBe(1)
  })

  it('by ten people at once happens once', async () => {
    const orderId = await sold()
    const before = await scene.available()
    const returnId = await open(orderId, 2)
    const answers = await Promise.all(Array.from({ length: 10 }, () => codeOf(receive(returnId, 2))))
    expect(tally(answers)).toEqual({ done: 1, conflict: 9 })
    expect(await scene.available()).toBe(before + 2)
    expect(await restocked()).toBe(2)
  })

  it('and cancelling it at once: one of the two', async () => {
    const orderId = await sold()
    const returnId = await open(orderId, 2)
    const answers = await Promise.all([codeOf(receive(returnId, 2)), codeOf(cancel(returnId))])
    expect(tally(answers)).toEqual({ done: 1, conflict: 1 })
    expect(await restocked()).toBe(answers[0] === 'done' ? 2 : 0)
  })
})

describe('money for a return', () => {
  const refund = (orderId: number, quantity: number, more: { restock?: boolean; returnId?: number } = {}) =>
    refundOrder(at.storeId, {
      orderId,
      returnId: more.returnId ?? null,
      lines: [{ lineNo: 1, units: 'fulfilled', quantity, restock: more.restock ?? true }],
      shippingMinor: 0,
      amountMinor: null,
      reason: '',
      userId: 7,
    })

  it('goes back beside it, and no unit is shelved by both', async () => {
    const orderId = await sold()
    const before = await scene.available()
    const returnId = await open(orderId, 2)
    await refund(orderId, 3, { returnId })
    // The third unit came back with the refund; the two of the return are still on their way.
    expect(await scene.available()).toBe(before + 1)
    await receive(returnId, 2)
    expect(await scene.available()).toBe(before + 3)
    expect(await line(orderId)).toEqual({ sent: 3, returned: 3, refunded: 3 })
    const [row] = await shop.db.admin`select return_id::int as id from refunds where store_id = ${at.storeId}`
    expect(row?.id).toBe(returnId)
  })

  it('is not shelved again after the return was received', async () => {
    const orderId = await sold()
    const before = await scene.available()
    const returnId = await open(orderId, 2)
    await receive(returnId, 1)
    await refund(orderId, 2, { returnId })
    expect(await scene.available()).toBe(before + 1)
    await refund(orderId, 1)
    expect(await scene.available()).toBe(before + 2)
    expect(await line(orderId)).toEqual({ sent: 3, returned: 3, refunded: 3 })
  })

  it('is refused for the return of another order', async () => {
    const other = await open(await sold(), 1)
    await shop.db.admin`update inventory_levels set available = available + 5 where store_id = ${at.storeId}`
    await shop.db.admin`insert into inventory_movements (store_id, variant_id, delta, reason)
      values (${at.storeId}, ${at.variantId}, 5, 'adjustment')`
    const orderId = await sold()
    expect(await codeOf(refund(orderId, 1, { returnId: other }))).toBe('not_found')
    expect(await line(orderId)).toMatchObject({ refunded: 0 })
  })
})
