/** A store that pays for a plan at the stand-in: its pages posted as a merchant would, its events delivered as Stripe does. */
import { beforeEach, expect } from 'vitest'
import { choosePlan } from '@/lib/billing/choose-plan'
import { openPortal } from '@/lib/billing/portal'
import { stripe } from '@/lib/payments/stripe'
import type { Plan } from '@/lib/plans/table'
import { processDueStripeEvents, recordStripeEvent } from '@/lib/stripe-events/inbox'
import { openShop } from '@/tests/checkout/shop'

export const shop = openShop()
/** The store of the running test: new, in its trial of two weeks. */
export const at = { storeId: 0 }
const seen = new Set<string>()

beforeEach(async () => {
  at.storeId = await shop.createStore()
  await shop.db.admin`update stores set trial_ends_at = now() + interval '14 days' where id = ${at.storeId}`
  // What earlier tests of the file left at Stripe is not delivered again.
  for (const { id } of await platformEvents()) seen.add(id)
})

/** Stripe's list is a page of the newest; one test makes fewer. */
async function platformEvents() {
  return (await stripe().events.list({ limit: 100 })).data
}

/** Delivers what happened since the last call, `times` each, in the order given; works off all of it. */
export async function deliver({ times = 1, reverse = false } = {}): Promise<void> {
  const fresh = (await platformEvents()).filter(({ id }) => !seen.has(id))
  // Stripe lists the newest first.
  if (!reverse) fresh.reverse()
  for (const event of fresh) {
    seen.add(event.id)
    for (let time = 0; time < times; time++) await recordStripeEvent('account', event)
  }
  while ((await processDueStripeEvents(100)) > 0);
}

/** The merchant chooses the plan and pays with `card` on Stripe's page. */
export async function subscribe(plan: Plan, card = 'pm_card_visa'): Promise<void> {
  const chosen = await choosePlan(at.storeId, plan)
  if (!('url' in chosen)) throw new Error('there is a subscription already')
  await payAt(chosen.url, card)
}

export async function payAt(page: string, card = 'pm_card_visa'): Promise<void> {
  expect((await postForm(`${page}/pay`, card)).status).toBe(303)
}

/** The merchant saves a card in the portal, and pays what is open when asked to. */
export async function usePortal(card: string, verb: 'card' | 'pay' = 'pay'): Promise<void> {
  const { url } = await openPortal(at.storeId)
  expect((await postForm(`${url}/${verb}`, card)).status).toBe(303)
}

function postForm(url: string, card: string): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams({ card }), redirect: 'manual' })
}

/** Lets the subscription's time pass. */
export async function step(
  name: 'end_period' | 'retry_payment' | 'give_up',
  to?: 'unpaid' | 'canceled',
): Promise<void> {
  const body = { subscription: await subscriptionId(), step: name, ...(to ? { to } : {}) }
  const answer = await fetch(`${shop.stripeUrl()}/_subscriptions`, { method: 'POST', body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`the step was refused: ${await answer.text()}`)
}

export async function subscriptionId(): Promise<string> {
  const [row] = await shop.db.admin`select stripe_customer_id from stores where id = ${at.storeId}`
  const { data } = await stripe().subscriptions.list({ customer: row?.stripe_customer_id, status: 'all' })
  const [live] = data.filter(({ status }) => status !== 'canceled')
  if (!live) throw new Error('there is no subscription')
  return live.id
}

/** The store's plan as it stands in the database, and what a shopper's request to its host is answered by. */
export async function standing() {
  const [row] = await shop.db.admin`select s.plan, s.plan_status as status, s.next_plan as next,
      s.plan_ends_at_period_end as ends, r.status as host
    from stores s, resolve_store(s.subdomain, null) r where s.id = ${at.storeId}`
  return row
}

export async function eventsTold(): Promise<number> {
  const [row] = await shop.db.admin`select count(*)::int as n from outbox
    where store_id = ${at.storeId} and topic = 'store.plan_changed'`
  return row?.n
}
