import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { close, listen, readBody } from '../http'
import type { Service } from '../service'
import { type StripeOptions, startStripe } from './server'

const ACCOUNT = 'acct_harborbooks'
const direct = { stripeAccount: ACCOUNT }
const card = {
  currency: 'usd',
  allowed_payment_method_types: ['card'],
} satisfies Partial<Stripe.PaymentIntentCreateParams>

interface Received {
  path: string
  host: string | undefined
  event: Stripe.Event
}

let dir: string
let app: Server
let options: StripeOptions
let service: Service
let stripe: Stripe
let received: Received[]
/** What the app answers to the next webhooks; 200 when empty. */
let appAnswers: number[]

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stoa-stripe-'))
  received = []
  appAnswers = []
  app = createServer(async (req, res) => {
    const body = await readBody(req, 1_000_000)
    const path = req.url ?? ''
    const secret = path.endsWith('connect') ? 'whsec_connect' : 'whsec_platform'
    const event = stripe.webhooks.constructEvent(body, String(req.headers['stripe-signature']), secret)
    const status = appAnswers.shift() ?? 200
    if (status === 200) received.push({ path, host: req.headers.host, event })
    res.writeHead(status).end()
  })
  options = {
    dir,
    appOrigin: await listen(app),
    appHost: 'stoa.localhost:3000',
    webhookSecret: 'whsec_platform',
    connectWebhookSecret: 'whsec_connect',
    secretKey: 'sk_test_local',
  }
  await boot()
})
afterEach(async () => {
  await service.stop()
  await close(app)
  await rm(dir, { recursive: true, force: true })
})

async function boot() {
  service = await startStripe(options)
  stripe = client()
}
function client(key = 'sk_test_local', retries = 0) {
  const { hostname, port } = new URL(service.url)
  const where = { host: hostname, port, protocol: 'http' } as const
  return new Stripe(key, { ...where, maxNetworkRetries: retries, timeout: 2_000, telemetry: false })
}
const post = (path: string, body: unknown = {}) =>
  fetch(service.url + path, { method: 'POST', body: JSON.stringify(body), redirect: 'manual' })
const ledger = async () => (await fetch(`${service.url}/_ledger`)).json()
const pay = (extra: Partial<Stripe.PaymentIntentCreateParams> = {}, request: Stripe.RequestOptions = {}) =>
  stripe.paymentIntents.create(
    { amount: 2500, payment_method: 'pm_card_visa', confirm: true, ...card, ...extra },
    { ...direct, ...request },
  )
async function failure(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Stripe.errors.StripeError) return error
  throw new Error(`Expected a Stripe error, got ${String(error)}`)
}

describe('payments', () => {
  it('creates, confirms and captures', async () => {
    const created = await stripe.paymentIntents.create(
      { amount: 2500, capture_method: 'manual', application_fee_amount: 100, metadata: { attempt: 'a1' }, ...card },
      direct,
    )
    expect(created).toMatchObject({ status: 'requires_payment_method', livemode: false, metadata: { attempt: 'a1' } })
    const held = await stripe.paymentIntents.confirm(created.id, { payment_method: 'pm_card_mastercard' }, direct)
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 2500, amount_received: 0 })
    const paid = await stripe.paymentIntents.capture(
      created.id,
      { amount_to_capture: 2000, expand: ['latest_charge.balance_transaction'] },
      direct,
    )
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 2000, amount_capturable: 0 })
    expect(paid.latest_charge).toMatchObject({
      captured: true,
      amount_captured: 2000,
      payment_method_details: { card: { brand: 'mastercard', last4: '4444' } },
      balance_transaction: { amount: 2000, fee: 188, net: 1812 },
    })
    expect((await failure(stripe.paymentIntents.capture(created.id, {}, direct))).code).toBe(
      'payment_intent_unexpected_state',
    )
    expect((await ledger()).charges).toMatchObject([{ account: ACCOUNT, amount_captured: 2000 }])
  })

  it('declines as Stripe does, and lets another card pay', async () => {
    const error = await failure(pay({ payment_method: 'pm_card_chargeDeclinedInsufficientFunds' }))
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError)
    expect(error).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'insufficient_funds' })
    const intent = error.payment_intent
    expect(intent).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code: 'card_declined' } })
    const paid = await stripe.paymentIntents.confirm(intent?.id ?? '', { payment_method: 'pm_card_visa' }, direct)
    expect(paid.status).toBe('succeeded')
    const { charges } = await ledger()
    expect(charges.map((charge: Stripe.Charge) => charge.status)).toEqual(['failed', 'succeeded'])
  })

  it('refuses what Stripe refuses', async () => {
    expect((await failure(pay({ payment_method: 'pm_card_tpyo' }))).code).toBe('resource_missing')
    expect((await failure(pay({ amount: 1 }))).code).toBe('amount_too_small')
    expect((await failure(pay({ amount: 0.5 }))).code).toBe('parameter_invalid_integer')
    expect((await failure(pay({ amount: 100_000_000 }))).code).toBe('amount_too_large')
    expect((await failure(pay({ allowed_payment_method_types: undefined }))).param).toBe('return_url')
    expect((await failure(pay({ application_fee_amount: 10 }, { stripeAccount: undefined }))).param).toBe(
      'application_fee_amount',
    )
    const unknown = { colour: 'red' } as Partial<Stripe.PaymentIntentCreateParams>
    expect((await failure(pay(unknown))).code).toBe('parameter_unknown')
    expect((await ledger()).paymentIntents).toEqual([])
    expect((await failure(stripe.paymentIntents.retrieve('pi_none', {}, direct))).statusCode).toBe(404)
    expect((await failure(client('sk_test_other').paymentIntents.list())).statusCode).toBe(401)
  })

  it('does not show one account what another has', async () => {
    const intent = await pay()
    const error = await failure(stripe.paymentIntents.retrieve(intent.id, {}, { stripeAccount: 'acct_other' }))
    expect(error.code).toBe('resource_missing')
    expect((await stripe.paymentIntents.list({}, direct)).data.map(({ id }) => id)).toEqual([intent.id])
  })

  it('cancels and releases what was held', async () => {
    const held = await pay({ capture_method: 'manual' })
    const canceled = await stripe.paymentIntents.cancel(held.id, { cancellation_reason: 'abandoned' }, direct)
    expect(canceled).toMatchObject({ status: 'canceled', amount_capturable: 0 })
    expect((await failure(stripe.paymentIntents.cancel(held.id, {}, direct))).code).toBe(
      'payment_intent_unexpected_state',
    )
    expect((await ledger()).charges).toMatchObject([{ captured: false, refunded: true }])
  })

  it('refunds in parts, never more than was paid, and gives the fee back', async () => {
    const intent = await pay({ application_fee_amount: 250 })
    const refund = (amount?: number) =>
      stripe.refunds.create({ payment_intent: intent.id, amount, refund_application_fee: true }, direct)
    expect(await refund(1000)).toMatchObject({ status: 'succeeded', amount: 1000, charge: intent.latest_charge })
    expect((await failure(refund(1501))).code).toBe('amount_too_large')
    expect((await refund()).amount).toBe(1500)
    expect((await failure(refund())).code).toBe('charge_already_refunded')
    const [fee] = (await stripe.applicationFees.list()).data
    expect(fee).toMatchObject({ amount: 250, amount_refunded: 250, refunded: true, account: ACCOUNT })
    expect((await ledger()).refunds).toHaveLength(2)
  })
})

describe('3-D Secure', () => {
  const acting = () =>
    pay({ payment_method: 'pm_card_authenticationRequired', return_url: 'http://shop.localhost:3000/back?a=1' })

  it('sends the shopper away and back', async () => {
    const intent = await acting()
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
    await service.stop()
    await boot()
    const now = await stripe.paymentIntents.retrieve(intent.id, {}, direct)
    const url = now.next_action?.redirect_to_url?.url ?? ''
    expect(new URL(url).origin).toBe(service.url)
    expect(await (await fetch(url)).text()).toContain(`/_3ds/${intent.id}/complete`)
    const back = new URL((await post(`/_3ds/${intent.id}/complete`)).headers.get('location') ?? '')
    expect(Object.fromEntries(back.searchParams)).toEqual({
      a: '1',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    })
    expect((await stripe.paymentIntents.retrieve(intent.id, {}, direct)).status).toBe('succeeded')
    expect((await post(`/_3ds/${intent.id}/complete`)).status).toBe(404)
  })

  it('leaves the intent waiting for another card when it fails', async () => {
    const intent = await acting()
    const back = new URL((await post(`/_3ds/${intent.id}/fail`)).headers.get('location') ?? '')
    expect(back.searchParams.get('redirect_status')).toBe('failed')
    expect(await stripe.paymentIntents.retrieve(intent.id, {}, direct)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    })
  })

  it('hands the action to Stripe.js without a return_url, and declines when nobody is there', async () => {
    const intent = await pay({ payment_method: 'pm_card_authenticationRequired' })
    expect(intent.next_action?.type).toBe('use_stripe_sdk')
    const error = await failure(pay({ payment_method: 'pm_card_authenticationRequired', off_session: true }))
    expect(error).toMatchObject({ statusCode: 402, code: 'authentication_required' })
  })
})

describe('idempotency', () => {
  it('gives the first answer again, declines included, and across a restart', async () => {
    const first = await pay({}, { idempotencyKey: 'k1' })
    const declined = () => pay({ payment_method: 'pm_card_chargeDeclined' }, { idempotencyKey: 'k2' })
    const error = await failure(declined())
    await service.stop()
    await boot()
    const again = await pay({}, { idempotencyKey: 'k1' })
    expect(again.id).toBe(first.id)
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect((await failure(declined())).payment_intent?.id).toBe(error.payment_intent?.id)
    expect((await ledger()).paymentIntents).toHaveLength(2)
  })

  it('refuses the key with other parameters, and keeps keys of accounts apart', async () => {
    await pay({}, { idempotencyKey: 'k1' })
    const error = await failure(pay({ amount: 2600 }, { idempotencyKey: 'k1' }))
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError)
    expect(error.statusCode).toBe(400)
    await pay({ amount: 2600 }, { idempotencyKey: 'k1', stripeAccount: 'acct_other' })
    expect((await ledger()).paymentIntents).toHaveLength(2)
  })

  it('answers 409 while the first is still running', async () => {
    await post('/_faults', { match: { path: '/v1/payment_intents' }, kind: 'delay', ms: 300 })
    const first = pay({}, { idempotencyKey: 'k1' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await failure(pay({}, { idempotencyKey: 'k1' }))).statusCode).toBe(409)
    expect((await first).status).toBe('succeeded')
    expect((await ledger()).paymentIntents).toHaveLength(1)
  })

  it('does not keep a refusal that came before executing', async () => {
    expect((await failure(pay({ amount: 1 }, { idempotencyKey: 'k1' }))).statusCode).toBe(400)
    expect((await pay({}, { idempotencyKey: 'k1' })).status).toBe('succeeded')
  })
})

describe('faults', () => {
  const fault = async (body: unknown) => expect((await post('/_faults', body)).status).toBe(200)
  const match = { method: 'POST', path: '/v1/payment_intents' }

  it('cuts after executing: the retry of the client finds the first answer', async () => {
    await fault({ match, times: 1, kind: 'cut_after' })
    stripe = client('sk_test_local', 2)
    const intent = await pay()
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
    await fault({ match, kind: 'delay', ms: 300 })
    await failure(pay({}, { timeout: 100, idempotencyKey: 'k' }))
    await expect.poll(async () => (await ledger()).charges.length).toBe(1)
    expect((await pay({}, { idempotencyKey: 'k' })).lastResponse.headers['idempotent-replayed']).toBe('true')
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
    appAnswers = [500, 503, 500]
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
