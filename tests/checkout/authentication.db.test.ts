/** Payments that the shopper confirms at the bank: in time, late, never, and from every side at once. */
import { describe, expect, it } from 'vitest'
import { placeOrder } from '@/lib/checkout/place-order'
import { resolveAttempt } from '@/lib/checkout/resolve-attempt'
import { sweepAttempts } from '@/lib/checkout/sweep'
import { DomainError } from '@/lib/errors'
import { stripe } from '@/lib/payments/stripe'
import { scene } from './scene'
import { codeOf } from './shop'

const {
  shop,
  at,
  reset,
  expectNoViolations,
  newRequest,
  attempt,
  intents,
  onlyIntent,
  passMinutes,
  orders,
  available,
  sellOut,
  deliver,
  authenticated,
} = scene

describe('a card whose owner has to confirm', () => {
  it('is told where, and the same request gives the order afterwards', async () => {
    const input = await newRequest({ paymentMethod: 'pm_card_authenticationRequired' })
    const asked = await placeOrder(at.storeId, input).catch((error: unknown) => error)
    if (!(asked instanceof DomainError)) throw asked
    expect(asked.code).toBe('payment_action_required')
    const { id: attemptId } = await attempt()
    expect(asked.details).toEqual({
      attemptId,
      clientSecret: expect.stringMatching(/^pi_\w+_secret_\w+$/),
      nextActionUrl: expect.stringContaining('http'),
    })
    const intent = await onlyIntent()
    expect(await resolveAttempt(at.storeId, attemptId)).toMatchObject({ state: 'action_required' })
    await shop.authenticate(intent)
    expect((await placeOrder(at.storeId, input)).order.paymentStatus).toBe('paid')
    expect(await placeOrder(at.storeId, input)).toMatchObject({ replayed: true })
    expect(await resolveAttempt(at.storeId, attemptId)).toMatchObject({ state: 'completed', order: { number: 1001 } })
  })

  it('that is not confirmed gives the stock back when its time is over, the payment cancelled first', async () => {
    const input = await newRequest({ paymentMethod: 'pm_card_authenticationRequired' })
    expect(await codeOf(at.storeId, input)).toBe('payment_action_required')
    expect(await available()).toBe(4)
    await sweepAttempts(100)
    expect(await available()).toBe(4)
    await passMinutes(16)
    await shop.breakStripe({
      match: { path: '^/v1/payment_intents/.*/cancel$' },
      kind: 'status',
      status: 500,
      times: 10,
    })
    await sweepAttempts(100)
    expect([await available(), (await attempt()).status]).toEqual([4, 'requires_action'])
    await shop.mendStripe()
    await sweepAttempts(100)
    expect([await available(), (await attempt()).status]).toEqual([5, 'cancelled'])
    expect((await onlyIntent()).status).toBe('canceled')
    expect(await codeOf(at.storeId, input)).toBe('payment_declined')
    await expect(shop.authenticate(await onlyIntent())).rejects.toThrow()
  })

  it('that its owner refuses is declined, and another key may pay for the cart', async () => {
    const input = await newRequest({ paymentMethod: 'pm_card_authenticationRequired' })
    await codeOf(at.storeId, input)
    await shop.authenticate(await onlyIntent(), 'fail')
    expect(await codeOf(at.storeId, input)).toBe('payment_declined')
    expect(await codeOf(at.storeId, { ...input, idempotencyKey: 'another-key', paymentMethod: 'pm_card_visa' })).toBe(
      'ordered',
    )
  })
})

describe('a confirmation that comes late or twice', () => {
  it('gives way to another payment for the same cart', async () => {
    const input = await newRequest({ paymentMethod: 'pm_card_authenticationRequired' })
    await codeOf(at.storeId, input)
    expect(await codeOf(at.storeId, { ...input, idempotencyKey: 'another-key', paymentMethod: 'pm_card_visa' })).toBe(
      'ordered',
    )
    expect((await intents()).map((intent) => intent.status).sort()).toEqual(['canceled', 'succeeded'])
  })

  it('and that was confirmed after its time is an order all the same', async () => {
    await authenticated()
    await passMinutes(20)
    await sweepAttempts(100)
    expect([await orders(), (await onlyIntent()).status]).toEqual([1, 'succeeded'])
  })

  it('becomes one order when the return page, the webhook and the sweeper come at once', async () => {
    for (let round = 0; round < 5; round++) {
      await reset()
      const { input, intent, attemptId } = await authenticated()
      await passMinutes(16)
      const runs = [
        ...Array.from({ length: 4 }, () => resolveAttempt(at.storeId, attemptId)),
        ...Array.from({ length: 4 }, () => deliver(intent)),
        ...Array.from({ length: 2 }, () => sweepAttempts(100)),
        ...Array.from({ length: 2 }, () => codeOf(at.storeId, input)),
      ]
      await Promise.all(runs)
      expect([await orders(), (await onlyIntent()).status]).toEqual([1, 'succeeded'])
      expect((await attempt()).status).toBe('completed')
      await expectNoViolations()
    }
  })
})

/** The attempt as a lost answer to its cancellation would leave it: ended here, alive at Stripe. */
async function released() {
  const paid = await authenticated()
  await shop.db.admin`update checkout_requests set status = 'cancelled', error_code = 'payment_declined'
    where store_id = ${at.storeId}`
  await shop.db.admin`update inventory_levels set available = available + 1 where store_id = ${at.storeId}`
  await shop.db.admin`delete from stock_reservations where store_id = ${at.storeId}`
  return paid
}

describe('a payment that comes after its stock was given back', () => {
  it('is an order if the units are still there', async () => {
    const { intent } = await released()
    await deliver(intent)
    expect([await orders(), await available(), (await onlyIntent()).status]).toEqual([1, 4, 'succeeded'])
  })

  it('goes back if they were sold', async () => {
    const { intent, input } = await released()
    await sellOut()
    await deliver(intent)
    expect([await orders(), (await attempt()).status]).toEqual([0, 'refunded'])
    expect((await onlyIntent()).status).toBe('canceled')
    const events = await shop.db.admin`select topic from outbox where store_id = ${at.storeId}`
    expect(events.map((event) => event.topic)).toEqual(['order.refunded_unfulfillable'])
    expect(await codeOf(at.storeId, input)).toBe('out_of_stock')
  })

  it('goes back by a refund if it was captured, and once however often that is tried', async () => {
    const { intent, attemptId } = await released()
    await stripe().paymentIntents.capture(intent.id, {}, { stripeAccount: intent.account })
    await sellOut()
    await shop.breakStripe({ match: { method: 'POST', path: '/v1/refunds' }, kind: 'cut_after', times: 2 })
    await Promise.allSettled([resolveAttempt(at.storeId, attemptId), deliver(intent)])
    await passMinutes(1)
    await sweepAttempts(100)
    const { refunds } = await shop.ledger(at.storeId)
    expect(refunds.map((refund) => refund.amount)).toEqual([intent.amount])
    expect([await orders(), (await attempt()).status]).toEqual([0, 'refunded'])
  })

  it('goes back if the cart was bought otherwise in the meantime', async () => {
    const { intent, input } = await released()
    expect(await codeOf(at.storeId, { ...input, idempotencyKey: 'another-key', paymentMethod: 'pm_card_visa' })).toBe(
      'ordered',
    )
    await deliver(intent)
    expect(await orders()).toBe(1)
    expect((await intents()).map((each) => each.status).sort()).toEqual(['canceled', 'succeeded'])
  })
})

describe('a payment that comes after its attempt has ended', () => {
  it('goes back if the limit of its discount was reached by others, and counts as a use if it was not', async () => {
    await shop.db.admin`insert into discounts (store_id, title, kind, value, usage_limit)
      values (${at.storeId}, 'One off', 'percentage', 1000, 1)`
    const uses = async () => {
      const [row] = await shop.db.admin`select times_used, (select count(*)::int from discount_redemptions r
        where r.store_id = d.store_id and r.discount_id = d.id) as recorded from discounts d where store_id = ${at.storeId}`
      return [row?.times_used, row?.recorded].map(Number)
    }
    const giveUsesBack = async () => {
      await shop.db.admin`delete from discount_redemptions where store_id = ${at.storeId}`
      await shop.db.admin`update discounts set times_used = 0 where store_id = ${at.storeId}`
    }
    const first = await released()
    await giveUsesBack()
    await deliver(first.intent)
    expect([await orders(), ...(await uses())]).toEqual([1, 1, 1])

    await giveUsesBack()
    const input = await newRequest({ paymentMethod: 'pm_card_authenticationRequired', email: 'late@example.test' })
    expect(await codeOf(at.storeId, input)).toBe('payment_action_required')
    const second = (await intents()).find(({ status }) => status === 'requires_action')
    if (!second) throw new Error('the second payment waits for nobody')
    await shop.authenticate(second)
    const { id } = await attempt()
    await shop.db.admin`update checkout_requests set status = 'cancelled' where id = ${id}`
    await shop.db.admin`update inventory_levels set available = available + 1 where store_id = ${at.storeId}`
    await shop.db.admin`delete from stock_reservations where store_id = ${at.storeId}`
    await giveUsesBack()
    expect(await codeOf(at.storeId, await newRequest({ email: 'third@example.test' }))).toBe('ordered')
    await deliver(second)
    expect([await orders(), ...(await uses())]).toEqual([2, 1, 1])
    expect((await attempt()).status).toBe('completed')
    expect((await intents()).filter(({ status }) => status === 'canceled')).toHaveLength(1)
  })

  it('ends when the money can no longer be returned by us, and when it had gone back already', async () => {
    const { intent, attemptId } = await released()
    await stripe().paymentIntents.capture(intent.id, {}, { stripeAccount: intent.account })
    await sellOut()
    // The merchant was quicker, or our answer was lost for longer than Stripe knows a key.
    await stripe().refunds.create({ payment_intent: intent.id }, { stripeAccount: intent.account })
    await resolveAttempt(at.storeId, attemptId)
    expect((await attempt()).status).toBe('refunded')

    await reset()
    const other = await released()
    await sellOut()
    await stripe().accounts.del(other.intent.account)
    await shop.db.admin`update checkout_requests set status = 'refunding' where id = ${other.attemptId}`
    await passMinutes(1)
    expect((await sweepAttempts(100)).failed).toBe(0)
    expect((await attempt()).status).toBe('cancelled')
    expect(await resolveAttempt(at.storeId, other.attemptId)).toMatchObject({ state: 'failed' })
    await reset()
  })
})
