/**
 * What tests do to Stripe behind the app's back, beside faults: open and close disputes, pay out, change what an account may
 * do, take the platform's access away, let a subscription's time pass. Each answers the object as the API would show it.
 */
import { z } from 'zod'
import { deauthorise } from './accounts'
import { subscriptionStep, takeStep } from './billing-hook'
import { closeDispute, type Dispute, OUTCOMES, openDispute } from './disputes'
import { invalid } from './errors'
import { type Charge, type PaymentIntent, publicView } from './objects'
import { changeAccount } from './onboarding'
import { endPayout, type Payout, payOutEverything } from './payouts'
import { requirements, standing } from './requirements'
import type { State } from './state'

const account = z.string().regex(/^acct_\w{1,64}$/)

const dispute = z.union([
  z
    .object({
      paymentIntent: z.string(),
      reason: z.string().default('fraudulent'),
      inquiry: z.boolean().default(false),
    })
    .strict(),
  z.object({ dispute: z.string(), close: z.enum(OUTCOMES) }).strict(),
])

const payout = z.union([
  /** Everything in the currency, settled or not. */
  z.object({ account, currency: z.string().toLowerCase() }).strict(),
  z.object({ payout: z.string(), failureCode: z.string().nullable().default(null) }).strict(),
])

const change = z
  .object({
    account,
    charges: z.boolean(),
    payouts: z.boolean(),
    submitted: z.boolean().default(true),
    due: z.array(z.string()).default([]),
    pastDue: z.array(z.string()).default([]),
    pending: z.array(z.string()).default([]),
    disabledReason: z.string().nullable().default(null),
    /** Seconds since the epoch. */
    deadline: z.number().int().nullable().default(null),
  })
  .strict()

const HOOKS: Record<string, (state: State, body: unknown) => unknown> = {
  'POST /_disputes': (state, body) => {
    const asked = dispute.parse(body)
    if ('dispute' in asked) {
      const [owner, found] = own<Dispute>(state, asked.dispute, 'dispute')
      return closeDispute(state, owner, found, asked.close)
    }
    const [owner, intent] = own<PaymentIntent>(state, asked.paymentIntent, 'payment_intent')
    const charge = state.get<Charge>(owner, intent.latest_charge ?? '', 'charge')
    if (!charge.captured) throw invalid('Only a captured charge can be disputed.')
    return openDispute(state, owner, charge, asked.reason, asked.inquiry)
  },
  'POST /_payouts': (state, body) => {
    const asked = payout.parse(body)
    if ('account' in asked) return payOutEverything(state, asked.account, asked.currency)
    const [owner, found] = own<Payout>(state, asked.payout, 'payout')
    return endPayout(state, owner, found, asked.failureCode)
  },
  'POST /_accounts': (state, body) => {
    const { account: id, charges, payouts, submitted, ...owed } = change.parse(body)
    return changeAccount(state, id, standing({ charges, payouts, submitted }, requirements(owed)))
  },
  'POST /_subscriptions': (state, body) => takeStep(state, subscriptionStep.parse(body)),
  'POST /_deauthorize': (state, body) => deauthorise(state, z.object({ account }).strict().parse(body).account),
}

/** Whether this place (`POST /_disputes`) is one of these. */
export function isHook(place: string): boolean {
  return Object.hasOwn(HOOKS, place)
}

/** Does what the body asks; the answer's JSON. Throws a ZodError or Stripe's. */
export function runHook(state: State, place: string, body: string): unknown {
  return publicView(HOOKS[place]?.(state, JSON.parse(body || '{}')))
}

function own<T extends Dispute | Payout | PaymentIntent>(state: State, id: string, object: T['object']): [string, T] {
  const owner = state.owner(id)
  if (owner === undefined) throw invalid(`No such ${object}: '${id}'`, object, 'resource_missing')
  return [owner, state.get<T>(owner, id, object)]
}
