/** After the order: the event leaves the outbox once it can, and its mail is sent once however often it is delivered. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { placeOrder } from '@/lib/checkout/place-order'
import { claimOutbox } from '@/lib/events/outbox'
import { sendOrderCancelled, sendOrderRefunded, sendPaymentReturned } from '@/lib/notifications/send-after-sale'
import { sendOrderConfirmation } from '@/lib/notifications/send-order-confirmation'
import { cancelOrder } from '@/lib/payments/cancel-order'
import { refundOrder } from '@/lib/payments/refund-order'
import { type MailService, startMail } from '@/local/mail/server'
import { scene } from './scene'

const { shop, at, newRequest } = scene

let mail: MailService
const received: unknown[] = []
let refuse = false
const eventServer = createServer((req, res) => {
  let body = ''
  req.on('data', (chunk) => {
    body += chunk
  })
  req.on('end', () => {
    if (refuse) return res.writeHead(500).end('{}')
    const events = z.array(z.object({ id: z.string() }).loose()).parse(JSON.parse(body))
    received.push(...events)
    res.writeHead(200, { 'content-type': 'application/json' })
    res.end(JSON.stringify({ ids: events.map((event) => event.id), status: 200 }))
  })
})

beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'stoa-test-mail-'))
  mail = await startMail({ dir })
  process.env.SMTP_URL = mail.smtpUrl
  await new Promise<void>((resolve) => eventServer.listen(0, '127.0.0.1', resolve))
  process.env.INNGEST_DEV = `http://127.0.0.1:${(eventServer.address() as AddressInfo).port}`
  afterAll(async () => {
    await mail.stop()
    eventServer.close()
    await rm(dir, { recursive: true, force: true })
  })
})

const mailSchema = z.object({
  messageId: z.string(),
  from: z.string(),
  to: z.string().or(z.array(z.string())),
  subject: z.string(),
})

async function mails(to: string): Promise<z.infer<typeof mailSchema>[]> {
  const answer = await (await fetch(`${mail.url}/api/messages?to=${encodeURIComponent(to)}`)).json()
  return z.array(mailSchema.loose()).parse(Array.isArray(answer) ? answer : answer.messages)
}

async function ordered(email: string) {
  const { order } = await placeOrder(at.storeId, await newRequest({ email }))
  const [event] = await shop.db.admin`select id from outbox where store_id = ${at.storeId} and topic = 'order.created'`
  return { order, send: { orderId: order.id, eventId: String(event?.id) } }
}

describe('the order confirmation', () => {
  it('is sent once when its event is delivered twice, at once and later', async () => {
    const { order, send } = await ordered('twice@example.test')
    const both = await Promise.allSettled([
      sendOrderConfirmation(at.storeId, send),
      sendOrderConfirmation(at.storeId, send),
    ])
    expect(both.filter((result) => result.status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
    expect(await sendOrderConfirmation(at.storeId, send)).toBe('already_sent')
    const [sent, ...more] = await mails('twice@example.test')
    expect(more).toEqual([])
    expect(sent).toMatchObject({ subject: `Order #${order.number} confirmed` })
    expect(sent?.messageId).toContain(`${send.eventId}.order-confirmation@`)
  })

  it('is sent by the next try when the mail server refused the first', async () => {
    const { send } = await ordered('retry@example.test')
    const body = JSON.stringify({ kind: 'reject', times: 1 })
    expect((await fetch(`${mail.url}/_faults`, { method: 'POST', body })).ok).toBe(true)
    await expect(sendOrderConfirmation(at.storeId, send)).rejects.toThrow()
    expect(await sendOrderConfirmation(at.storeId, send)).toBe('sent')
    expect(await mails('retry@example.test')).toHaveLength(1)
  })
})

describe('after the sale', () => {
  it('a refund is told once, a cancellation tells of its own refund', async () => {
    const email = 'after@example.test'
    const { order } = await ordered(email)
    const wish = { lines: [], shippingMinor: 0, amountMinor: 100, reason: '', userId: null }
    const { refundId } = await refundOrder(at.storeId, { orderId: order.id, ...wish })
    const told = { orderId: order.id, refundId, eventId: randomUUID() }
    expect(await sendOrderRefunded(at.storeId, told)).toBe('sent')
    expect(await sendOrderRefunded(at.storeId, told)).toBe('already_sent')
    await cancelOrder(at.storeId, { orderId: order.id, reason: 'staff', note: '', restock: true, userId: null })
    const [cancelled] = await shop.db.admin`select refund_id::int as id from order_cancellations
      where store_id = ${at.storeId}`
    const silent = { orderId: order.id, refundId: cancelled?.id, eventId: randomUUID() }
    expect(await sendOrderRefunded(at.storeId, silent)).toBe('nothing_to_send')
    expect(await sendOrderCancelled(at.storeId, { orderId: order.id, eventId: randomUUID() })).toBe('sent')
    expect((await mails(email)).map((each) => each.subject).sort()).toEqual([
      `Order #${order.number} was cancelled`,
      `Refund for order #${order.number}`,
    ])
  })

  it('a payment that came too late for the goods is told to have gone back', async () => {
    const { intent, attemptId } = await scene.authenticated()
    await shop.db
      .admin`update checkout_requests set status = 'cancelled', email = 'late@example.test' where id = ${attemptId}`
    await shop.db.admin`with gone as (delete from stock_reservations where attempt_id = ${attemptId} returning *)
      update inventory_levels l set available = l.available + g.quantity from gone g
      where l.store_id = g.store_id and l.variant_id = g.variant_id`
    await scene.sellOut()
    await scene.deliver(intent)
    expect(await sendPaymentReturned(at.storeId, { attemptId, eventId: randomUUID() })).toBe('sent')
    expect(await mails('late@example.test')).toMatchObject([{ subject: expect.stringContaining('was returned') }])
  })
})

describe('the relay', () => {
  it('keeps an event until it is taken, then sends it under the row’s id and never again', async () => {
    const { relayOutbox } = await import('@/inngest/relay')
    await shop.db.admin`delete from outbox`
    const { send } = await ordered('relay@example.test')
    refuse = true
    expect(await relayOutbox(100)).toEqual({ sent: 0, failed: 2 })
    refuse = false
    expect(await relayOutbox(100)).toEqual({ sent: 0, failed: 0 })
    await shop.db.admin`update outbox set available_at = now()`
    received.length = 0
    expect(await relayOutbox(100)).toEqual({ sent: 2, failed: 0 })
    expect(received).toContainEqual(
      expect.objectContaining({
        id: send.eventId,
        name: 'order.created',
        data: { orderId: send.orderId, storeId: at.storeId, webhooks: false },
      }),
    )
    await shop.db.admin`update outbox set available_at = now()`
    expect(await relayOutbox(100)).toEqual({ sent: 0, failed: 0 })
  })

  it('gives relays that run at once different events', async () => {
    await shop.db.admin`delete from outbox`
    for (let i = 0; i < 5; i++) {
      await scene.reset()
      await ordered(`many-${i}@example.test`)
    }
    const batches = await Promise.all([claimOutbox(3), claimOutbox(3), claimOutbox(3), claimOutbox(3)])
    const ids = batches.flat().map((event) => event.id)
    expect([ids.length, new Set(ids).size]).toEqual([10, 10])
    expect(await claimOutbox(10)).toEqual([])
  })
})
