/** Checkouts that were left: reminded of once, never after buying or saying no, and the link opens that cart. */
import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { withStore } from '@/db/store'
import { getCart } from '@/lib/cart/queries'
import { placeOrder } from '@/lib/checkout/place-order'
import { sendAbandonedCheckout } from '@/lib/notifications/send-abandoned-checkout'
import { saveMailTriggers, switchMail } from '@/lib/notifications/settings'
import { openAbandoned } from '@/lib/recovery/open'
import { listAbandoned } from '@/lib/recovery/queries'
import { rememberCheckout } from '@/lib/recovery/remember'
import { settleAbandoned } from '@/lib/recovery/settle'
import { pruneAbandoned, sweepAbandoned } from '@/lib/recovery/sweep'
import { isUnsubscribeToken, unsubscribe, unsubscribeToken } from '@/lib/recovery/unsubscribe'
import { openShop, request } from '@/tests/checkout/shop'
import { openPostOffice } from './post-office'

const office = openPostOffice()
const shop = openShop()
let storeId = 0
let variantId = 0

beforeEach(async () => {
  storeId = await shop.createStore()
  variantId = await shop.createProduct(storeId, { stock: 50 })
  await withStore(storeId, (tx) => saveMailTriggers(tx, { abandonedCheckoutHours: 4 }))
})

/** A shopper who typed the address and closed the tab five hours ago. */
async function left(email: string): Promise<string> {
  const token = await shop.cartWith(storeId, { [variantId]: 2 })
  await withStore(storeId, (tx) => rememberCheckout(tx, token, email))
  await shop.db.admin`update abandoned_checkouts set due_at = due_at - interval '5 hours',
    created_at = created_at - interval '5 hours' where store_id = ${storeId} and email = ${email}`
  return token
}

async function rows() {
  return shop.db.admin`select id::int, status, email, item_count, value_minor::int as value, token, order_id::int
    from abandoned_checkouts where store_id = ${storeId} order by id`
}

async function events(): Promise<number> {
  const [row] = await shop.db.admin`select count(*)::int as n from outbox
    where store_id = ${storeId} and topic = 'checkout.abandoned'`
  return row?.n
}

/** What the event's function does. */
async function send(abandonedId: number) {
  return sendAbandonedCheckout(storeId, { abandonedId, eventId: randomUUID() })
}

describe('a checkout that was left', () => {
  it('is reminded of once, with the cart, one click to say no, and the same in plain text', async () => {
    const email = 'left@example.test'
    await left(email)
    expect(await rows()).toMatchObject([{ status: 'open', item_count: 2, value: 4_000 }])
    await sweepAbandoned(50)
    await sweepAbandoned(50)
    expect([await events(), (await rows())[0]?.status]).toEqual([1, 'mailed'])
    const [row] = await rows()
    expect(await send(row?.id)).toBe('sent')
    const [mail, ...more] = await office.mails(email)
    expect(more).toEqual([])
    const token = unsubscribeToken(storeId, email)
    expect(mail?.headers.get('list')).toMatchObject({
      unsubscribe: { url: expect.stringContaining(`/api/unsubscribe/${token}`) },
    })
    expect(mail?.headerLines.map(({ line }) => line)).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    for (const body of [mail?.html, mail?.text]) {
      expect(body).toContain('Salt Roads')
      expect(body).toContain(`/checkout/recover/${row?.token}`)
      expect(body).toContain(`/unsubscribe/${token}`)
    }
  })

  it('waits for its time, and is not begun anew once reminded of', async () => {
    const token = await shop.cartWith(storeId, { [variantId]: 1 })
    await withStore(storeId, (tx) => rememberCheckout(tx, token, 'typo@example.tes'))
    await withStore(storeId, (tx) => rememberCheckout(tx, token, 'right@example.test'))
    await sweepAbandoned(50)
    expect(await rows()).toMatchObject([{ status: 'open', email: 'right@example.test' }])
    const seen = await withStore(storeId, (tx) => listAbandoned(tx, { dueBefore: new Date() }))
    expect(seen.checkouts).toEqual([])
    await shop.db.admin`update abandoned_checkouts set status = 'mailed', mailed_at = now() where store_id = ${storeId}`
    await withStore(storeId, (tx) => rememberCheckout(tx, token, 'right@example.test'))
    expect(await rows()).toHaveLength(1)
  })

  it('is judged by one of two sweeps at once', async () => {
    for (let i = 0; i < 5; i++) await left(`many-${i}@example.test`)
    await Promise.all([sweepAbandoned(50), sweepAbandoned(50), sweepAbandoned(50)])
    await sweepAbandoned(50)
    expect(await events()).toBe(5)
  })
})

describe('nobody is reminded', () => {
  it('who bought that cart, and the row is forgotten', async () => {
    const email = 'bought@example.test'
    const cartToken = await left(email)
    const { order } = await placeOrder(storeId, request(cartToken, { email }))
    await sweepAbandoned(50)
    expect([await events(), await rows()]).toEqual([0, []])
    await left(email)
    await shop.db.admin`update orders set created_at = created_at - interval '1 day' where store_id = ${storeId}`
    await withStore(storeId, (tx) => settleAbandoned(tx, order.id))
    expect(await rows()).toHaveLength(1)
  })

  it('who bought with the same address in another browser, even between the judgement and the mail', async () => {
    const email = 'elsewhere@example.test'
    await left(email)
    await sweepAbandoned(50)
    const [row] = await rows()
    await placeOrder(storeId, request(await shop.cartWith(storeId, { [variantId]: 1 }), { email }))
    expect(await send(row?.id)).toBe('nothing_to_send')
    expect(await office.mails(email)).toEqual([])
  })

  it('who said no, in this store alone', async () => {
    const email = 'no@example.test'
    const token = unsubscribeToken(storeId, email)
    const other = await shop.createStore()
    expect(isUnsubscribeToken(other, token)).toBe(false)
    expect(await withStore(other, (tx) => unsubscribe(tx, token))).toBe(false)
    expect(await withStore(storeId, (tx) => unsubscribe(tx, `${'0'.repeat(64)}${token.slice(64)}`))).toBe(false)
    expect(await withStore(storeId, (tx) => unsubscribe(tx, token))).toBe(true)
    expect(await withStore(storeId, (tx) => unsubscribe(tx, token))).toBe(true)
    await left('No@Example.test'.toLowerCase())
    await sweepAbandoned(50)
    expect([await events(), (await rows())[0]?.status]).toEqual([0, 'closed'])
  })

  it('twice within a week, whatever carts the address has', async () => {
    await left('often@example.test')
    await sweepAbandoned(50)
    await left('often@example.test')
    await sweepAbandoned(50)
    expect([await events(), (await rows()).map((row) => row.status)]).toEqual([1, ['mailed', 'closed']])
  })

  it.each([
    [
      'the store does not remind',
      () => withStore(storeId, (tx) => saveMailTriggers(tx, { abandonedCheckoutHours: null })),
    ],
    ['the mail is off', () => withStore(storeId, (tx) => switchMail(tx, 'abandoned-checkout', false))],
    ['the store is suspended', () => shop.db.admin`update stores set status = 'suspended' where id = ${storeId}`],
  ])('when %s', async (_why, arrange) => {
    await left('off@example.test')
    await arrange()
    await sweepAbandoned(50)
    expect([await events(), (await rows())[0]?.status]).toEqual([0, 'closed'])
  })

  it('while somebody pays for the cart just now', async () => {
    const token = await left('paying@example.test')
    const paying = request(token, { paymentMethod: 'pm_card_authenticationRequired' })
    await expect(placeOrder(storeId, paying)).rejects.toMatchObject({ code: 'payment_action_required' })
    await sweepAbandoned(50)
    expect([await events(), (await rows())[0]?.status]).toEqual([0, 'open'])
  })
})

describe('the link', () => {
  it('leaves the shopper’s own cart and copies it once elsewhere; its order is the recovery', async () => {
    const email = 'back@example.test'
    const own = await left(email)
    await sweepAbandoned(50)
    const [row] = await rows()
    const open = (current: string | null) => withStore(storeId, (tx) => openAbandoned(tx, row?.token, current))
    expect(await open(own)).toBe(own)
    const [copied, again] = await Promise.all([open(null), open(null)])
    expect([copied, again]).toEqual([row?.token, row?.token])
    const lines = async (token: string) => (await withStore(storeId, (tx) => getCart(tx, token))).lines
    expect(await lines(row?.token)).toMatchObject([{ variantId, quantity: 2 }])
    expect(await lines(own)).toHaveLength(1)
    const { order } = await placeOrder(storeId, request(row?.token, { email: 'other@example.test' }))
    await withStore(storeId, (tx) => settleAbandoned(tx, order.id))
    expect(await rows()).toMatchObject([{ status: 'recovered', order_id: order.id }])
    const { checkouts } = await withStore(storeId, (tx) => listAbandoned(tx, { dueBefore: new Date() }))
    expect(checkouts).toMatchObject([{ email, status: 'recovered', orderNumber: order.number, valueMinor: 4_000 }])
  })

  it('is nothing in another store, and nothing when it is not one', async () => {
    await left('x@example.test')
    const [row] = await rows()
    const other = await shop.createStore()
    expect(await withStore(other, (tx) => openAbandoned(tx, row?.token, null))).toBeNull()
    expect(await withStore(storeId, (tx) => openAbandoned(tx, 'f'.repeat(32), null))).toBeNull()
    expect(await withStore(storeId, (tx) => openAbandoned(tx, "' or 1=1", null))).toBeNull()
  })
})

it('old ones are forgotten with their addresses', async () => {
  await left('old@example.test')
  await left('new@example.test')
  await shop.db.admin`update abandoned_checkouts set created_at = now() - interval '91 days'
    where store_id = ${storeId} and email = 'old@example.test'`
  expect(await pruneAbandoned(100)).toBe(1)
  expect(await rows()).toMatchObject([{ email: 'new@example.test' }])
})
