/** A plan through its whole life at Stripe: trial, renewal, larger and smaller, cancelled, unpaid, paid again. */
import { describe, expect, it } from 'vitest'
import { PLAN_STATUSES, stores } from '@/db/schema/stores'
import { withStore } from '@/db/store'
import { choosePlan, quoteChange } from '@/lib/billing/choose-plan'
import { cancelPlan, endBilling, resumePlan } from '@/lib/billing/end-plan'
import { endPlansOfDeleted, endTrials } from '@/lib/billing/keep-plans'
import { stripe } from '@/lib/payments/stripe'
import { isPaused } from '@/lib/plans/table'
import { reopenStore, scheduleDeletion } from '@/lib/stores/close'
import { codeOf, request } from '@/tests/checkout/shop'
import { at, deliver, eventsTold, payAt, shop, standing, step, subscribe, subscriptionId, usePortal } from './scene'

const open = { host: 'active', next: null, ends: false }
const fee = async () => {
  const { paymentIntents } = await shop.ledger(at.storeId)
  return paymentIntents.at(-1)?.application_fee_amount
}
async function buy(): Promise<string> {
  const variantId = await shop.createProduct(at.storeId, { price: 2_000 })
  return codeOf(at.storeId, request(await shop.cartWith(at.storeId, { [variantId]: 1 })))
}

describe('choosing', () => {
  it('keeps what is left of the trial, then charges; the new fee counts for new checkouts', async () => {
    expect([await buy(), await fee()]).toEqual(['ordered', 40])
    await subscribe('professional')
    await deliver()
    expect(await standing()).toEqual({ plan: 'professional', status: 'trialing', ...open })
    expect([await buy(), await fee()]).toEqual(['ordered', 20])
    await step('end_period')
    await deliver()
    expect(await standing()).toEqual({ plan: 'professional', status: 'active', ...open })
    const [invoice] = (await stripe().invoices.list({ subscription: await subscriptionId() })).data
    expect(invoice).toMatchObject({ status: 'paid', amount_paid: 7_900, currency: 'usd' })
  })

  it('twice, on two pages, leaves one that can be paid', async () => {
    const [first, second] = [await choosePlan(at.storeId, 'basic'), await choosePlan(at.storeId, 'professional')]
    if (!('url' in first && 'url' in second)) throw new Error('no page was opened')
    expect((await fetch(first.url)).status).toBe(404)
    await payAt(second.url)
    await deliver()
    expect(await standing()).toMatchObject({ plan: 'professional' })
  })

  it('ends a second subscription of the same store, and credits it', async () => {
    await subscribe('basic')
    await deliver()
    const kept = await subscriptionId()
    const { customer, items } = await stripe().subscriptions.retrieve(kept)
    const method = (await stripe().paymentMethods.list({ customer: String(customer) })).data[0]?.id
    const again = { customer: String(customer), items: [{ price: items.data[0]?.price.id }] }
    await stripe().subscriptions.create({ ...again, default_payment_method: method })
    await deliver()
    const { data } = await stripe().subscriptions.list({ customer: String(customer), status: 'all' })
    expect(data.map(({ status }) => status).sort()).toEqual(['active', 'canceled'])
    expect(await standing()).toMatchObject({ plan: 'basic', host: 'active' })
  })
})

describe('changing', () => {
  async function onBasic(): Promise<void> {
    await subscribe('basic')
    await step('end_period')
    await deliver()
  }

  it('to a larger plan is at once, for the price that was shown', async () => {
    await onBasic()
    const quote = await quoteChange(at.storeId, 'professional')
    expect(quote?.dueMinor).toBeGreaterThan(4_900)
    expect(await choosePlan(at.storeId, 'professional', quote?.quotedAt)).toEqual({ effective: 'now' })
    expect(await standing()).toEqual({ plan: 'professional', status: 'active', ...open })
    const [invoice] = (await stripe().invoices.list({ subscription: await subscriptionId() })).data
    expect(invoice?.amount_paid).toBe(quote?.dueMinor)
    await expect(choosePlan(at.storeId, 'professional')).rejects.toMatchObject({ code: 'conflict' })
  })

  it('to a larger plan with a card that is refused changes nothing', async () => {
    await onBasic()
    await usePortal('pm_card_chargeCustomerFail', 'card')
    await expect(choosePlan(at.storeId, 'professional')).rejects.toMatchObject({ code: 'payment_declined' })
    await deliver()
    expect(await standing()).toEqual({ plan: 'basic', status: 'active', ...open })
  })

  it('to a smaller plan waits for the period, can be taken back, and is refused while the store is too large', async () => {
    await subscribe('professional')
    await step('end_period')
    await deliver()
    await shop.db.admin`insert into products (store_id, handle, title)
      select ${at.storeId}, 'p' || n, 'P' from generate_series(1, 10001) n`
    await expect(choosePlan(at.storeId, 'basic')).rejects.toThrow(
      'Basic holds 10,000 products, and this store has 10,001.',
    )
    await shop.db.admin`delete from products where store_id = ${at.storeId} and handle in ('p1')`
    expect(await choosePlan(at.storeId, 'basic')).toEqual({ effective: 'period_end' })
    expect(await standing()).toMatchObject({ plan: 'professional', next: 'basic' })
    await resumePlan(at.storeId)
    expect(await standing()).toMatchObject({ plan: 'professional', next: null })
    await choosePlan(at.storeId, 'basic')
    await step('end_period')
    await deliver()
    expect(await standing()).toEqual({ plan: 'basic', status: 'active', ...open })
  })

  it('is refused while something is unpaid', async () => {
    await subscribe('basic', 'pm_card_chargeCustomerFail')
    await step('end_period')
    await deliver()
    await expect(choosePlan(at.storeId, 'professional')).rejects.toThrow('The last payment failed')
  })

  it('says that Stripe does not answer, and changes nothing', async () => {
    await onBasic()
    await shop.breakStripe({ match: { path: '/v1/subscriptions' }, kind: 'status', status: 500, times: 9 })
    await expect(choosePlan(at.storeId, 'professional')).rejects.toMatchObject({ code: 'unavailable' })
    await shop.mendStripe()
    expect(await standing()).toMatchObject({ plan: 'basic' })
  })
})

describe('ending', () => {
  it('waits for the period, can be taken back, and then closes the shop until a plan is paid', async () => {
    await subscribe('basic')
    await cancelPlan(at.storeId)
    expect(await standing()).toMatchObject({ ends: true, host: 'active' })
    await resumePlan(at.storeId)
    expect(await standing()).toMatchObject({ ends: false })
    await cancelPlan(at.storeId)
    await step('end_period')
    await deliver()
    expect(await standing()).toEqual({ plan: 'basic', status: 'canceled', host: 'suspended', next: null, ends: false })
    expect(await buy()).toBe('payments_not_active')
    await subscribe('professional')
    await deliver()
    expect(await standing()).toEqual({ plan: 'professional', status: 'active', ...open })
    expect(await buy()).toBe('ordered')
  })

  it('of a trial without a plan closes the shop, once, and no other', async () => {
    expect(await endTrials(10)).toBe(0)
    await shop.db.admin`update stores set trial_ends_at = now() - interval '1 second' where id = ${at.storeId}`
    await Promise.all([endTrials(10), endTrials(10)])
    expect([await standing(), await eventsTold()]).toEqual([
      { plan: 'basic', status: 'canceled', host: 'suspended', next: null, ends: false },
      1,
    ])
    await subscribe('basic')
    await deliver()
    expect(await standing()).toEqual({ plan: 'basic', status: 'active', ...open })
  })

  it('at once, for a store that is to be deleted', async () => {
    await endBilling(at.storeId)
    expect(await standing()).toMatchObject({ status: 'trialing' })
    await subscribe('basic')
    await deliver()
    expect(await endPlansOfDeleted(10)).toBe(0)
    await scheduleDeletion(at.storeId)
    expect(await endPlansOfDeleted(10)).toBe(1)
    await reopenStore(at.storeId)
    expect(await standing()).toMatchObject({ status: 'canceled', host: 'suspended' })
  })

  it('closes the shop in the states that the product takes for unpaid, and in no other', async () => {
    for (const status of PLAN_STATUSES) {
      await shop.db.admin`update stores set plan_status = ${status} where id = ${at.storeId}`
      expect(await standing()).toMatchObject({ status, host: isPaused(status) ? 'suspended' : 'active' })
    }
  })

  it('is apart from an operator’s suspension', async () => {
    await shop.db.admin`update stores set status = 'suspended' where id = ${at.storeId}`
    await subscribe('basic')
    await deliver()
    expect(await standing()).toMatchObject({ status: 'trialing', host: 'suspended' })
    const readers = await withStore(at.storeId, (tx) => tx.select({ status: stores.status }).from(stores))
    expect(readers).toEqual([{ status: 'suspended' }])
  })
})
