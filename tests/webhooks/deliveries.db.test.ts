/** Deliveries are not lost, not mixed up and not given up early: retries, crashes, races, order, and a consumer that hangs. */
import type { ServerResponse } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { withStore } from '@/db/store'
import { dueSubscriptions, pruneDeliveries, webhookBacklog } from '@/lib/webhooks/backlog'
import { claimDeliveries } from '@/lib/webhooks/claim'
import { drainSubscription, PARALLEL } from '@/lib/webhooks/drain'
import { fanOutEvent } from '@/lib/webhooks/fan-out'
import { MAX_GIVEN_UP, MAX_TRIES } from '@/lib/webhooks/schedule'
import { startConsumer } from './consumer'
import { openWebhookShop } from './webhook-shop'

const place = openWebhookShop()
const drain = (id: number, options = {}) => drainSubscription(place.at.storeId, id, options)
const ids = () => place.consumer.received.map(({ headers }) => headers['webhook-id'])

/** `count` events of so many products each; the deliveries are made, not sent. */
async function productEvents(count: number): Promise<void> {
  for (let n = 1; n <= count; n++) await place.happen('product.deleted', { productId: n })
}

describe('fanning out', () => {
  it('adds nothing when the event comes again, and nothing for whoever did not ask', async () => {
    const { id } = await place.subscribe(['products/delete', 'orders/create'])
    await place.subscribe(['products/create'])
    const event = place.event('product.deleted', { productId: 7 })
    expect(await fanOutEvent(place.at.storeId, event)).toEqual([id])
    expect(await fanOutEvent(place.at.storeId, event)).toEqual([id])
    expect(await place.deliveries()).toHaveLength(1)
    expect(await place.happen('checkout.abandoned', { cartId: 1 })).toEqual([])
  })

  it('reaches no other store’s subscriptions', async () => {
    await place.subscribe(['products/delete'])
    const other = await place.shop.createStore()
    expect(await fanOutEvent(other, place.event('product.deleted', { productId: 7 }))).toEqual([])
  })
})

describe('a consumer that refuses', () => {
  it('is tried eight times with the same bytes under the same id, each try in the log, then given up', async () => {
    const { id } = await place.subscribe(['products/delete'])
    await productEvents(1)
    place.consumer.answer((_, res) => res.writeHead(503, { 'x-why': 'tired' }).end('later, please'))
    for (let tries = 1; tries <= MAX_TRIES; tries++) {
      await drain(id)
      expect(place.consumer.received).toHaveLength(tries)
      await drain(id)
      expect(place.consumer.received, 'nothing is sent before its time').toHaveLength(tries)
      await place.passTime()
    }
    await drain(id)
    expect(place.consumer.received).toHaveLength(MAX_TRIES)
    expect(new Set(ids()).size).toBe(1)
    expect(new Set(place.consumer.received.map(({ body }) => body)).size).toBe(1)
    const [delivery] = await place.deliveries()
    expect(delivery).toMatchObject({ status: 'failed', attempts: MAX_TRIES, last_status_code: 503 })
    const log = await place.attempts(delivery?.id)
    expect(log.map((row) => row.attempt_no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(log[0]).toMatchObject({
      status_code: 503,
      response_body: 'later, please',
      response_headers: { 'x-why': 'tired' },
      request_headers: { 'webhook-id': delivery?.id, 'x-shopify-topic': 'products/delete' },
    })
    expect(log[0]?.error).toContain('503')
  })

  it('waits longer after each try', async () => {
    const { id } = await place.subscribe(['products/delete'])
    await productEvents(1)
    place.consumer.answer((_, res) => res.writeHead(500).end())
    const pauses: number[] = []
    for (let tries = 1; tries < MAX_TRIES; tries++) {
      await drain(id)
      const [row] = await place.shop.db.admin`select extract(epoch from next_attempt_at - updated_at)::float as pause
        from webhook_deliveries where store_id = ${place.at.storeId}`
      pauses.push(row?.pause)
      await place.passTime()
    }
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
    const total = pauses.reduce((sum, pause) => sum + pause, 0)
    expect(total).toBeGreaterThan(0.9 * 4 * 3_600)
    expect(total).toBeLessThanOrEqual(4 * 3_600)
  })

  it('is stopped after eight given-up deliveries in a row, and a success in between starts the count anew', async () => {
    const { id } = await place.subscribe(['products/delete'])
    const giveUp = async (count: number) => {
      await productEvents(count)
      await place.shop.db.admin`update webhook_deliveries set attempts = ${MAX_TRIES - 1}
        where store_id = ${place.at.storeId} and status = 'pending'`
      await drain(id)
    }
    place.consumer.answer((_, res) => res.writeHead(500).end())
    await giveUp(MAX_GIVEN_UP - 1)
    place.consumer.answer(undefined)
    await giveUp(1)
    expect(await place.subscription(id)).toMatchObject({ status: 'active', failures: 0 })
    place.consumer.answer((_, res) => res.writeHead(500).end())
    await giveUp(MAX_GIVEN_UP)
    expect(await place.subscription(id)).toMatchObject({ status: 'failing', failures: MAX_GIVEN_UP })
    const stops = (await place.recorded()).filter(({ topic }) => topic === 'webhook.subscription_stopped')
    expect(stops.map(({ data }) => data)).toEqual([{ subscriptionId: id }])
    const before = place.consumer.received.length
    await productEvents(1)
    await drain(id)
    expect(place.consumer.received).toHaveLength(before)
  })
})

describe('a worker that dies', () => {
  it('between sending and marking: the delivery goes out again under the same id, when its lease is over', async () => {
    const { id } = await place.subscribe(['products/delete'])
    await productEvents(1)
    const batch = await withStore(place.at.storeId, (tx) => claimDeliveries(tx, id, 4))
    const [claimed] = batch?.deliveries ?? []
    await fetch(place.consumer.url, { method: 'POST', headers: { 'webhook-id': claimed?.id ?? '' } })
    await drain(id)
    expect(place.consumer.received, 'the dead worker’s lease still holds').toHaveLength(1)
    await place.passTime()
    expect(await dueSubscriptions(10)).toContainEqual({ storeId: place.at.storeId, subscriptionId: id })
    await drain(id)
    expect(ids()).toEqual([claimed?.id, claimed?.id])
    expect((await place.deliveries())[0]).toMatchObject({ status: 'succeeded', attempts: 2 })
  })

  it('with each try: the delivery is given up after eight and kills nobody more', async () => {
    const { id } = await place.subscribe(['products/delete'])
    await productEvents(1)
    for (let tries = 1; tries <= MAX_TRIES; tries++) {
      await withStore(place.at.storeId, (tx) => claimDeliveries(tx, id, 4))
      await place.passTime()
    }
    await drain(id)
    expect(place.consumer.received).toHaveLength(0)
    expect((await place.deliveries())[0]).toMatchObject({ status: 'failed' })
  })
})

describe('several workers at once', () => {
  it('send each delivery once', async () => {
    const { id } = await place.subscribe(['products/delete'])
    await productEvents(30)
    await Promise.all([drain(id), drain(id), drain(id)])
    expect(place.consumer.received).toHaveLength(30)
    expect(new Set(ids()).size).toBe(30)
    const rows = await place.deliveries()
    expect(rows.every(({ status, attempts }) => status === 'succeeded' && attempts === 1)).toBe(true)
  })

  it('keep the order of one order’s events in their first tries, whatever takes how long and whatever fails', async () => {
    const { id } = await place.subscribe(['orders/updated'])
    const orders = [await place.order(), await place.order(), await place.order()]
    for (let round = 0; round < 6; round++) {
      for (const orderId of orders) await place.happen('order.updated', { orderId })
    }
    const begun: { orderId: number; eventId: string }[] = []
    const answering = new Set<number>()
    const together: number[] = []
    let refused = 0
    place.consumer.answer(({ headers, body }, res) => {
      const orderId: number = JSON.parse(body).id
      begun.push({ orderId, eventId: headers['x-shopify-event-id'] ?? '' })
      if (answering.has(orderId)) together.push(orderId)
      answering.add(orderId)
      const refuse = begun.length % 3 === 0
      if (refuse) refused++
      setTimeout(
        () => {
          answering.delete(orderId)
          res.writeHead(refuse ? 500 : 200).end()
        },
        10 + ((begun.length * 7) % 30),
      )
    })
    while ((await Promise.all([drain(id), drain(id)])).some(({ sent }) => sent > 0));
    expect(begun).toHaveLength(18)
    expect(refused).toBe(6)
    expect(together, 'two first tries of one order at once').toEqual([])
    for (const orderId of orders) {
      const mine = begun.filter((one) => one.orderId === orderId).map(({ eventId }) => eventId)
      expect(mine).toHaveLength(6)
      expect(mine).toEqual([...mine].sort())
    }
  })
})

describe('a consumer that hangs', () => {
  it('holds up no other subscription', async () => {
    const slow = await startConsumer()
    const open: ServerResponse[] = []
    slow.answer((_, res) => open.push(res))
    const { id: stuck } = await place.subscribe(['products/delete'], slow.url)
    const { id: fine } = await place.subscribe(['products/delete'])
    await productEvents(12)
    let ended = false
    const hang = drain(stuck, { totalTimeoutMs: 60_000 }).then((result) => {
      ended = true
      return result
    })
    await slow.arrived(PARALLEL)
    await drain(fine)
    expect(place.consumer.received).toHaveLength(12)
    expect(ended, 'the other one still hangs').toBe(false)
    for (const response of open) response.destroy()
    // One round, and the worker is free again; the rest is the sweep's.
    expect(await hang).toEqual({ sent: PARALLEL, more: false })
    expect(await dueSubscriptions(10)).toContainEqual({ storeId: place.at.storeId, subscriptionId: stuck })
    await slow.stop()
  })
})

describe('the backlog', () => {
  beforeAll(async () => {
    await place.shop.db.admin`delete from webhook_deliveries`
  })

  it('counts what waits and what was given up, and old deliveries are forgotten with their tries', async () => {
    const { id } = await place.subscribe(['products/delete'])
    await place.shop.db.admin`delete from webhook_deliveries`
    await productEvents(3)
    expect(await webhookBacklog()).toEqual({ pending: 3, due: 3, failedToday: 0 })
    await drain(id)
    await place.shop.db.admin`update webhook_deliveries set status = 'failed' where store_id = ${place.at.storeId}`
    expect(await webhookBacklog()).toEqual({ pending: 0, due: 0, failedToday: 3 })
    await place.shop.db.admin`update webhook_deliveries set created_at = created_at - interval '40 days'`
    await productEvents(1)
    expect(await pruneDeliveries(30 * 86_400_000, 2)).toBe(2)
    expect(await pruneDeliveries(30 * 86_400_000, 2)).toBe(1)
    expect(await place.deliveries()).toHaveLength(1)
    const [left] = await place.shop.db.admin`select count(*)::int as n from webhook_attempts`
    expect(left?.n).toBe(0)
  })
})
