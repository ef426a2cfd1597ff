/** A payment that fails: every state that Stripe goes through, its events in any order and number, and two readers at once. */
import { describe, expect, it, vi } from 'vitest'
import { askAboutSilent } from '@/lib/billing/keep-plans'
import { syncPlan } from '@/lib/billing/sync-plan'
import { stripe } from '@/lib/payments/stripe'
import { at, deliver, eventsTold, shop, standing, step, subscribe, usePortal } from './scene'

async function pastDue(): Promise<void> {
  await subscribe('professional', 'pm_card_chargeCustomerFail')
  await deliver()
  await step('end_period')
}

describe('dunning', () => {
  it('keeps the shop open while Stripe tries, closes it when it gives up, opens it when it is paid', async () => {
    await pastDue()
    await deliver()
    expect(await standing()).toMatchObject({ status: 'past_due', host: 'active' })
    await step('retry_payment')
    await deliver()
    expect(await standing()).toMatchObject({ status: 'past_due', host: 'active' })
    await step('give_up', 'unpaid')
    await deliver()
    expect(await standing()).toMatchObject({ plan: 'professional', status: 'unpaid', host: 'suspended' })
    await usePortal('pm_card_visa')
    await deliver()
    expect(await standing()).toMatchObject({ plan: 'professional', status: 'active', host: 'active' })
  })

  it('ends by a retry that goes through, or with the subscription', async () => {
    await pastDue()
    await usePortal('pm_card_visa', 'card')
    await step('retry_payment')
    await deliver()
    expect(await standing()).toMatchObject({ status: 'active' })
    await usePortal('pm_card_chargeCustomerFail', 'card')
    await step('end_period')
    await step('give_up', 'canceled')
    await deliver()
    expect(await standing()).toMatchObject({ status: 'canceled', host: 'suspended' })
  })

  it('comes to the same end with its events late, backwards and three times each', async () => {
    await pastDue()
    await step('give_up', 'unpaid')
    await usePortal('pm_card_visa')
    await deliver({ times: 3, reverse: true })
    expect(await standing()).toMatchObject({ plan: 'professional', status: 'active', host: 'active' })
    const told = await eventsTold()
    await Promise.all([syncPlan(at.storeId), syncPlan(at.storeId)])
    expect(await eventsTold()).toBe(told)
  })
})

describe('an answer of Stripe that was slow on its way', () => {
  it('does not stay over what was read after it', async () => {
    await pastDue()
    const list = stripe().subscriptions.list.bind(stripe().subscriptions)
    let read = () => {}
    let go = () => {}
    const wasRead = new Promise<void>((resolve) => (read = resolve))
    const mayGo = new Promise<void>((resolve) => (go = resolve))
    const slow = vi.spyOn(stripe().subscriptions, 'list').mockImplementationOnce((async (params: object) => {
      const old = await list(params)
      read()
      await mayGo
      return old
    }) as unknown as typeof list)
    const late = syncPlan(at.storeId)
    await wasRead
    await usePortal('pm_card_visa')
    await syncPlan(at.storeId)
    expect(await standing()).toMatchObject({ status: 'active' })
    go()
    await late
    slow.mockRestore()
    expect(await standing()).toMatchObject({ status: 'active', host: 'active' })
  })
})

describe('a customer', () => {
  it('that no store has changes nothing, whatever its metadata says', async () => {
    await subscribe('basic')
    await deliver()
    const before = await standing()
    const stranger = await stripe().customers.create({ metadata: { store_id: String(at.storeId) } })
    const [price] = (await stripe().prices.list({ lookup_keys: ['stoa_plan_basic_usd_month'] })).data
    await stripe().subscriptions.create({
      customer: stranger.id,
      items: [{ price: price?.id }],
      metadata: { store_id: String(at.storeId) },
    })
    await deliver()
    expect(await standing()).toEqual(before)
    const rows = await shop.db.admin`select status from stripe_events where data->>'customerId' = ${stranger.id}`
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['ignored']))
  })

  it('whose events never came is asked about once its period is over', async () => {
    await subscribe('basic')
    await deliver()
    await step('end_period')
    await usePortal('pm_card_chargeCustomerFail', 'card')
    await step('end_period')
    expect(await askAboutSilent(10)).toBe(0)
    await shop.db.admin`update stores set plan_period_ends_at = now() - interval '4 hours' where id = ${at.storeId}`
    expect(await askAboutSilent(10)).toBe(1)
    expect(await standing()).toMatchObject({ status: 'past_due' })
  })
})
