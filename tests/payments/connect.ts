/** What Stripe does behind the shop's back in the tests of connected accounts, and the events that tell of it. */
import { handleConnectEvent } from '@/lib/checkout/stripe-events'
import { stripe } from '@/lib/payments/stripe'
import { storedEvent } from '@/lib/stripe-events/stored-event'
import { scene } from '../checkout/scene'

const { shop, at } = scene

/** One of the stand-in's hooks, as /_disputes. */
export async function hook(path: string, body: object) {
  const answer = await fetch(`${shop.stripeUrl()}${path}`, { method: 'POST', body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

/** The account of the scene's store, as its row says. */
export async function accountOf(storeId = at.storeId): Promise<string> {
  const [row] = await shop.db.admin`select stripe_account_id from stores where id = ${storeId}`
  return String(row?.stripe_account_id)
}

/** Hands over an event as the inbox does. */
export function deliver(type: string, object: object, account: string) {
  return handleConnectEvent(storedEvent({ type, account, data: { object } } as Parameters<typeof storedEvent>[0]))
}

/** Every event of these types that Stripe has recorded for the account, oldest first. */
export async function eventsOf(account: string, ...types: string[]) {
  const { data } = await stripe().events.list({ types, limit: 100 }, { stripeAccount: account })
  return data.reverse()
}
