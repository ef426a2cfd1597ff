/** Stripe's events: recorded once, handled once, tried again after a failure; a forged one changes nothing and is logged. */
import { describe, expect, it, vi } from 'vitest'
import { log } from '@/lib/log'
import { stripe } from '@/lib/payments/stripe'
import { openWebhook } from '@/lib/payments/webhook'
import { processDueStripeEvents, processStripeEvents, recordStripeEvent } from '@/lib/stripe-events/inbox'
import { processSoon } from '@/lib/stripe-events/soon'
import { scene } from './scene'
import { CONNECT_SECRET, codeOf } from './shop'

const { shop, at, newRequest, authenticated, attempt, intents, orders } = scene

/** A validly signed event of a connected account, opened as the route does. */
function signed(account: string, type: string, object: object, id = `evt_${Math.random().toString(36).slice(2)}`) {
  const payload = JSON.stringify({ id, object: 'event', type, account, livemode: false, data: { object } })
  const signature = stripe().webhooks.generateTestHeaderString({ payload, secret: CONNECT_SECRET })
  return openWebhook(payload, signature, CONNECT_SECRET)
}

async function row(id: string) {
  const [found] = await shop.db.admin`select status, attempts, last_error from stripe_events where id = ${id}`
  return found
}

describe('an event', () => {
  it('delivered five times is one row and one order', async () => {
    const { intent } = await authenticated()
    const event = signed(intent.account, 'payment_intent.amount_capturable_updated', intent)
    const all = await Promise.all(Array.from({ length: 5 }, () => recordStripeEvent('connect', event)))
    await Promise.all(all.map(({ id }) => processStripeEvents([id])))
    expect(all.filter(({ waiting }) => waiting)).toHaveLength(1)
    expect(await row(all[0]?.id ?? '')).toMatchObject({ status: 'done', attempts: 1 })
    expect(await orders()).toBe(1)
  })

  it('that could not be handled is tried again by the sweep', async () => {
    const { intent } = await authenticated()
    const { id } = await recordStripeEvent('connect', signed(intent.account, 'payment_intent.succeeded', intent))
    await shop.breakStripe({
      match: { method: 'GET', path: '^/v1/payment_intents/' },
      kind: 'status',
      status: 500,
      times: 4,
    })
    await processStripeEvents([id])
    expect(await row(id)).toMatchObject({ status: 'received', attempts: 1, last_error: expect.any(String) })
    await shop.mendStripe()
    expect(await processDueStripeEvents(10)).toBe(0)
    await shop.db.admin`update stripe_events set available_at = now() - interval '1 second' where id = ${id}`
    expect(await processDueStripeEvents(10)).toBe(1)
    expect(await row(id)).toMatchObject({ status: 'done' })
    expect(await orders()).toBe(1)
  })

  it('of another account with this order’s ids in its metadata changes nothing and leaves a security line', async () => {
    const warned = vi.spyOn(log, 'warn')
    expect(await codeOf(at.storeId, await newRequest({ paymentMethod: 'pm_card_authenticationRequired' }))).toBe(
      'payment_action_required',
    )
    const victim = await attempt()
    const before = JSON.stringify(victim)
    const { id: account } = await stripe().accounts.create({ type: 'standard' })
    const metadata = { store_id: String(at.storeId), attempt_id: String(victim.id) }
    const forged = {
      id: 'pi_forged',
      object: 'payment_intent',
      status: 'succeeded',
      amount: 1,
      currency: 'usd',
      metadata,
    }
    const { id } = await recordStripeEvent('connect', signed(account, 'payment_intent.succeeded', forged))
    await processStripeEvents([id])
    expect(await row(id)).toMatchObject({ status: 'ignored' })
    expect(JSON.stringify(await attempt())).toBe(before)
    expect(await orders()).toBe(0)
    expect(warned).toHaveBeenCalledWith(
      expect.objectContaining({ security: true, account, claimedAttempt: victim.id }),
      expect.any(String),
    )
    warned.mockRestore()
  })

  it('keeps ids and nothing of the customer', async () => {
    const { intent } = await authenticated()
    const { id } = await recordStripeEvent('connect', signed(intent.account, 'payment_intent.succeeded', intent))
    const [kept] = await shop.db.admin`select data::text as data from stripe_events where id = ${id}`
    expect(kept?.data).toContain(intent.id)
    expect(kept?.data).not.toContain('Quay Street')
  })
})

describe('a recorded event', () => {
  it('asks for work only while its payment may still move', async () => {
    const failed = { match: { method: 'POST', path: '/capture$' }, kind: 'status', status: 500, times: 2 } as const
    await shop.breakStripe(failed)
    expect(await codeOf(at.storeId, await newRequest())).toBe('ordered')
    const [intent] = await intents()
    if (!intent) throw new Error('nobody paid')
    const record = (type: string) => recordStripeEvent('connect', signed(intent.account, type, intent))
    const before = await record('payment_intent.succeeded')
    expect([before.waiting, await row(before.id)]).toEqual([true, expect.objectContaining({ status: 'received' })])
    await processStripeEvents([before.id])
    expect((await intents())[0]?.status).toBe('succeeded')
    const after = await record('payment_intent.succeeded')
    expect([after.waiting, await row(after.id)]).toEqual([false, expect.objectContaining({ status: 'done' })])
    const other = await record('charge.captured')
    expect([other.waiting, await row(other.id)]).toEqual([false, expect.objectContaining({ status: 'ignored' })])
  })
  it('is done with no question to Stripe when its payment was collected meanwhile, and others with it are handled', async () => {
    const failed = { match: { method: 'POST', path: '/capture$' }, kind: 'status', status: 500, times: 2 } as const
    await shop.breakStripe(failed)
    expect(await codeOf(at.storeId, await newRequest())).toBe('ordered')
    const [paid] = await intents()
    if (!paid) throw new Error('nobody paid')
    const record = async (type: string, intent: typeof paid) =>
      (await recordStripeEvent('connect', signed(intent.account, type, intent))).id
    const stale = await Promise.all([
      record('payment_intent.amount_capturable_updated', paid),
      record('payment_intent.succeeded', paid),
    ])
    await processStripeEvents(await Promise.all([record('payment_intent.succeeded', paid)]))
    expect((await intents())[0]?.status).toBe('succeeded')
    const foreign = await record('payment_intent.succeeded', { ...paid, id: 'pi_of_somebody' })
    await shop.breakStripe({ match: { method: 'GET', path: '.' }, kind: 'status', status: 500, times: 100 })
    await Promise.all([...stale, foreign].map(processSoon))
    await shop.mendStripe()
    for (const id of stale) expect(await row(id)).toEqual({ status: 'done', attempts: 1, last_error: null })
    expect(await row(foreign)).toMatchObject({ status: 'ignored', attempts: 1 })
  })
})
