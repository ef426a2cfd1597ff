/** The stand-in's switches: what goes wrong with Stripe's next requests, and what its webhooks do. */
import { z } from 'zod'
import type { StripeFault } from '@/local/stripe/faults'
import type { Lab } from './lab'

const HELD_LIMIT_MS = 20_000

export const CREATE_PAYMENT = { method: 'POST', path: '^/v1/payment_intents$' }

const heldSchema = z.object({ held: z.array(z.object({ kind: z.string() })) })

export async function breakStripe(
  { stripeUrl }: Lab,
  fault: Partial<StripeFault> & Pick<StripeFault, 'kind'>,
): Promise<void> {
  await ask(`${stripeUrl}/_faults`, 'POST', fault)
}

/** No more faults; what was held goes on. */
export async function mendStripe({ stripeUrl }: Lab): Promise<void> {
  await ask(`${stripeUrl}/_faults`, 'DELETE')
}

/** Until a request is held. @throws when none is for long */
export async function untilHeld({ stripeUrl }: Lab): Promise<void> {
  const deadline = Date.now() + HELD_LIMIT_MS
  while (Date.now() < deadline) {
    const { held } = heldSchema.parse(await (await fetch(`${stripeUrl}/_faults`)).json())
    if (held.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('no request to Stripe was held')
}

const eventsSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/** The ids of the account's newest events. */
export async function eventsOf({ stripeUrl, stripeKey }: Lab, account: string): Promise<string[]> {
  const headers = { authorization: `Bearer ${stripeKey}`, 'stripe-account': account }
  const answer = await fetch(`${stripeUrl}/v1/events?limit=100`, { headers })
  return eventsSchema.parse(await answer.json()).data.map(({ id }) => id)
}

/** Delivers one event again, so many times. */
export async function redeliver({ stripeUrl }: Lab, event: string, times: number): Promise<void> {
  await ask(`${stripeUrl}/_webhooks`, 'POST', { event, times })
}

/** The merchant takes the platform's access to the account away. */
export async function deauthorise({ stripeUrl, stripeKey }: Lab, account: string): Promise<void> {
  await ask(`${stripeUrl}/v1/accounts/${account}`, 'DELETE', undefined, { authorization: `Bearer ${stripeKey}` })
}

export async function ask(
  url: string,
  method: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<void> {
  const answer = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (answer.status >= 400) throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`)
}
