/** The stand-in through the official client: accounts that are not complete, disputes, balances, payouts, taxes. */
import type Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { ACCOUNT, direct, failure, pay, post, received, stripe } from './testing'

const types = () => received.map(({ event }) => event.type)
const hook = async (path: string, body: unknown) => {
  const answer = await post(path, body)
  expect(answer.status).toBe(200)
  return answer.json()
}

describe('an account', () => {
  const link = (account: string) =>
    stripe.accountLinks.create({
      account,
      type: 'account_onboarding',
      refresh_url: 'http://x.localhost/again',
      return_url: 'http://x.localhost/done',
    })

  it('is completed in part: what is still needed is named, and nothing can be charged', async () => {
    const { id } = await stripe.accounts.create({ country: 'US' })
    const { url } = await link(id)
    const leave = async (how: string) => {
      const answer = await post(`/_onboarding/${id}/${how}${new URL(url).search}`)
      expect(answer.headers.get('location')).toBe('http://x.localhost/done')
      return stripe.accounts.retrieve(id)
    }
    const partly = await leave('partly')
    expect(partly).toMatchObject({ charges_enabled: false, details_submitted: false })
    expect(partly.requirements?.currently_due).toContain('external_account')
    expect(partly.requirements?.currently_due).not.toContain('business_type')
    const later = await leave('later')
    expect(later).toMatchObject({
      charges_enabled: true,
      payouts_enabled: false,
      capabilities: { card_payments: 'active', transfers: 'pending' },
      requirements: { currently_due: ['individual.verification.document', 'external_account'] },
    })
    expect(later.requirements?.current_deadline).toBeGreaterThan(Date.now() / 1000)
    expect((await leave('review')).requirements?.disabled_reason).toBe('requirements.pending_verification')
    expect(await leave('complete')).toMatchObject({ charges_enabled: true, payouts_enabled: true })
    expect((await post(`/_onboarding/${id}/nonsense${new URL(url).search}`)).status).toBe(404)
  })

  it('takes the access away: an event for the platform, and 403 for everything after', async () => {
    await pay()
    await hook('/_deauthorize', { account: ACCOUNT })
    await expect.poll(types).toContain('account.application.deauthorized')
    expect(await failure(stripe.accounts.retrieve(ACCOUNT))).toMatchObject({ statusCode: 403, code: 'account_invalid' })
  })
})

describe('a dispute', () => {
  const only = async () => {
    const { data } = await stripe.disputes.list({}, direct)
    expect(data).toHaveLength(1)
    return data[0] as Stripe.Dispute
  }
  const movements = async () =>
    (await stripe.balanceTransactions.list({ type: 'adjustment' }, direct)).data.map(
      ({ amount, fee, net, reporting_category }) => ({ amount, fee, net, reporting_category }),
    )

  it('of a test card takes the money after the capture and keeps the charge from being refunded', async () => {
    const intent = await pay({ payment_method: 'pm_card_createDispute', capture_method: 'manual' })
    expect((await stripe.disputes.list({}, direct)).data).toEqual([])
    await stripe.paymentIntents.capture(intent.id, {}, direct)
    const dispute = await only()
    expect(dispute).toMatchObject({
      amount: 2500,
      status: 'needs_response',
      reason: 'fraudulent',
      charge: intent.latest_charge,
    })
    expect(dispute.payment_intent).toBe(intent.id)
    expect(dispute.evidence_details.due_by).toBeGreaterThan(Date.now() / 1000 + 7 * 86_400)
    expect(await movements()).toEqual([{ amount: -2500, fee: 1500, net: -4000, reporting_category: 'dispute' }])
    expect((await failure(stripe.refunds.create({ payment_intent: intent.id }, direct))).code).toBe('charge_disputed')
    await expect.poll(types).toContain('charge.dispute.funds_withdrawn')
  })

  it('is won by evidence, and the amount comes back', async () => {
    await pay({ payment_method: 'pm_card_createDisputeProductNotReceived' })
    const { id } = await only()
    const draft = await stripe.disputes.update(id, { evidence: { receipt: 'r' }, submit: false }, direct)
    expect(draft).toMatchObject({ status: 'needs_response', evidence_details: { has_evidence: true } })
    const won = await stripe.disputes.update(id, { evidence: { uncategorized_text: 'winning_evidence' } }, direct)
    expect(won.status).toBe('won')
    expect((await movements()).map(({ net }) => net)).toEqual([2500, -4000])
    await expect
      .poll(types)
      .toEqual(expect.arrayContaining(['charge.dispute.funds_reinstated', 'charge.dispute.closed']))
    expect((await failure(stripe.disputes.close(id, {}, direct))).message).toContain('already closed')
  })

  it('is opened and closed by the hook; an inquiry moves no money', async () => {
    const intent = await pay()
    await hook('/_disputes', { paymentIntent: intent.id, reason: 'duplicate', inquiry: true })
    const { id, status } = await only()
    expect(status).toBe('warning_needs_response')
    await hook('/_disputes', { dispute: id, close: 'warning_closed' })
    expect((await only()).status).toBe('warning_closed')
    expect(await movements()).toEqual([])
    expect((await post('/_disputes', { dispute: 'dp_none', close: 'won' })).status).toBe(400)
  })
})

describe('balance and payouts', () => {
  it('show what is pending, pay it out, and book a payout that comes back', async () => {
    const intent = await pay()
    await stripe.refunds.create({ payment_intent: intent.id, amount: 500 }, direct)
    const net = 2500 - 103
    expect(await stripe.balance.retrieve({}, direct)).toMatchObject({
      available: [{ amount: -500, currency: 'usd' }],
      pending: [{ amount: net, currency: 'usd' }],
    })
    const short = stripe.payouts.create({ amount: 100, currency: 'usd' }, direct)
    expect((await failure(short)).code).toBe('balance_insufficient')
    const payout = await hook('/_payouts', { account: ACCOUNT, currency: 'usd' })
    expect(payout).toMatchObject({ amount: net - 500, status: 'in_transit', automatic: true })
    expect(await stripe.balance.retrieve({}, direct)).toMatchObject({
      available: [{ amount: 0 }],
      pending: [{ amount: 0 }],
    })
    const { data } = await stripe.balanceTransactions.list({ payout: payout.id }, direct)
    expect(data.map(({ type }) => type).toSorted()).toEqual(['charge', 'payout', 'refund'])
    await hook('/_payouts', { payout: payout.id, failureCode: 'account_closed' })
    expect((await stripe.payouts.list({}, direct)).data).toMatchObject([
      { status: 'failed', failure_code: 'account_closed' },
    ])
    expect((await stripe.balance.retrieve({}, direct)).available).toMatchObject([{ amount: net - 500 }])
  })

  it('give the platform’s fee back with the refund it belongs to', async () => {
    const intent = await pay({ application_fee_amount: 200 })
    await stripe.refunds.create({ payment_intent: intent.id, amount: 1250, refund_application_fee: true }, direct)
    const [refund] = (await stripe.balanceTransactions.list({ type: 'refund' }, direct)).data
    expect(refund).toMatchObject({ amount: -1250, fee: -100, net: -1150 })
    expect((await stripe.applicationFees.list()).data).toMatchObject([{ amount: 200, amount_refunded: 100 }])
  })
})

describe('taxes', () => {
  const address = { country: 'US', state: 'CA', postal_code: '94110' }
  const ask = (more: Partial<Stripe.Tax.CalculationCreateParams> = {}) =>
    stripe.tax.calculations.create(
      {
        currency: 'usd',
        line_items: [
          { amount: 1000, reference: 'a', tax_behavior: 'exclusive' },
          { amount: 999, reference: 'b', tax_code: 'txcd_00000000' },
        ],
        shipping_cost: { amount: 500 },
        customer_details: { address, address_source: 'shipping' },
        ...more,
      },
      direct,
    )

  it('are computed by place and line, with the lines when asked for', async () => {
    const calculation = await ask({ expand: ['line_items'] })
    expect(calculation).toMatchObject({
      amount_total: 2499 + 73 + 36,
      tax_amount_exclusive: 109,
      tax_amount_inclusive: 0,
    })
    expect(calculation.line_items?.data.map(({ reference, amount_tax }) => [reference, amount_tax])).toEqual([
      ['a', 73],
      ['b', 0],
    ])
    expect((await ask()).line_items).toBeUndefined()
    const inclusive = await ask({
      line_items: [{ amount: 11_900, tax_behavior: 'inclusive' }],
      shipping_cost: undefined,
      customer_details: { address: { country: 'DE' }, address_source: 'shipping' },
    })
    expect(inclusive).toMatchObject({ amount_total: 11_900, tax_amount_inclusive: 1900, tax_amount_exclusive: 0 })
  })

  it('are refused as Stripe refuses', async () => {
    const at = (place: Partial<typeof address>) =>
      failure(
        ask({
          customer_details: { address: { ...place, country: place.country ?? 'US' }, address_source: 'shipping' },
        }),
      )
    expect((await at({ country: 'US' })).code).toBe('customer_tax_location_invalid')
    expect((await failure(ask({ line_items: [] }))).code).toBe('parameter_missing')
    const twice = [
      { amount: 1, reference: 'a' },
      { amount: 2, reference: 'a' },
    ]
    expect((await failure(ask({ line_items: twice }))).message).toContain('unique reference')
    const { id } = await stripe.accounts.create({})
    const other = { stripeAccount: id }
    expect((await stripe.tax.settings.retrieve({}, other)).status).toBe('pending')
    const early = stripe.tax.calculations.create({ currency: 'usd', line_items: [{ amount: 1 }] }, other)
    expect((await failure(early)).code).toBe('stripe_tax_inactive')
  })

  it('become a transaction and are reversed, each reference once and never more than there is', async () => {
    const { id: calculation, amount_total } = await ask()
    const sold = { calculation: calculation ?? '', reference: 'order' }
    const transaction = await stripe.tax.transactions.createFromCalculation(sold, direct)
    expect((await failure(stripe.tax.transactions.createFromCalculation(sold, direct))).code).toBe(
      'resource_already_exists',
    )
    const back = (reference: string, flat_amount: number) =>
      stripe.tax.transactions.createReversal(
        { mode: 'partial', original_transaction: transaction.id, reference, flat_amount },
        direct,
      )
    expect(await back('r1', -600)).toMatchObject({
      type: 'reversal',
      reversal: { original_transaction: transaction.id },
    })
    expect((await failure(back('r2', -amount_total))).code).toBe('amount_too_large')
  })
})
