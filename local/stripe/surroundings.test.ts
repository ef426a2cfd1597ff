/** The stand-in through the official client: faults, webhooks, accounts and plans. */
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import {
  ACCOUNT,
  answerWebhooksWith,
  appAnswers,
  boot,
  card,
  client,
  direct,
  failure,
  ledger,
  pay,
  post,
  type Received,
  received,
  service,
  stripe,
} from './testing'

describe('faults', () => {
  const fault = async (body: unknown) => expect((await post('/_faults', body)).status).toBe(200)
  const match = { method: 'POST', path: '/v1/payment_intents' }
  const held = async () => (await (await fetch(`${service.url}/_faults`)).json()).held

  it('cuts after executing: the retry of the client finds the first answer', async () => {
    await fault({ match, times: 1, kind: 'cut_after' })
    const patient = client('sk_test_local', 2)
    const intent = await patient.paymentIntents.create(
      { amount: 2500, payment_method: 'pm_card_visa', confirm: true, ...card },
      direct,
    )
    expect(intent.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect((await ledger()).charges).toHaveLength(1)
  })

  it('cuts before executing, hangs and answers errors without charging', async () => {
    // The client tries a closed connection once more by itself, whatever it was told.
    await fault({ match, times: 2, kind: 'cut_before' })
    expect(await failure(pay())).toBeInstanceOf(Stripe.errors.StripeConnectionError)
    await fault({ match, kind: 'status', status: 429 })
    expect(await failure(pay())).toBeInstanceOf(Stripe.errors.StripeRateLimitError)
    await fault({ match: { path: '^/v1/payment_intents$' }, kind: 'hang' })
    expect(await failure(pay({}, { timeout: 200 }))).toBeInstanceOf(Stripe.errors.StripeConnectionError)
    expect((await ledger()).paymentIntents).toEqual([])
    expect((await pay()).status).toBe('succeeded')
  })

  it('executes a request whose client has gone', async () => {
    await fault({ match, kind: 'hold_before' })
    const left = failure(pay({}, { timeout: 300, idempotencyKey: 'k' }))
    await expect.poll(held).toHaveLength(1)
    await left
    expect((await ledger()).charges).toEqual([])
    await fetch(`${service.url}/_faults`, { method: 'DELETE' })
    await expect.poll(async () => (await ledger()).charges.length).toBe(1)
    expect((await pay({}, { idempotencyKey: 'k' })).lastResponse.headers['idempotent-replayed']).toBe('true')
  })

  it('holds a request before it is executed, or before its answer, until told otherwise', async () => {
    for (const [kind, executed] of [
      ['hold_before', 0],
      ['hold_after', 1],
    ] as const) {
      const before = (await ledger()).paymentIntents.length
      await fault({ match: { path: '/v1/payment_intents' }, kind })
      const paying = pay()
      while ((await held()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      expect(await held()).toEqual([{ kind, method: 'POST', path: '/v1/payment_intents' }])
      expect((await ledger()).paymentIntents).toHaveLength(before + executed)
      await fetch(`${service.url}/_faults`, { method: 'DELETE' })
      expect((await paying).status).toBe('succeeded')
      expect(await held()).toEqual([])
    }
  })

  it('keeps an error under the key when asked to, and forgets faults on DELETE', async () => {
    await fault({ match, kind: 'status', status: 500, saved: true })
    expect((await failure(pay({}, { idempotencyKey: 'k' }))).statusCode).toBe(500)
    expect((await failure(pay({}, { idempotencyKey: 'k' }))).statusCode).toBe(500)
    await fault({ match, times: 9, kind: 'status' })
    await fetch(`${service.url}/_faults`, { method: 'DELETE' })
    expect((await pay()).status).toBe('succeeded')
    expect((await post('/_faults', { kind: 'explode' })).status).toBe(400)
  })
})

describe('webhooks', () => {
  const types = () => received.map(({ event }) => event.type)

  it('are signed, name the account, and reach the endpoint and host of the app', async () => {
    const intent = await pay()
    await expect.poll(types).toContain('payment_intent.succeeded')
    expect(types().toSorted()).toEqual(['charge.succeeded', 'payment_intent.created', 'payment_intent.succeeded'])
    const { path, host, event } = received.find(
      ({ event: { type } }) => type === 'payment_intent.succeeded',
    ) as Received
    expect([path, host]).toEqual(['/api/webhooks/stripe-connect', 'stoa.localhost:3000'])
    expect(event).toMatchObject({ account: ACCOUNT, data: { object: { id: intent.id, status: 'succeeded' } } })
    expect((await stripe.events.retrieve(event.id, {}, direct)).id).toBe(event.id)
  })

  it('are sent again until the app takes them, also after a restart', async () => {
    answerWebhooksWith([500, 503, 500])
    await pay()
    await expect.poll(() => appAnswers.length).toBe(0)
    await service.stop()
    await boot()
    await expect.poll(() => new Set(types()).size, { timeout: 5_000 }).toBe(3)
  })

  it('are delivered again on demand, in any order', async () => {
    await pay()
    await expect.poll(() => received.length).toBe(3)
    const answer = await (await post('/_webhooks', { event: 'payment_intent.*', times: 2, order: 'reverse' })).json()
    expect(answer).toMatchObject({ delivered: 4 })
    expect(types().slice(3)).toEqual([
      ...Array(2).fill('payment_intent.succeeded'),
      ...Array(2).fill('payment_intent.created'),
    ])
  })
})

describe('accounts and plans', () => {
  it('onboards an account through the hosted page', async () => {
    const account = await stripe.accounts.create({
      controller: { stripe_dashboard: { type: 'express' } },
      country: 'DE',
    })
    expect(account).toMatchObject({ charges_enabled: false, details_submitted: false, country: 'DE' })
    const link = await stripe.accountLinks.create({
      account: account.id,
      type: 'account_onboarding',
      refresh_url: 'http://x.localhost/again',
      return_url: 'http://x.localhost/done',
    })
    expect(await (await fetch(link.url)).text()).toContain('Complete onboarding')
    const done = await post(`/_onboarding/${account.id}/complete${new URL(link.url).search}`)
    expect(done.headers.get('location')).toBe('http://x.localhost/done')
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({ charges_enabled: true, details_submitted: true })
    await expect.poll(() => received.map(({ event }) => event.type)).toContain('account.updated')
  })

  it('makes an unknown account on first use, and refuses one that took access away', async () => {
    expect((await stripe.accounts.retrieve('acct_demo')).charges_enabled).toBe(true)
    await stripe.accounts.del(ACCOUNT)
    const error = await failure(pay())
    expect(error).toMatchObject({ statusCode: 403, code: 'account_invalid' })
  })

  it('starts a subscription through Checkout', async () => {
    const product = await stripe.products.create({ name: 'Growth' })
    const price = await stripe.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount: 2900,
      recurring: { interval: 'month' },
    })
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription',
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: 'http://x.localhost/plans?session={CHECKOUT_SESSION_ID}',
      customer_email: 'mara@example.test',
    })
    expect(await (await fetch(session.url ?? '')).text()).toContain('$29.00')
    const paid = await post(`/_checkout/${session.id}/pay`)
    expect(paid.headers.get('location')).toBe(`http://x.localhost/plans?session=${session.id}`)
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] })
    expect(done).toMatchObject({ status: 'complete', subscription: { status: 'active' } })
    await expect
      .poll(() => received.map(({ path, event }) => `${path} ${event.type}`))
      .toContain('/api/webhooks/stripe checkout.session.completed')
  })
})
