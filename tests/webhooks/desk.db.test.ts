/** What a merchant does with webhooks: adding, changing, pausing, sending again, deleting; and whom it does not concern. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readStore, withStore } from '@/db/store'
import { DomainError } from '@/lib/errors'
import { uuidv7 } from '@/lib/ids'
import { sendWebhookStopped } from '@/lib/notifications/send-webhook-stopped'
import { PLANS } from '@/lib/plans/table'
import { deleteSubscription } from '@/lib/webhooks/delete-subscription'
import { drainSubscription } from '@/lib/webhooks/drain'
import { findDelivery, findSubscription, listDeliveries, listSubscriptions } from '@/lib/webhooks/queries'
import { redeliverOne, redeliverRange } from '@/lib/webhooks/redeliver'
import { requireReachableUrl } from '@/lib/webhooks/send'
import { sendTest } from '@/lib/webhooks/send-test'
import {
  changeSubscription,
  pauseSubscription,
  resumeSubscription,
  rotateSecret,
  stopSubscription,
} from '@/lib/webhooks/subscriptions'
import { type MailService, startMail } from '@/local/mail/server'
import { openWebhookShop } from './webhook-shop'

const place = openWebhookShop()
let mail: MailService
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'stoa-test-mail-'))
  mail = await startMail({ dir })
  process.env.SMTP_URL = mail.smtpUrl
  return async () => {
    await mail.stop()
    await rm(dir, { recursive: true, force: true })
  }
})

const inStore = <T>(work: Parameters<typeof withStore<T>>[1]) => withStore(place.at.storeId, work)
const drain = (id: number) => drainSubscription(place.at.storeId, id)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  )

/** A subscription with so many delivered webhooks. */
async function delivered(count: number): Promise<number> {
  const { id } = await place.subscribe(['products/delete'])
  for (let n = 1; n <= count; n++) await place.happen('product.deleted', { productId: n })
  await drain(id)
  expect(place.consumer.received).toHaveLength(count)
  place.consumer.received.length = 0
  return id
}

describe('adding', () => {
  it('checks the address at once, and says what is wrong with it', async () => {
    await expect(requireReachableUrl('http://localhost:9/x')).resolves.toBe('http://localhost:9/x')
    const refused = await requireReachableUrl('https://gone.example/', async () => []).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      code: 'invalid_request',
      fields: { url: expect.stringContaining('leads nowhere') },
    })
    const inside = await requireReachableUrl('https://a.example/', async () => ['169.254.169.254']).catch(
      (e: unknown) => e,
    )
    expect(inside).toMatchObject({ fields: { url: expect.stringContaining('169.254.169.254') } })
  })

  it('ends at what the plan holds', async () => {
    await place.shop.db.admin`insert into webhook_subscriptions (store_id, url, topics, secret)
      select ${place.at.storeId}, 'https://example.test/hook', '{orders/create}', 'whsec_x' from generate_series(1, ${PLANS.basic.limits.webhooks})`
    expect(await codeOf(place.subscribe(['orders/create']))).toBe('plan_limit_reached')
  })

  it('never shows a secret again', async () => {
    const { id, secret } = await place.subscribe(['orders/create'])
    await inStore((tx) => rotateSecret(tx, id))
    const shown = await readStore(place.at.storeId, async (tx) => [
      await listSubscriptions(tx),
      await findSubscription(tx, id),
    ])
    expect(JSON.stringify(shown)).not.toContain(secret)
    expect(JSON.stringify(shown)).not.toContain('whsec_')
  })
})

describe('pausing', () => {
  it('keeps what waits until it is resumed, and takes down nothing new meanwhile', async () => {
    const { id } = await place.subscribe(['products/delete'])
    await place.happen('product.deleted', { productId: 1 })
    await inStore((tx) => pauseSubscription(tx, id))
    expect(await place.happen('product.deleted', { productId: 2 })).toEqual([])
    await drain(id)
    expect(place.consumer.received).toHaveLength(0)
    await inStore((tx) => resumeSubscription(tx, id))
    await drain(id)
    expect(place.consumer.received.map(({ body }) => body)).toEqual(['{"id":1}'])
    const woken = (await place.recorded()).filter(({ topic }) => topic === 'webhook.delivery_requested')
    expect(woken.map(({ data }) => data)).toEqual([{ subscriptionId: id }])
  })

  it('that was done while a delivery was put down: the worker lets it wait', async () => {
    const { id } = await place.subscribe(['products/delete'])
    await place.happen('product.deleted', { productId: 1 })
    await place.shop.db.admin`update webhook_subscriptions set status = 'paused' where id = ${id}`
    await drain(id)
    const [row] = await place.deliveries()
    expect(row).toMatchObject({ status: 'pending', attempts: 0 })
    expect(row?.next_attempt_at.getUTCFullYear()).toBe(9999)
  })

  it('sends what waits to a new address when the address was changed', async () => {
    const { id } = await place.subscribe(['products/delete'], 'http://127.0.0.1:1/')
    await place.happen('product.deleted', { productId: 1 })
    await drain(id)
    await inStore((tx) => changeSubscription(tx, id, { url: place.consumer.url, topics: ['products/delete'] }))
    await place.passTime()
    await drain(id)
    expect(place.consumer.received).toHaveLength(1)
  })
})

describe('being stopped', () => {
  it('is told to the merchant once, in a mail that leads to the webhook', async () => {
    const { id } = await place.subscribe(['orders/create', 'products/delete'])
    await inStore((tx) => stopSubscription(tx, id))
    const eventId = uuidv7()
    const send = () => sendWebhookStopped(place.at.storeId, { subscriptionId: id, eventId })
    expect(await send()).toBe('sent')
    expect(await send()).toBe('already_sent')
    const { messages } = await (await fetch(`${mail.url}/api/messages`)).json()
    expect(messages).toHaveLength(1)
    expect(messages[0].subject).toMatch(/A webhook of shop-\d+ was stopped/)
  })
})

describe('sending again', () => {
  it('sends one delivery once more, the same bytes under the same id', async () => {
    await delivered(1)
    const [row] = await place.deliveries()
    await inStore((tx) => redeliverOne(tx, row?.id))
    expect(await codeOf(inStore((tx) => redeliverOne(tx, row?.id))), 'it waits already').toBe('conflict')
    await drain(row?.subscription_id)
    expect(place.consumer.received.map(({ headers, body }) => [headers['webhook-id'], body])).toEqual([
      [row?.id, row?.body],
    ])
    expect((await place.attempts(row?.id)).map((attempt) => attempt.attempt_no)).toEqual([1, 2])
  })

  it('sends a range again: what failed in it, or all of it, and nothing outside', async () => {
    const id = await delivered(6)
    const rows = await place.deliveries()
    for (const [index, row] of rows.entries()) {
      const at = new Date(Date.UTC(2026, 0, 1 + index))
      const status = index % 2 === 0 ? 'failed' : 'succeeded'
      await place.shop.db
        .admin`update webhook_deliveries set created_at = ${at}, status = ${status} where id = ${row.id}`
    }
    const range = { subscriptionId: id, from: new Date('2026-01-02'), to: new Date('2026-01-05') }
    const failed = await inStore((tx) => redeliverRange(tx, { ...range, failedOnly: true }))
    expect(failed).toEqual({ redelivered: 1, next: null })
    await drain(id)
    expect(place.consumer.received.map(({ headers }) => headers['webhook-id'])).toEqual([rows[2]?.id])
    const all = await inStore((tx) => redeliverRange(tx, { ...range, failedOnly: false }))
    expect(all).toEqual({ redelivered: 3, next: null })
  })

  it('goes on with the rest of a long range, though what was sent again has arrived by then', async () => {
    const id = await delivered(3)
    const rows = await place.deliveries()
    for (const [index, row] of rows.entries()) {
      const at = new Date(Date.UTC(2026, 0, 1 + index))
      await place.shop.db.admin`update webhook_deliveries set created_at = ${at} where id = ${row.id}`
    }
    const range = { subscriptionId: id, from: new Date('2026-01-01'), to: new Date('2026-01-05'), failedOnly: false }
    const { redelivered, next } = await inStore((tx) => redeliverRange(tx, range, 2))
    expect([redelivered, next]).toEqual([2, new Date('2026-01-03')])
    await drain(id)
    const rest = await inStore((tx) => redeliverRange(tx, { ...range, from: next ?? range.from }, 2))
    expect(rest).toEqual({ redelivered: 1, next: null })
    await drain(id)
    expect(place.consumer.received.map(({ headers }) => headers['webhook-id'])).toEqual(rows.map((row) => row.id))
  })

  it('is refused for a test, and while the webhook is paused', async () => {
    const id = await delivered(1)
    const { deliveryId } = await sendTest(place.at.storeId, { subscriptionId: id, topic: 'orders/paid' })
    expect(await codeOf(inStore((tx) => redeliverOne(tx, deliveryId)))).toBe('conflict')
    await inStore((tx) => pauseSubscription(tx, id))
    const [row] = await place.deliveries()
    expect(await codeOf(inStore((tx) => redeliverOne(tx, row?.id)))).toBe('conflict')
    const range = { subscriptionId: id, from: new Date(0), to: new Date(), failedOnly: false }
    expect(await codeOf(inStore((tx) => redeliverRange(tx, range)))).toBe('conflict')
  })
})

describe('a test', () => {
  it('that fails says how, is not tried again and counts for nothing', async () => {
    const { id } = await place.subscribe(['orders/create'])
    place.consumer.answer((_, res) => res.writeHead(401).end('who are you?'))
    const { outcome, deliveryId } = await sendTest(place.at.storeId, { subscriptionId: id, topic: 'orders/create' })
    expect(outcome).toMatchObject({ ok: false, statusCode: 401, responseBody: 'who are you?' })
    await place.passTime()
    await drain(id)
    expect(place.consumer.received).toHaveLength(1)
    expect(await place.subscription(id)).toMatchObject({ status: 'active', failures: 0 })
    const detail = await readStore(place.at.storeId, (tx) => findDelivery(tx, deliveryId))
    expect(detail).toMatchObject({ test: true, status: 'failed', attempts: [{ attemptNo: 1, statusCode: 401 }] })
  })
})

describe('the log', () => {
  it('is filtered by how it ended and by topic, and paged', async () => {
    const id = await delivered(1)
    await place.shop.db
      .admin`insert into webhook_deliveries (store_id, id, subscription_id, event_id, topic, body, status)
      select store_id, gen_random_uuid(), subscription_id, gen_random_uuid(), topic, body, status
      from webhook_deliveries, generate_series(1, 54) where store_id = ${place.at.storeId}`
    const list = (more = {}) => readStore(place.at.storeId, (tx) => listDeliveries(tx, { subscriptionId: id, ...more }))
    const first = await list()
    expect(first.deliveries).toHaveLength(50)
    const second = await list({ after: first.next ?? undefined })
    expect(second.deliveries).toHaveLength(5)
    expect(second.next).toBeNull()
    const all = [...first.deliveries, ...second.deliveries].map((delivery) => delivery.id)
    expect(new Set(all).size).toBe(55)
    expect((await list({ status: 'failed' })).deliveries).toEqual([])
    expect((await list({ topic: 'orders/create' })).deliveries).toEqual([])
    expect((await list({ status: 'succeeded', topic: 'products/delete' })).deliveries).toHaveLength(50)
  })
})

describe('deleting', () => {
  it('takes the log along and leaves other webhooks alone', async () => {
    const id = await delivered(3)
    const { id: other } = await place.subscribe(['products/delete'])
    await place.happen('product.deleted', { productId: 9 })
    await drain(other)
    await deleteSubscription(place.at.storeId, id)
    expect(await readStore(place.at.storeId, (tx) => findSubscription(tx, id))).toBeNull()
    expect((await place.deliveries()).map((row) => Number(row.subscription_id))).toEqual([other])
    expect(await codeOf(deleteSubscription(place.at.storeId, id))).toBe('not_found')
  })
})

describe('another store', () => {
  it('finds and changes nothing, in the words for what does not exist', async () => {
    const id = await delivered(1)
    const [row] = await place.deliveries()
    const other = await place.shop.createStore()
    const asOther = <T>(work: Parameters<typeof withStore<T>>[1]) => codeOf(withStore(other, work))
    expect(await readStore(other, (tx) => findSubscription(tx, id))).toBeNull()
    expect(await readStore(other, (tx) => findDelivery(tx, row?.id))).toBeNull()
    expect((await readStore(other, (tx) => listDeliveries(tx, { subscriptionId: id }))).deliveries).toEqual([])
    expect(await asOther((tx) => rotateSecret(tx, id))).toBe('not_found')
    expect(await asOther((tx) => pauseSubscription(tx, id))).toBe('not_found')
    expect(await asOther((tx) => resumeSubscription(tx, id))).toBe('not_found')
    expect(await asOther((tx) => redeliverOne(tx, row?.id))).toBe('not_found')
    expect(await codeOf(deleteSubscription(other, id))).toBe('not_found')
    expect(await codeOf(sendTest(other, { subscriptionId: id, topic: 'orders/create' }))).toBe('not_found')
    expect(await drainSubscription(other, id)).toEqual({ sent: 0, more: false })
    expect(await place.subscription(id)).toMatchObject({ status: 'active' })
  })
})
