/** The stand-in through the official client: payments, 3-D Secure, idempotency. */
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { ACCOUNT, boot, card, client, direct, failure, ledger, pay, post, service, stripe } from './testing'

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
    await post('/_faults', { match: { path: '/v1/payment_intents' }, kind: 'delay', ms: 1_000 })
    const first = pay({}, { idempotencyKey: 'k1' })
    // Used up: the first one has come.
    await expect.poll(async () => (await (await fetch(`${service.url}/_faults`)).json()).faults).toEqual([])
    expect((await failure(pay({}, { idempotencyKey: 'k1' }))).statusCode).toBe(409)
    expect((await first).status).toBe('succeeded')
    expect((await ledger()).paymentIntents).toHaveLength(1)
  })

  it('does not keep a refusal that came before executing', async () => {
    expect((await failure(pay({ amount: 1 }, { idempotencyKey: 'k1' }))).statusCode).toBe(400)
    expect((await pay({}, { idempotencyKey: 'k1' })).status).toBe('succeeded')
  })
})
