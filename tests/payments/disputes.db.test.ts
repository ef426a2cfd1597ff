/** Disputes and payouts: one row, one event each, the books right to the unit; whoever else's they are, they change nothing. */
import { describe, expect, it, vi } from 'vitest'
import { readStore } from '@/db/store'
import { placeOrder } from '@/lib/checkout/place-order'
import { verifyLedger } from '@/lib/ledger/verify'
import { log } from '@/lib/log'
import { orderDisputed } from '@/lib/notifications/order-disputed'
import { sendOrderDisputed } from '@/lib/notifications/send-order-disputed'
import { listDisputes, listOrderDisputes } from '@/lib/payments/dispute-queries'
import { stripe } from '@/lib/payments/stripe'
import { syncDispute } from '@/lib/payments/sync-dispute'
import { getStoreProfile } from '@/lib/stores/queries'
import { scene } from '../checkout/scene'
import { accountOf, deliver, eventsOf, hook } from './connect'

const { shop, at, newRequest, attempt } = scene
const TYPES = ['charge.dispute.created', 'charge.dispute.funds_withdrawn', 'charge.dispute.closed']

/** An order that its customer disputes right after the capture. */
async function disputed(card = 'pm_card_createDisputeProductNotReceived') {
  const { order } = await placeOrder(at.storeId, await newRequest({ paymentMethod: card }))
  const account = await accountOf()
  const [dispute] = (await stripe().disputes.list({}, { stripeAccount: account })).data
  if (!dispute) throw new Error('there is no dispute')
  return { order, account, dispute }
}

/** Everything Stripe has told about disputes so far, each five times, in a random order, at once. */
async function storm(account: string): Promise<void> {
  const events = (await eventsOf(account, ...TYPES)).flatMap((event) => Array(5).fill(event))
  events.sort(() => Math.random() - 0.5)
  await Promise.all(events.map(({ type, data }) => deliver(type, data.object, account)))
}

const topics = async () =>
  (
    await shop.db
      .admin`select topic from outbox where store_id = ${at.storeId} and topic like 'order.disp%' order by id`
  ).map(({ topic }) => topic)
const books = async () => {
  const rows = await shop.db.admin`select e.account, sum(e.amount_minor)::int as sum from ledger_entries e
    where e.store_id = ${at.storeId} group by e.account`
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]))
}

describe('a dispute', () => {
  it('told five times in any order is one row and one event, and its money and fee are in the books', async () => {
    const { order, account, dispute } = await disputed()
    await storm(account)
    expect(await readStore(at.storeId, listDisputes)).toMatchObject([
      {
        orderId: order.id,
        orderNumber: order.number,
        stripeDisputeId: dispute.id,
        amountMinor: 2500,
        currency: 'USD',
        reason: 'product_not_received',
        status: 'needs_response',
      },
    ])
    expect(await topics()).toEqual(['order.disputed'])
    expect(await books()).toMatchObject({ disputes: 2500, stripe_fees: 103 + 1500 })
    expect((await verifyLedger(at.storeId)).differences).toEqual([])
  })

  it.each([
    ['lost', 2500],
    ['won', 0],
  ] as const)('that is %s is closed once, and %i stay with the customer', async (close, left) => {
    const { account, dispute } = await disputed()
    await storm(account)
    await hook('/_disputes', { dispute: dispute.id, close })
    await storm(account)
    expect(await readStore(at.storeId, listDisputes)).toMatchObject([{ status: close }])
    expect(await topics()).toEqual(['order.disputed', 'order.dispute_closed'])
    expect((await verifyLedger(at.storeId)).differences).toEqual([])
    expect((await books()).disputes ?? 0).toBe(left)
  })

  it('keeps the later state when an earlier answer arrives after it', async () => {
    const { account, dispute } = await disputed()
    const { disputes } = stripe()
    const real = disputes.retrieve.bind(disputes)
    const spy = vi.spyOn(disputes, 'retrieve')
    spy.mockImplementationOnce(real).mockImplementationOnce(async (id, params, options) => {
      const old = await real(id, params, options)
      await hook('/_disputes', { dispute: dispute.id, close: 'lost' })
      await syncDispute(account, dispute.id)
      return old
    })
    await syncDispute(account, dispute.id)
    spy.mockRestore()
    expect(await readStore(at.storeId, listDisputes)).toMatchObject([{ status: 'lost' }])
    expect(await topics()).toEqual(['order.disputed', 'order.dispute_closed'])
  })

  it('whose events were all lost is found by the money it moved', async () => {
    const { dispute } = await disputed()
    expect((await verifyLedger(at.storeId)).differences).toEqual([])
    expect(await readStore(at.storeId, listDisputes)).toMatchObject([{ stripeDisputeId: dispute.id }])
    expect(await topics()).toEqual(['order.disputed'])
  })

  it('that is only an inquiry takes nothing', async () => {
    const { order, account } = await disputed('pm_card_createDisputeInquiry')
    await storm(account)
    expect(await readStore(at.storeId, (tx) => listOrderDisputes(tx, order.id))).toMatchObject([
      { status: 'warning_needs_response' },
    ])
    expect((await verifyLedger(at.storeId)).differences).toEqual([])
  })
})

describe('a dispute besides', () => {
  it('of another account, naming this order, changes nothing and leaves a security line', async () => {
    await placeOrder(at.storeId, await newRequest())
    const victim = await attempt()
    const warned = vi.spyOn(log, 'warn')
    const foreign = 'acct_foreign'
    const metadata = { store_id: String(at.storeId), attempt_id: victim.id }
    const intent = await stripe().paymentIntents.create(
      {
        ...{ amount: 2500, currency: 'usd', payment_method: 'pm_card_createDispute', confirm: true, metadata },
        allowed_payment_method_types: ['card'],
      },
      { stripeAccount: foreign },
    )
    const [dispute] = (await stripe().disputes.list({ payment_intent: intent.id }, { stripeAccount: foreign })).data
    const forged = { ...dispute, metadata }
    expect(await deliver('charge.dispute.created', forged, foreign)).toBe('ignored')
    // The same dispute, claimed by an event of the victim's account: that account does not have it.
    expect(await deliver('charge.dispute.created', forged, await accountOf())).toBe('ignored')
    expect(await readStore(at.storeId, listDisputes)).toEqual([])
    expect(await topics()).toEqual([])
    expect(warned).toHaveBeenCalledWith(
      expect.objectContaining({ security: true, account: foreign, claimedAttempt: victim.id }),
      expect.any(String),
    )
    warned.mockRestore()
  })

  it('is told to the merchant in words, with the day until which the bank listens', async () => {
    const { account } = await disputed()
    await storm(account)
    const [row] = await readStore(at.storeId, listDisputes)
    if (!row) throw new Error('no dispute')
    const store = await readStore(at.storeId, getStoreProfile)
    const mail = orderDisputed(store, row, { to: store.email, desk: 'http://desk.test/admin/x' })
    expect(mail.subject).toBe(`A customer disputes order #${row.orderNumber}`)
    expect(mail.text).toContain('The customer says nothing arrived')
    expect(mail.text).toMatch(/by \d+ \w+ \d{4}/)
    expect(mail.text).toContain(`http://desk.test/admin/x/orders/${row.orderId}`)
    // SMTP is away in this test: the event has to be delivered again.
    await expect(sendOrderDisputed(at.storeId, { disputeId: row.id, eventId: 'e1' })).rejects.toThrow()
  })
})

describe('a payout', () => {
  it('is booked when Stripe tells of it, and so is one that the bank sends back', async () => {
    await placeOrder(at.storeId, await newRequest())
    const account = await accountOf()
    const payout = await hook('/_payouts', { account, currency: 'usd' })
    await hook('/_payouts', { payout: payout.id })
    expect(await deliver('payout.paid', { id: payout.id }, account)).toBe('handled')
    expect((await books()).bank).toBe(payout.amount)
    await hook('/_payouts', { payout: payout.id, failureCode: 'account_closed' })
    for (let times = 0; times < 3; times++) await deliver('payout.failed', { id: payout.id }, account)
    expect((await books()).bank).toBe(0)
    expect((await verifyLedger(at.storeId)).differences).toEqual([])
    expect(await deliver('payout.paid', { id: payout.id }, 'acct_nobodys')).toBe('ignored')
  })
})
