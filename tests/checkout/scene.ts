/** One store and one product on the checkout's test shop, and what the tests of recovery do to them. */
import { beforeEach, expect } from 'vitest'
import { handleConnectEvent } from '@/lib/checkout/stripe-events'
import type { CheckoutInput } from '@/lib/checkout/types'
import { stripe } from '@/lib/payments/stripe'
import { openWebhook } from '@/lib/payments/webhook'
import { storedEvent } from '@/lib/stripe-events/stored-event'
import { violations } from '@/tests/invariants/store'
import type { LedgerIntent } from '@/tests/support/stripe-ledger'
import { CONNECT_SECRET, codeOf, openShop, request } from './shop'

const shop = openShop()
const at = { storeId: 0, variantId: 0 }

/** A fresh store with five units of one product. */
async function reset(): Promise<void> {
  at.storeId = await shop.createStore()
  at.variantId = await shop.createProduct(at.storeId, { stock: 5 })
}

async function expectNoViolations(): Promise<void> {
  expect(await violations(shop.db.admin, at.storeId, await shop.ledger(at.storeId))).toEqual([])
}

beforeEach(async () => {
  await reset()
  return async () => {
    await shop.mendStripe()
    await expectNoViolations()
  }
})

async function newRequest(more: Partial<CheckoutInput> = {}): Promise<CheckoutInput> {
  return request(await shop.cartWith(at.storeId, { [at.variantId]: 1 }), more)
}

async function attempt() {
  const [row] = await shop.db.admin`select * from checkout_requests where store_id = ${at.storeId}
    order by id desc limit 1`
  if (!row) throw new Error('there is no attempt')
  return row
}

async function intents(): Promise<LedgerIntent[]> {
  return (await shop.ledger(at.storeId)).paymentIntents
}

async function onlyIntent(): Promise<LedgerIntent> {
  const [intent, ...others] = await intents()
  if (!intent || others.length > 0) throw new Error(`${others.length + (intent ? 1 : 0)} payments, not one`)
  return intent
}

/** As if so many minutes had passed for the store's attempts and payments. */
async function passMinutes(minutes: number): Promise<void> {
  const past = `${minutes} minutes`
  await shop.db.admin`update checkout_requests set expires_at = expires_at - ${past}::interval,
    updated_at = updated_at - ${past}::interval where store_id = ${at.storeId}`
  await shop.db.admin`update payments set created_at = created_at - ${past}::interval where store_id = ${at.storeId}`
}

async function orders(): Promise<number> {
  const [row] = await shop.db.admin`select count(*)::int as n from orders where store_id = ${at.storeId}`
  return row?.n
}

async function available(): Promise<number> {
  const [row] = await shop.db.admin`select available from inventory_levels
    where store_id = ${at.storeId} and variant_id = ${at.variantId}`
  return row?.available
}

/** The shop's stock is sold elsewhere. */
async function sellOut(): Promise<void> {
  const units = await available()
  await shop.db.admin`update inventory_levels set available = 0 where store_id = ${at.storeId}`
  await shop.db.admin`insert into inventory_movements (store_id, variant_id, delta, reason)
    values (${at.storeId}, ${at.variantId}, ${-units}, 'adjustment')`
}

/** The webhook of the store's account for this payment, signed and opened as the route does. */
function deliver(intent: LedgerIntent, type = 'payment_intent.amount_capturable_updated') {
  const { account } = intent
  const event = { id: 'evt_test', object: 'event', type, account, livemode: false, data: { object: intent } }
  const payload = JSON.stringify(event)
  const signature = stripe().webhooks.generateTestHeaderString({ payload, secret: CONNECT_SECRET })
  return handleConnectEvent(storedEvent(openWebhook(payload, signature, `whsec_old,${CONNECT_SECRET}`)))
}

/** A payment that the shopper has confirmed at the bank while nobody looked. */
async function authenticated(): Promise<{ input: CheckoutInput; intent: LedgerIntent; attemptId: string }> {
  const input = await newRequest({ paymentMethod: 'pm_card_authenticationRequired' })
  expect(await codeOf(at.storeId, input)).toBe('payment_action_required')
  await shop.authenticate(await onlyIntent())
  return { input, intent: await onlyIntent(), attemptId: (await attempt()).id }
}

export const scene = {
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
}
