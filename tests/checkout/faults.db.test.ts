/** Stripe away, cut off or silent; processes that died; webhooks: one order or none, and nothing charged without one. */
import { describe, expect, it } from 'vitest'
import { placeOrder } from '@/lib/checkout/place-order'
import { handleConnectEvent } from '@/lib/checkout/stripe-events'
import { sweepAttempts } from '@/lib/checkout/sweep'
import { stripe } from '@/lib/payments/stripe'
import { openWebhook } from '@/lib/payments/webhook'
import { storedEvent } from '@/lib/stripe-events/stored-event'
import { scene } from './scene'
import { CONNECT_SECRET, codeOf } from './shop'

const { shop, at, newRequest, attempt, intents, onlyIntent, passMinutes, orders, available, deliver } = scene
const CREATE = { method: 'POST', path: '^/v1/payment_intents$' }

describe('Stripe', () => {
  it('that charged and was cut off is asked again: one order, one payment', async () => {
    const input = await newRequest()
    await shop.breakStripe({ match: CREATE, kind: 'cut_after', times: 4 })
    expect(await codeOf(at.storeId, input)).toBe('checkout_in_progress')
    expect([await orders(), (await attempt()).status]).toEqual([0, 'paying'])
    await passMinutes(1)
    await sweepAttempts(100)
    expect(await orders()).toBe(1)
    expect(await placeOrder(at.storeId, input)).toMatchObject({ replayed: true, order: { paymentStatus: 'paid' } })
    await onlyIntent()
  })

  it('that was cut off before and after within one request is not taken for silent', async () => {
    const input = await newRequest()
    await shop.breakStripe({ match: CREATE, kind: 'cut_after', times: 1 })
    expect(await codeOf(at.storeId, input)).toBe('ordered')
    await onlyIntent()
  })

  it('that repeats an error under the key for ever is searched for the payment by the next sweep', async () => {
    const lost = await newRequest()
    await shop.breakStripe({ match: CREATE, kind: 'status', status: 500, saved: true, times: 1 })
    expect(await codeOf(at.storeId, lost)).toBe('checkout_in_progress')
    expect((await attempt()).status).toBe('paying')
    await passMinutes(1)
    await sweepAttempts(100)
    expect([(await attempt()).status, await available()]).toEqual(['cancelled', 5])
  })

  it('whose answer never came in time is found by its payment', async () => {
    const input = await newRequest()
    await shop.breakStripe({ match: CREATE, kind: 'cut_after', times: 4 })
    expect(await codeOf(at.storeId, input)).toBe('checkout_in_progress')
    await passMinutes(16)
    await sweepAttempts(100)
    expect([await orders(), (await onlyIntent()).status]).toEqual([1, 'succeeded'])
  })
})

describe('a capture', () => {
  it('that fails leaves an authorised order, and the sweep takes the money', async () => {
    const input = await newRequest()
    await shop.breakStripe({
      match: { path: '^/v1/payment_intents/.*/capture$' },
      kind: 'status',
      status: 503,
      times: 4,
    })
    const { order } = await placeOrder(at.storeId, input)
    expect(order.paymentStatus).toBe('authorized')
    await shop.mendStripe()
    await passMinutes(2)
    await sweepAttempts(100)
    expect((await placeOrder(at.storeId, input)).order.paymentStatus).toBe('paid')
    expect((await onlyIntent()).status).toBe('succeeded')
    const events = await shop.db.admin`select topic from outbox where store_id = ${at.storeId} order by id`
    expect(events.map((event) => event.topic)).toEqual(['order.created', 'order.payment_captured'])
  })

  it('that was cut off after the money moved is asked and believed', async () => {
    const input = await newRequest()
    await shop.breakStripe({ match: { path: '^/v1/payment_intents/.*/capture$' }, kind: 'cut_after', times: 4 })
    expect((await placeOrder(at.storeId, input)).order.paymentStatus).toBe('authorized')
    await shop.mendStripe()
    await deliver(await onlyIntent(), 'payment_intent.succeeded')
    expect((await placeOrder(at.storeId, input)).order.paymentStatus).toBe('paid')
  })

  it('that Stripe refuses for long keeps no other from the sweep', async () => {
    const path = '^/v1/payment_intents/.*/capture$'
    await shop.breakStripe({ match: { path }, kind: 'status', status: 503, times: 8 })
    const refused = await placeOrder(at.storeId, await newRequest())
    const { id } = await onlyIntent()
    const other = await newRequest()
    expect((await placeOrder(at.storeId, other)).order.paymentStatus).toBe('authorized')
    await shop.mendStripe()
    await shop.breakStripe({ match: { path: `/${id}/capture$` }, kind: 'status', status: 400, times: 200 })
    await passMinutes(2)
    for (let round = 0; round < 30; round++) await sweepAttempts(1)
    await shop.mendStripe()
    const [first] = await shop.db.admin`select payment_status from orders
      where store_id = ${at.storeId} and id = ${refused.order.id}`
    expect(first?.payment_status).toBe('authorized')
    expect((await placeOrder(at.storeId, other)).order.paymentStatus).toBe('paid')
  })

  it('of a payment that was cancelled at the account voids the order', async () => {
    const input = await newRequest()
    await shop.breakStripe({
      match: { path: '^/v1/payment_intents/.*/capture$' },
      kind: 'status',
      status: 503,
      times: 4,
    })
    await placeOrder(at.storeId, input)
    await shop.mendStripe()
    const intent = await onlyIntent()
    await stripe().paymentIntents.cancel(intent.id, {}, { stripeAccount: intent.account })
    await passMinutes(2)
    await sweepAttempts(100)
    expect((await placeOrder(at.storeId, input)).order.paymentStatus).toBe('voided')
  })

  it('of a payment that the account no longer knows voids the order', async () => {
    await shop.breakStripe({ match: { path: '/capture$' }, kind: 'status', status: 503, times: 4 })
    const { order } = await placeOrder(at.storeId, await newRequest())
    expect(order.paymentStatus).toBe('authorized')
    await shop.mendStripe()
    const intent = await onlyIntent()
    await stripe().paymentIntents.cancel(intent.id, {}, { stripeAccount: intent.account })
    await shop.db.admin`update payments set payment_intent_id = 'pi_deleted' where store_id = ${at.storeId}`
    await passMinutes(2)
    await sweepAttempts(100)
    const [row] = await shop.db.admin`select payment_status from orders where store_id = ${at.storeId}`
    expect(row?.payment_status).toBe('voided')
  })
})

describe('a shopper who was told that the card was not charged', () => {
  const away = () => shop.breakStripe({ match: CREATE, kind: 'status', status: 429, times: 2 })

  it('and left is not charged later; the stock comes back when the time is over', async () => {
    await away()
    expect(await codeOf(at.storeId, await newRequest())).toBe('unavailable')
    await passMinutes(2)
    await sweepAttempts(100)
    expect([await intents(), await available(), (await attempt()).status]).toEqual([[], 4, 'paying'])
    await passMinutes(15)
    await sweepAttempts(100)
    expect([await intents(), await available(), (await attempt()).status]).toEqual([[], 5, 'cancelled'])
  })

  it('is in nobody’s way: the sweep comes to what waits behind many of them', async () => {
    for (let n = 0; n < 3; n++) {
      await away()
      expect(await codeOf(at.storeId, await newRequest())).toBe('unavailable')
    }
    await shop.breakStripe({ match: CREATE, kind: 'cut_after', times: 4 })
    const charged = await newRequest()
    expect(await codeOf(at.storeId, charged)).toBe('checkout_in_progress')
    await shop.mendStripe()
    await passMinutes(1)
    for (let round = 0; round < 4; round++) await sweepAttempts(1)
    expect(await orders()).toBe(1)
  })

  it('and tries again, as a new request, pays once', async () => {
    const first = await newRequest()
    await away()
    expect(await codeOf(at.storeId, first)).toBe('unavailable')
    const second = { ...first, idempotencyKey: 'another-key-1' }
    expect((await placeOrder(at.storeId, second)).order.paymentStatus).toBe('paid')
    expect(await codeOf(at.storeId, first)).toBe('payment_declined')
    expect([await orders(), (await onlyIntent()).status, await available()]).toEqual([1, 'succeeded', 4])
  })
})

it('an attempt whose payment the account no longer knows ends', async () => {
  expect(await codeOf(at.storeId, await newRequest({ paymentMethod: 'pm_card_authenticationRequired' }))).toBe(
    'payment_action_required',
  )
  await shop.db.admin`update checkout_requests set payment_intent_id = 'pi_deleted' where store_id = ${at.storeId}`
  await passMinutes(16)
  expect(await sweepAttempts(100)).toMatchObject({ failed: 0 })
  expect([(await attempt()).status, await available()]).toEqual(['declined', 5])
})

describe('a process that died', () => {
  it('before it asked Stripe leaves an attempt that the sweep completes', async () => {
    const input = await newRequest()
    await shop.breakStripe({ match: CREATE, kind: 'cut_before', times: 4 })
    expect(await codeOf(at.storeId, input)).toBe('checkout_in_progress')
    await shop.db.admin`update checkout_requests set error_code = null where store_id = ${at.storeId}`
    expect(await codeOf(at.storeId, input)).toBe('checkout_in_progress')
    expect(await intents()).toHaveLength(0)
    await passMinutes(1)
    await sweepAttempts(100)
    expect([await orders(), (await onlyIntent()).status]).toEqual([1, 'succeeded'])
  })
})

describe('an account that took our access away', () => {
  it('ends what waits for its shopper and gives the stock back', async () => {
    expect(await codeOf(at.storeId, await newRequest({ paymentMethod: 'pm_card_authenticationRequired' }))).toBe(
      'payment_action_required',
    )
    await shop.breakStripe({ match: { account: (await onlyIntent()).account }, kind: 'status', status: 403, times: 9 })
    await passMinutes(16)
    await sweepAttempts(100)
    expect([(await attempt()).status, await available()]).toEqual(['declined', 5])
  })
})

describe('a webhook', () => {
  it('for a payment that no row names does nothing, whatever its metadata says', async () => {
    const input = await newRequest({ paymentMethod: 'pm_card_authenticationRequired' })
    await codeOf(at.storeId, input)
    const intent = await onlyIntent()
    expect(await deliver({ ...intent, id: 'pi_of_the_merchant' })).toBe('ignored')
    expect(await deliver({ ...intent, account: 'acct_another' })).toBe('ignored')
    expect(await orders()).toBe(0)
  })

  it('with a wrong, old or missing signature, or of the other mode, is refused', async () => {
    const sign = (event: object, secret = CONNECT_SECRET, timestamp?: number) => {
      const payload = JSON.stringify(event)
      return [payload, stripe().webhooks.generateTestHeaderString({ payload, secret, timestamp })] as const
    }
    const event = { id: 'evt_1', object: 'event', type: 'x', livemode: false, data: { object: {} } }
    expect(openWebhook(...sign(event), CONNECT_SECRET)).toMatchObject({ id: 'evt_1' })
    expect(() => openWebhook(...sign(event, 'whsec_wrong'), CONNECT_SECRET)).toThrow('does not hold')
    const old = Math.floor(Date.now() / 1000) - 301
    expect(() => openWebhook(...sign(event, CONNECT_SECRET, old), CONNECT_SECRET)).toThrow('does not hold')
    expect(() => openWebhook(...sign({ ...event, livemode: true }), CONNECT_SECRET)).toThrow('other mode')
    expect(() => openWebhook('{}', null, CONNECT_SECRET)).toThrow('missing')
    expect(() => openWebhook(...sign(event), undefined)).toThrow('not configured')
    expect(() => openWebhook(...sign(event), ' , ')).toThrow('not configured')
  })

  it('that the account took our access away stops the next checkout at once', async () => {
    const [store] = await shop.db.admin`select stripe_account_id from stores where id = ${at.storeId}`
    await stripe().accounts.del(store?.stripe_account_id)
    const payload = JSON.stringify({
      id: 'evt_2',
      object: 'event',
      type: 'account.application.deauthorized',
      account: store?.stripe_account_id,
      livemode: false,
      data: { object: { id: 'ca_1', object: 'application' } },
    })
    const signature = stripe().webhooks.generateTestHeaderString({ payload, secret: CONNECT_SECRET })
    await handleConnectEvent(storedEvent(openWebhook(payload, signature, CONNECT_SECRET)))
    expect(await codeOf(at.storeId, await newRequest())).toBe('payments_not_active')
  })
})
