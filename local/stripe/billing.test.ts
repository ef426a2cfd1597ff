/** Plans through the official client: Checkout, proration, schedules, dunning, the portal. */
import Stripe from 'stripe'
import { beforeEach, describe, expect, it } from 'vitest'
import { failure, post, received, service, stripe } from './testing'

let small: Stripe.Price
let large: Stripe.Price
let customer: Stripe.Customer

beforeEach(async () => {
  const price = async (name: string, unit_amount: number) => {
    const product = await stripe.products.create({ id: `plan_${name}`, name })
    return stripe.prices.create({
      product: product.id,
      currency: 'usd',
      unit_amount,
      lookup_key: name,
      recurring: { interval: 'month' },
    })
  }
  small = await price('small', 2900)
  large = await price('large', 7900)
  customer = await stripe.customers.create({ email: 'mara@example.test' })
})

const form = (path: string, card: string) =>
  fetch(service.url + path, { method: 'POST', body: new URLSearchParams({ card }), redirect: 'manual' })

async function openCheckout(more: Stripe.Checkout.SessionCreateParams = {}) {
  return stripe.checkout.sessions.create({
    mode: 'subscription',
    customer: customer.id,
    line_items: [{ price: small.id, quantity: 1 }],
    success_url: 'http://x.localhost/done?session={CHECKOUT_SESSION_ID}',
    ...more,
  })
}

async function subscribe(card = 'pm_card_visa', more: Stripe.Checkout.SessionCreateParams = {}) {
  const session = await openCheckout(more)
  expect((await form(`/_checkout/${session.id}/pay`, card)).status).toBe(303)
  const { subscription } = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] })
  return subscription as Stripe.Subscription
}

const inAWeek = () => Math.floor(Date.now() / 1000) + 7 * 86_400
const trial = (): Stripe.Checkout.SessionCreateParams => ({ subscription_data: { trial_end: inAWeek() } })
const step = async (subscription: string, step: string, more: object = {}) => {
  expect((await post('/_subscriptions', { subscription, step, ...more })).status).toBe(200)
  return stripe.subscriptions.retrieve(subscription)
}
const types = () => received.map(({ event }) => event.type)

describe('checkout', () => {
  it('shows a refused card on the page and starts nothing', async () => {
    const session = await openCheckout()
    const refused = await form(`/_checkout/${session.id}/pay`, 'pm_card_chargeDeclined')
    expect(refused.status).toBe(200)
    expect(await refused.text()).toContain('Your card was declined.')
    expect((await stripe.subscriptions.list({ customer: customer.id, status: 'all' })).data).toEqual([])
    expect((await stripe.checkout.sessions.list({ customer: customer.id, status: 'open' })).data).toHaveLength(1)
  })

  it('grants a trial of two days or more, charged when it ends', async () => {
    const short = failure(openCheckout({ subscription_data: { trial_end: Math.floor(Date.now() / 1000) + 3600 } }))
    expect(await short).toMatchObject({ param: 'subscription_data[trial_end]' })
    const { id, status } = await subscribe('pm_card_visa', trial())
    expect(status).toBe('trialing')
    expect(await step(id, 'end_period')).toMatchObject({ status: 'active' })
    const [invoice] = (await stripe.invoices.list({ subscription: id })).data
    expect(invoice).toMatchObject({ amount_paid: 2900, status: 'paid' })
  })

  it('cannot be paid once it was expired', async () => {
    const session = await openCheckout()
    await stripe.checkout.sessions.expire(session.id)
    expect((await form(`/_checkout/${session.id}/pay`, 'pm_card_visa')).status).toBe(404)
    expect(await failure(stripe.checkout.sessions.expire(session.id))).toMatchObject({ statusCode: 400 })
  })
})

describe('a change of price', () => {
  it('charges the difference for the rest of the period, as previewed', async () => {
    const { id, items } = await subscribe()
    const [item] = items.data
    const half = ((item?.current_period_start ?? 0) + (item?.current_period_end ?? 0)) / 2
    const change = { items: [{ id: item?.id, price: large.id }], proration_date: half }
    const preview = await stripe.invoices.createPreview({
      customer: customer.id,
      subscription: id,
      subscription_details: { ...change, proration_behavior: 'always_invoice' },
    })
    expect(preview.amount_due).toBe(2500)
    await stripe.subscriptions.update(id, { ...change, proration_behavior: 'always_invoice' })
    const [invoice] = (await stripe.invoices.list({ subscription: id })).data
    expect(invoice).toMatchObject({ amount_paid: 2500, billing_reason: 'subscription_update' })
  })

  it('is refused whole when the card is', async () => {
    const { id, items } = await subscribe('pm_card_authenticationRequired')
    const refused = await failure(
      stripe.subscriptions.update(id, {
        items: [{ id: items.data[0]?.id, price: large.id }],
        proration_behavior: 'always_invoice',
        payment_behavior: 'error_if_incomplete',
      }),
    )
    expect(refused).toBeInstanceOf(Stripe.errors.StripeCardError)
    expect((await stripe.subscriptions.retrieve(id)).items.data[0]?.price.id).toBe(small.id)
  })

  it('waits for the end of the period in a schedule', async () => {
    const { id } = await subscribe('pm_card_visa', { line_items: [{ price: large.id, quantity: 1 }] })
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: id })
    const [now] = schedule.phases
    await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { items: [{ price: large.id, quantity: 1 }], start_date: now?.start_date, end_date: now?.end_date },
        { items: [{ price: small.id, quantity: 1 }], duration: { interval: 'month', interval_count: 1 } },
      ],
    })
    expect(await failure(stripe.subscriptions.update(id, { cancel_at_period_end: true }))).toMatchObject({
      param: 'cancel_at_period_end',
    })
    expect((await stripe.subscriptions.retrieve(id)).items.data[0]?.price.id).toBe(large.id)
    expect((await step(id, 'end_period')).items.data[0]?.price.id).toBe(small.id)
    await stripe.subscriptionSchedules.release(schedule.id)
    expect((await stripe.subscriptions.retrieve(id)).schedule).toBeNull()
  })
})

describe('dunning', () => {
  it('falls past due, is tried again, and is paid through the portal', async () => {
    const { id } = await subscribe('pm_card_chargeCustomerFail', trial())
    expect(await step(id, 'end_period')).toMatchObject({ status: 'past_due' })
    expect(await step(id, 'retry_payment')).toMatchObject({ status: 'past_due' })
    expect(await step(id, 'give_up', { to: 'unpaid' })).toMatchObject({ status: 'unpaid' })
    const portal = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      return_url: 'http://x.localhost',
    })
    expect(await (await fetch(portal.url)).text()).toContain('Save card and pay $29.00')
    const { pathname } = new URL(portal.url)
    expect(await (await form(`${pathname}/pay`, 'pm_card_chargeDeclined')).text()).toContain('declined')
    expect((await form(`${pathname}/pay`, 'pm_card_visa')).status).toBe(303)
    expect(await stripe.subscriptions.retrieve(id)).toMatchObject({ status: 'active' })
    await expect.poll(types).toEqual(expect.arrayContaining(['invoice.payment_failed', 'invoice.paid']))
    expect(types()).toContain('customer.subscription.updated')
  })

  it('ends with the period, or at once', async () => {
    const first = await subscribe()
    await stripe.subscriptions.update(first.id, { cancel_at_period_end: true })
    expect(await step(first.id, 'end_period')).toMatchObject({ status: 'canceled' })
    const second = await subscribe()
    await stripe.subscriptions.cancel(second.id, { prorate: true, invoice_now: true })
    expect((await stripe.subscriptions.list({ customer: customer.id })).data).toEqual([])
    const credited = await stripe.customers.retrieve(customer.id)
    expect(credited).toMatchObject({ balance: -2900 })
    expect((await subscribe()).status).toBe('active')
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: 0 })
    await expect.poll(types).toContain('customer.subscription.deleted')
  })
})

describe('a lookup key', () => {
  it('belongs to one price until it is transferred', async () => {
    const again = { product: 'plan_small', currency: 'usd', unit_amount: 3100, lookup_key: 'small' }
    expect(await failure(stripe.prices.create(again))).toMatchObject({ param: 'lookup_key' })
    const next = await stripe.prices.create({ ...again, transfer_lookup_key: true })
    expect((await stripe.prices.list({ lookup_keys: ['small'] })).data.map(({ id }) => id)).toEqual([next.id])
    expect(await failure(stripe.products.create({ id: 'plan_small', name: 'Small' }))).toMatchObject({
      code: 'resource_already_exists',
    })
  })
})
