/** Which mails go out, in whose words; low stock once a fall and once an hour; limits of a day. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { withStore } from '@/db/store'
import { placeOrder } from '@/lib/checkout/place-order'
import { changeStock } from '@/lib/inventory/adjust'
import { watchSoldStock } from '@/lib/inventory/low-stock'
import { allowMail } from '@/lib/notifications/allowance'
import { sendLowStock, takeLowStockDigests } from '@/lib/notifications/send-low-stock'
import { sendNewOrder } from '@/lib/notifications/send-new-order'
import { sendOrderConfirmation } from '@/lib/notifications/send-order-confirmation'
import { sendShippingConfirmation } from '@/lib/notifications/send-shipping-confirmation'
import { saveMailLook, saveMailTriggers, saveMailWords, switchMail } from '@/lib/notifications/settings'
import { fulfilOrder } from '@/lib/orders/fulfil'
import { openShop, request } from '@/tests/checkout/shop'
import { openPostOffice } from './post-office'

const office = openPostOffice()
const shop = openShop()
let storeId = 0
let variantId = 0

beforeEach(async () => {
  storeId = await shop.createStore()
  variantId = await shop.createProduct(storeId, { stock: 5 })
})

const inStore = <T>(work: Parameters<typeof withStore<T>>[1]) => withStore(storeId, work)

async function buy(email: string, units = 1) {
  const cart = await shop.cartWith(storeId, { [variantId]: units })
  const { order } = await placeOrder(storeId, request(cart, { email }))
  await inStore((tx) => watchSoldStock(tx, order.id))
  return order
}

describe('a mail', () => {
  it('goes out in the merchant’s words, from the sender and with the look that he chose', async () => {
    await inStore((tx) =>
      saveMailWords(tx, 'order-confirmation', {
        subject: 'Ahoy {{first_name}}: {{order_number}}\r\nBcc: evil@example.test',
        intro: 'Thanks from {{store_name}}!\n<b>{{order_total}}</b>',
      }),
    )
    const look = { senderName: 'The Crew', replyTo: 'crew@example.test', accent: '#2f5d50', footer: 'Est. 1894' }
    await inStore((tx) => saveMailLook(tx, look))
    const order = await buy('words@example.test')
    await sendOrderConfirmation(storeId, { orderId: order.id, eventId: randomUUID() })
    const [mail] = await office.mails('words@example.test')
    expect(mail?.subject).toBe(`Ahoy Ada: #${order.number} Bcc: evil@example.test`)
    expect([mail?.from?.value[0]?.name, mail?.replyTo?.text]).toEqual(['The Crew', 'crew@example.test'])
    expect(mail?.headers.has('bcc')).toBe(false)
    expect(mail?.text).toContain('<b>$25.00</b>')
    expect(mail?.html).toContain('&lt;b&gt;$25.00&lt;/b&gt;')
    expect(mail?.html).toContain('background:#2f5d50')
    for (const body of [mail?.html, mail?.text]) expect(body).toContain('Est. 1894')
  })

  it('that is switched off is not sent, then or later; one that every customer is owed cannot be', async () => {
    await expect(inStore((tx) => switchMail(tx, 'order-confirmation', false))).rejects.toMatchObject({
      code: 'invalid_request',
    })
    await inStore((tx) => switchMail(tx, 'shipping-confirmation', false))
    const order = await buy('off@example.test')
    const parcel = { trackingCompany: null, trackingNumber: null, trackingUrl: null }
    const { fulfillmentId } = await inStore((tx) =>
      fulfilOrder(tx, { orderId: order.id, items: [{ lineNo: 1, quantity: 1 }], ...parcel, userId: null }),
    )
    const told = { orderId: order.id, fulfillmentId, eventId: randomUUID() }
    expect(await sendShippingConfirmation(storeId, told)).toBe('nothing_to_send')
    expect(await sendShippingConfirmation(storeId, { ...told, eventId: randomUUID(), requested: true })).toBe('sent')
    await inStore((tx) => switchMail(tx, 'shipping-confirmation', true))
    expect(await sendShippingConfirmation(storeId, told)).toBe('already_sent')
    expect(await sendShippingConfirmation(storeId, { ...told, eventId: randomUUID() })).toBe('sent')
    expect(await office.mails('off@example.test')).toHaveLength(2)
  })

  it('to the merchant goes where he wants it, and answers to the customer', async () => {
    const order = await buy('shopper@example.test')
    const send = () => sendNewOrder(storeId, { orderId: order.id, eventId: randomUUID() })
    expect(await send()).toBe('nothing_to_send')
    await inStore((tx) => saveMailTriggers(tx, { orderNotificationEmail: 'desk@example.test' }))
    expect(await send()).toBe('sent')
    const [mail] = await office.mails('desk@example.test')
    expect(mail?.subject).toBe(`New order #${order.number}: $25.00`)
    expect(mail?.replyTo?.text).toBe('shopper@example.test')
    expect(mail?.text).toContain(`/orders/${order.id}`)
  })

  it('has its limit of a day', async () => {
    const sent = await Promise.allSettled(Array.from({ length: 55 }, () => allowMail(storeId, 'tests')))
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
    await expect(allowMail(storeId, 'tests')).rejects.toMatchObject({ code: 'rate_limited' })
    await allowMail(storeId, 'orders')
    await allowMail(await shop.createStore(), 'tests')
  })
})

describe('low stock', () => {
  const pending = async () =>
    (
      await shop.db.admin`select variant_id::int as id from low_stock_alerts where store_id = ${storeId} and pending`
    ).map(({ id }) => id)
  const restock = (delta: number) =>
    inStore((tx) => changeStock(tx, [{ variantId, tracked: true, policy: 'deny', delta }], null))

  async function digest() {
    await takeLowStockDigests(100)
    const [event] = await shop.db.admin`delete from outbox where store_id = ${storeId} and topic = 'inventory.low'
      returning id, (payload ->> 'at')::float8 as at`
    return event ? sendLowStock(storeId, { at: event.at, eventId: event.id }) : 'no digest'
  }

  it('is nobody’s business without a threshold', async () => {
    await buy('a@example.test', 5)
    expect(await pending()).toEqual([])
  })

  it('is told once for a fall, in one mail, and again after it was restocked', async () => {
    const to = `${(await shop.db.admin`select email from stores where id = ${storeId}`)[0]?.email}`
    await inStore((tx) => saveMailTriggers(tx, { lowStockThreshold: 3 }))
    await buy('a@example.test')
    expect(await pending()).toEqual([])
    await Promise.all([buy('b@example.test'), buy('c@example.test')])
    expect(await pending()).toEqual([variantId])
    expect(await digest()).toBe('sent')
    await buy('d@example.test')
    expect([await pending(), await digest()]).toEqual([[], 'no digest'])
    await restock(10)
    await restock(-9)
    expect(await pending()).toEqual([variantId])
    expect(await digest()).toBe('no digest')
    await shop.db
      .admin`update low_stock_alerts set mailed_at = mailed_at - interval '1 hour' where store_id = ${storeId}`
    expect(await digest()).toBe('sent')
    const mails = await office.mails(to)
    expect(mails.map(({ subject }) => subject)).toEqual(Array(2).fill(expect.stringContaining('1 variant')))
    expect(mails[0]?.text).toContain('Salt Roads Paperback: 2 left')
  })

  it('that is over before the digest is not told', async () => {
    await inStore((tx) => saveMailTriggers(tx, { lowStockThreshold: 4 }))
    await buy('a@example.test')
    expect(await pending()).toEqual([variantId])
    await restock(10)
    expect([await pending(), await digest()]).toEqual([[], 'no digest'])
  })

  it('counts what a shopper holds as still there', async () => {
    await inStore((tx) => saveMailTriggers(tx, { lowStockThreshold: 3 }))
    const cart = await shop.cartWith(storeId, { [variantId]: 3 })
    const waiting = request(cart, { paymentMethod: 'pm_card_authenticationRequired' })
    await expect(placeOrder(storeId, waiting)).rejects.toMatchObject({ code: 'payment_action_required' })
    await buy('a@example.test')
    expect(await pending()).toEqual([])
  })
})
